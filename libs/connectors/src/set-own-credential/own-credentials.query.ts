import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { Catalogue } from '../catalogue/catalogue.js';
import { ConnectorsRepository, SIGN_IN, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';

/** One credential of a person's own, set or still wanted. */
export interface OwnCredentialState {
  readonly name: string;
  readonly label: string;
  readonly setAt: Date | null;
  /** It was set for another server than the connector has now, and is not used. */
  readonly unused: boolean;
}

/** What a person has for one connector. */
export interface OwnCredentials {
  readonly connector: StoredConnector;
  /** Whether the person may work with the connector as it is. */
  readonly ready: boolean;
  readonly credentials: readonly OwnCredentialState[];
}

/** Says which credentials a person has of their own, and where one is wanted. Never a value. */
@Injectable()
export class OwnCredentialsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly secrets: SecretsRepository,
    private readonly catalogue: Catalogue,
  ) {}

  /** Connectors that everyone uses with their own, and others for which the person still has one. */
  async of(actor: Actor): Promise<readonly OwnCredentials[]> {
    this.permissions.require(actor, 'credential.set-own');
    return this.database.transaction(actor.organisationId, async (tx) => {
      const own = await this.all(tx, actor.personId);
      const readable = this.permissions.filter(actor, 'connector.read', 'c', 2);
      const connectors = await this.repository.all(tx, readable);
      return connectors
        .map((connector) =>
          this.stateOf(
            connector,
            own.filter((one) => one.connectorId === connector.id),
          ),
        )
        .filter(({ connector, credentials }) => connector.credentialMode === 'personal' || credentials.length > 0);
    });
  }

  private async all(tx: Tx, personId: string) {
    const signedIn = await tx.query<{ connectorId: string; issuer: string; setAt: Date }>(
      `SELECT connector_id AS "connectorId", issuer, granted_at AS "setAt" FROM connector_grants
        WHERE organisation_id = $1 AND person_id = $2`,
      [tx.scope.organisationId, personId],
    );
    return [...(await this.secrets.ownOf(tx, personId)), ...signedIn.map((one) => ({ ...one, name: SIGN_IN }))];
  }

  private stateOf(
    connector: StoredConnector,
    own: readonly { readonly name: string; readonly issuer: string; readonly setAt: Date }[],
  ): OwnCredentials {
    const isPersonal = connector.credentialMode === 'personal';
    const wanted = isPersonal ? this.wanted(connector) : [];
    const isUsed = (one: { readonly issuer: string }) => isPersonal && one.issuer === connector.issuer;
    const labels = new Map(wanted.map((one) => [one.name, one.label]));
    const held = own.map((one) => ({
      name: one.name,
      label: labels.get(one.name) ?? one.name,
      setAt: one.setAt,
      unused: !isUsed(one),
    }));
    const open = wanted.filter((one) => !own.some((had) => had.name === one.name && isUsed(had)));
    const missing = open.map(({ name, label }) => ({ name, label, setAt: null, unused: false }));
    const ready = !isPersonal || !open.some((one) => one.required);
    return { connector, ready, credentials: [...held, ...missing] };
  }

  private wanted(connector: StoredConnector): readonly { name: string; label: string; required: boolean }[] {
    if (connector.signIn === 'oauth') return [{ name: SIGN_IN, label: 'Sign-in', required: true }];
    if (connector.transport === 'http') {
      return [{ name: 'Authorization', label: 'Value of the header Authorization', required: true }];
    }
    const settings = this.catalogue.find(connector.catalogueKey ?? '')?.settings ?? [];
    return settings.filter((setting) => setting.secret);
  }
}
