import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError, type JsonObject, type OrganisationId } from '@groundswell/kernel';
import { Database, payloadText, Queue, type Tx } from '@groundswell/platform';
import { ActiveStops } from '@groundswell/policies';
import { type Connection, Connections } from '../connections/connections.service.js';
import { LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { WatchedLooks } from './watched-looks.js';

const EVERY_HOUR = { cron: '23 * * * *', makeGoodMs: 2 * 3_600_000 };
const LOOK = 'connectors.look-at';

/**
 * Looks at every connector by the clock, so that a server that is silent or has changed its tools is known before a run needs
 * it. Connectors with personal credentials are left alone: nobody's own credential is used while they are not there.
 */
@Injectable()
export class WatchConnectorsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly repository: ConnectorsRepository,
    private readonly stops: ActiveStops,
    private readonly connections: Connections,
    private readonly watched: WatchedLooks,
    private readonly lookAt: LookAtConnector,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('connectors.watch', EVERY_HOUR, () => this.watchAll());
    this.queue.register(LOOK, (payload) =>
      this.look(payloadText(payload, 'organisationId') as OrganisationId, payloadText(payload, 'connectorId')),
    );
  }

  /** Asks for one look each: a slow server keeps none of the others waiting. */
  async watchAll(): Promise<void> {
    await this.database.system('watch connectors', async (tx) => {
      const rows = await tx.query<{ id: string; organisation_id: string }>(
        `SELECT c.id, c.organisation_id FROM connectors c
           JOIN connector_versions v ON v.id = c.current_version_id AND v.organisation_id = c.organisation_id
          WHERE v.credential_mode = 'shared' ORDER BY c.id`,
      );
      for (const { id: connectorId, organisation_id: organisationId } of rows) {
        const payload: JsonObject = { organisationId, connectorId };
        await this.queue.enqueue(tx, { task: LOOK, payload, key: `${LOOK} ${connectorId}`, maxAttempts: 1 });
      }
    });
  }

  /** Nothing happens to a connector that is stopped, or that waits for a credential. */
  async look(organisationId: OrganisationId, connectorId: string): Promise<void> {
    const ready = await this.database.transaction(organisationId, (tx) => this.ready(tx, organisationId, connectorId));
    if (ready === null) return;
    const look = await this.lookAt.look(ready.connection.target);
    await this.database.transaction(organisationId, (tx) => this.watched.record(tx, ready.connector, look));
  }

  private async ready(
    tx: Tx,
    organisationId: OrganisationId,
    connectorId: string,
  ): Promise<{ readonly connector: StoredConnector; readonly connection: Connection } | null> {
    const connector = await this.repository.find(tx, connectorId);
    if (connector?.credentialMode !== 'shared') return null;
    if ((await this.stops.find(tx, { connectorId })) !== null) return null;
    try {
      return {
        connector,
        connection: await this.connections.prepare(tx, { organisationId, personId: null }, connector),
      };
    } catch (error) {
      if (error instanceof AppError && error.code === 'SECRET_MISSING') return null;
      throw error;
    }
  }
}
