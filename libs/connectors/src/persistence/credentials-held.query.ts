import { Injectable } from '@nestjs/common';
import { type ConnectorId, isId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { CredentialMode, SignIn } from './connector.entities.js';
import { secretsSet } from './connectors.repository.js';

/** With what a connector proves who it is, and which of it is set for one person or for the house. */
export interface HeldCredentials {
  readonly id: ConnectorId;
  readonly name: string;
  readonly catalogueKey: string | null;
  readonly credentialMode: CredentialMode;
  readonly signIn: SignIn;
  readonly secretsSet: Readonly<Record<string, string>>;
}

/** Reads which credentials connectors would be used with; never the credentials. */
@Injectable()
export class CredentialsHeldQuery {
  /** Of connectors in their present versions, by name. */
  async of(tx: Tx, personId: string, connectorIds: readonly string[]): Promise<readonly HeldCredentials[]> {
    const wanted = [...new Set(connectorIds)].filter(isId);
    if (wanted.length === 0) return [];
    return tx.query<HeldCredentials>(
      `SELECT c.id, c.name, v.catalogue_key AS "catalogueKey", v.credential_mode AS "credentialMode", v.sign_in AS "signIn",
              ${secretsSet('$3')}
         FROM connectors c JOIN connector_versions v ON v.id = c.current_version_id
        WHERE c.organisation_id = $1 AND c.id = ANY($2) ORDER BY c.name, c.id`,
      [tx.scope.organisationId, wanted, personId],
    );
  }
}
