import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { connectionFailed } from '../domain/connectors.errors.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { ToolPins } from '../pins/tool-pins.service.js';
import { LookAtConnector } from './look-at-connector.service.js';

const NAMED = 50;

/** Asks a connector's server again what it offers: new tools arrive blocked, changed ones go into quarantine. */
@Injectable()
export class DiscoverToolsService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly connections: Connections,
    private readonly lookAt: LookAtConnector,
    private readonly pins: ToolPins,
    private readonly journal: ConnectorJournal,
  ) {}

  /**
   * @param versionId of a version that is prepared; the present one if absent
   * @throws AppError FORBIDDEN, NOT_FOUND, SECRET_MISSING, CONNECTOR_… when the server cannot be listed
   */
  async discover(actor: Actor, connectorId: string, versionId: string | null = null): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    const { connector, target } = await this.database.transaction(organisationId, async (tx) => {
      const found = await this.repository.getFor(tx, actor.personId, connectorId, versionId);
      return { connector: found, target: (await this.connections.prepare(tx, actor, found)).target };
    });
    const look = await this.lookAt.look(target);
    const after = await this.database.transaction(organisationId, async (tx) => {
      await this.lookAt.record(tx, connector.id, look, { onlyNews: false });
      if (look.ok) {
        const place = { connectorId: connector.id, connectorVersionId: connector.versionId };
        const { versionId: presentId } = await this.repository.get(tx, connector.id);
        const earlier = presentId === connector.versionId ? [] : await this.repository.toolsOfVersion(tx, presentId);
        const found = await this.pins.compare(tx, place, look.definitions, earlier);
        await this.journal.ofConnector(tx, actor, 'connector.tools.discovered', connector, {
          version: connector.versionNumber,
          added: found.added.slice(0, NAMED),
          quarantined: found.quarantined.slice(0, NAMED),
          restored: found.restored.slice(0, NAMED),
          unchanged: found.unchanged.length,
        });
      }
      return this.repository.get(tx, connector.id);
    });
    if (!look.ok) throw connectionFailed(look.failure);
    return after;
  }
}
