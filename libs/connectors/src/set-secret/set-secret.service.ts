import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import { SecretRules } from './secret-rules.js';

/** Sets a secret of a connector. It goes one way: in here, out only to the connector's process or request. */
@Injectable()
export class SetSecretService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly secrets: SecretsRepository,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
    private readonly rules: SecretRules,
  ) {}

  /** Calls under way end with the old secret; the next one uses the new. @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID */
  async set(actor: Actor, connectorId: string, name: string, value: string): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    const connector = await this.database.transaction(organisationId, (tx) => this.repository.get(tx, connectorId));
    if (connector.credentialMode === 'personal') {
      throw new AppError(
        'conflict',
        'CREDENTIAL_IS_PERSONAL',
        `Everyone uses ${connector.name} with their own credential. Each person sets theirs under Your credentials.`,
      );
    }
    await this.rules.check(connector, name, value);
    return this.database.transaction(organisationId, async (tx) => {
      const holder = { connectorId: connector.id, issuer: connector.issuer, personId: null };
      await this.secrets.set(tx, actor.personId, holder, name, value);
      await this.journal.ofConnector(tx, actor, 'connector.secret.set', connector, { secretName: name });
      await this.connections.endAfter(tx, connector.id);
      return this.repository.get(tx, connector.id);
    });
  }
}
