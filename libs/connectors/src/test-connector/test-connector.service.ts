import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { connectionFailed } from '../domain/connectors.errors.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository } from '../persistence/connectors.repository.js';

/** What a test found. */
export interface ConnectorTestResult {
  readonly ok: boolean;
  readonly message: string;
  readonly toolCount: number;
  readonly durationMs: number;
}

/** Starts a connector's server, or reaches it, and asks for its tools: the same right as setting it up. */
@Injectable()
export class TestConnectorService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly connections: Connections,
    private readonly lookAt: LookAtConnector,
    private readonly journal: ConnectorJournal,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND */
  async test(actor: Actor, connectorId: string): Promise<ConnectorTestResult> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.test', { type: 'connector', organisationId });
    const { connector, target } = await this.database.transaction(organisationId, async (tx) => {
      const found = await this.repository.getFor(tx, actor.personId, connectorId);
      return { connector: found, target: (await this.connections.prepare(tx, actor, found)).target };
    });
    const look = await this.lookAt.look(target);
    const { ok, durationMs } = look;
    await this.database.transaction(organisationId, async (tx) => {
      await this.lookAt.record(tx, connector.id, look, { onlyNews: false });
      await this.journal.ofConnector(tx, actor, 'connector.tested', connector, { ok });
    });
    if (!look.ok) return { ok, durationMs, toolCount: 0, message: connectionFailed(look.failure).message };
    const toolCount = look.definitions.length;
    const tools = toolCount === 1 ? 'one tool' : `${toolCount} tools`;
    return { ok, durationMs, toolCount, message: `It answers and offers ${tools}.` };
  }
}
