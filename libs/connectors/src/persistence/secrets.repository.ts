import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type ConnectorId, type Id, newId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { IsNull } from 'typeorm';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { ConnectorSecretEntity } from './connector.entities.js';

/** Whose credentials, for which connector, shown to which issuer. */
export interface CredentialHolder {
  readonly connectorId: ConnectorId;
  /** Null for what the house shares. */
  readonly personId: string | null;
  readonly issuer: string;
}

/** A credential that somebody set for themselves. Never its value. */
export interface OwnCredential {
  readonly connectorId: ConnectorId;
  readonly issuer: string;
  readonly name: string;
  readonly setAt: Date;
}

const whose = ({ personId }: CredentialHolder) => (personId === null ? IsNull() : personId);

/** Stores the secrets of connectors, sealed, and opens them for the way out to the connector. */
@Injectable()
export class SecretsRepository {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The secrets of a holder, open. For the connector's process or request and nothing else. @throws AppError SECRET_BROKEN */
  async open(tx: Tx, holder: CredentialHolder): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.manager.findBy(ConnectorSecretEntity, { ...tx.scope, ...holder, personId: whose(holder) });
    const secrets = new Map<string, string>();
    for (const row of rows) secrets.set(row.name, await this.vault.open(tx, row.id, row.sealed));
    return secrets;
  }

  /** Sets a secret, or sets it anew: the earlier one is gone. */
  async set(tx: Tx, byId: string, holder: CredentialHolder, name: string, value: string): Promise<void> {
    const now = this.clock.now();
    const known = await tx.manager.findOneBy(ConnectorSecretEntity, {
      ...tx.scope,
      ...holder,
      personId: whose(holder),
      name,
    });
    const id = known?.id ?? newId<Id<'connector-secret'>>(now.getTime());
    const { dataKeyId, sealed } = await this.vault.seal(tx, id, value);
    const columns = { dataKeyId, sealed, setAt: now, setById: byId };
    if (known) await tx.manager.update(ConnectorSecretEntity, { ...tx.scope, id }, columns);
    else await tx.manager.insert(ConnectorSecretEntity, { id, ...tx.scope, ...holder, name, ...columns });
  }

  /** Removes a person's own, for whichever issuer it was set. @returns whether there was one */
  async removeOwn(tx: Tx, personId: string, connectorId: ConnectorId, name: string): Promise<boolean> {
    const { affected } = await tx.manager.delete(ConnectorSecretEntity, { ...tx.scope, personId, connectorId, name });
    return (affected ?? 0) > 0;
  }

  /** What somebody set for themselves, whatever the connector. */
  async ownOf(tx: Tx, personId: string): Promise<OwnCredential[]> {
    return tx.query<OwnCredential>(
      `SELECT connector_id AS "connectorId", issuer, name, set_at AS "setAt" FROM connector_secrets
        WHERE organisation_id = $1 AND person_id = $2 ORDER BY name`,
      [tx.scope.organisationId, personId],
    );
  }
}
