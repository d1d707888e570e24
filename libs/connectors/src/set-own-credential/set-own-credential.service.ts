import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import { SecretRules } from '../set-secret/secret-rules.js';

/** Lets a person set and remove the credentials that are their own. Nobody else can see, use or set them. */
@Injectable()
export class SetOwnCredentialService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly secrets: SecretsRepository,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
    private readonly rules: SecretRules,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, CREDENTIAL_IS_SHARED, INPUT_INVALID */
  async set(actor: Actor, connectorId: string, name: string, value: string): Promise<StoredConnector> {
    const connector = await this.connector(actor, connectorId);
    assertPersonal(connector);
    await this.rules.check(connector, name, value);
    return this.database.transaction(actor.organisationId, async (tx) => {
      await this.secrets.set(tx, actor.personId, holderOf(actor, connector), name, value);
      return this.changed(tx, actor, 'credential.set', connector, name);
    });
  }

  /** Also one that is of no use any more. Removing what is not there changes nothing. @throws AppError FORBIDDEN, NOT_FOUND */
  async remove(actor: Actor, connectorId: string, name: string): Promise<StoredConnector> {
    const connector = await this.connector(actor, connectorId);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const removed = await this.secrets.removeOwn(tx, actor.personId, connector.id, name);
      return removed ? this.changed(tx, actor, 'credential.removed', connector, name) : connector;
    });
  }

  private async connector(actor: Actor, connectorId: string): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'credential.set-own', { type: 'connector', organisationId });
    return this.database.transaction(organisationId, (tx) => this.repository.getFor(tx, actor.personId, connectorId));
  }

  private async changed(
    tx: Tx,
    actor: Actor,
    action: string,
    connector: StoredConnector,
    name: string,
  ): Promise<StoredConnector> {
    await this.journal.ofConnector(tx, actor, action, connector, { credentialName: name, issuer: connector.issuer });
    await this.connections.endAfter(tx, connector.id);
    return this.repository.getFor(tx, actor.personId, connector.id);
  }
}

function assertPersonal({ name, credentialMode }: StoredConnector): void {
  if (credentialMode === 'personal') return;
  throw new AppError(
    'conflict',
    'CREDENTIAL_IS_SHARED',
    `${name} works with credentials of the house, which a steward sets. You need none of your own.`,
  );
}

function holderOf({ personId }: Actor, { id: connectorId, issuer }: StoredConnector) {
  return { connectorId, issuer, personId };
}
