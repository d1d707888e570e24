import { Injectable } from '@nestjs/common';
import { type AppError, invalidInput } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { connectionFailed } from '../domain/connectors.errors.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { ConnectorInputCheck, type ConnectorInput } from './connector-input.js';
import { ConnectorStore } from './connector-store.js';

const MAX_CLIENT_KEY = 100;

function nameTaken(): AppError {
  return invalidInput([
    { path: 'name', message: 'There is a connector of this name already. Use that one, or choose another name.' },
  ]);
}

/**
 * Registers a connector: its server is looked at over the real protocol first, then the connector, its first version, its
 * secrets and its tools are stored together. Every tool starts blocked.
 */
@Injectable()
export class RegisterConnectorService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly check: ConnectorInputCheck,
    private readonly lookAt: LookAtConnector,
    private readonly store: ConnectorStore,
    private readonly repository: ConnectorsRepository,
  ) {}

  /**
   * The same `clientKey` twice registers once and answers twice.
   * @throws AppError FORBIDDEN, INPUT_INVALID with every fault, CONNECTOR_… when the server cannot be listed
   */
  async register(actor: Actor, input: ConnectorInput): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.create', { type: 'connector', organisationId });
    const clientKey = input.clientKey?.slice(0, MAX_CLIENT_KEY) ?? null;
    const known = await this.database.transaction(organisationId, (tx) => this.findSame(tx, clientKey));
    if (known) return known;
    const checked = await this.check.check(input);
    const taken = await this.database.transaction(organisationId, (tx) => this.store.nameIsTaken(tx, checked.name));
    if (taken) throw nameTaken();
    // A server that wants people to sign in says nothing before: its tools are looked for afterwards.
    const look = checked.signIn === 'oauth' ? null : await this.lookAt.look({ ...checked, era: null });
    if (look?.ok === false) throw connectionFailed(look.failure);
    return this.database.transaction(organisationId, async (tx) => {
      const outcome = await this.store.insert(tx, actor, { checked, look, clientKey });
      if (!('taken' in outcome)) return this.repository.get(tx, outcome.connectorId);
      const same = outcome.taken === 'client-key' ? await this.findSame(tx, clientKey) : null;
      if (!same) throw nameTaken();
      return same;
    });
  }

  private async findSame(tx: Tx, clientKey: string | null): Promise<StoredConnector | null> {
    return clientKey === null ? null : this.repository.findByClientKey(tx, clientKey);
  }
}
