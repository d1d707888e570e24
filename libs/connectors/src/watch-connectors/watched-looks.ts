import { Injectable } from '@nestjs/common';
import type { SystemActor, Tx } from '@groundswell/platform';
import { type Look, LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { ToolPins } from '../pins/tool-pins.service.js';

const NAMED = 50;

/** What becomes of a look that nobody asked for: the log hears only of what is new. */
@Injectable()
export class WatchedLooks {
  constructor(
    private readonly lookAt: LookAtConnector,
    private readonly repository: ConnectorsRepository,
    private readonly pins: ToolPins,
    private readonly journal: ConnectorJournal,
  ) {}

  async record(tx: Tx, connector: StoredConnector, look: Look): Promise<void> {
    await this.lookAt.record(tx, connector.id, look, { onlyNews: true });
    if (!look.ok) return;
    // Bindings may have been moved while the server answered: then this was a look at another version.
    const { versionId, versionNumber } = await this.repository.get(tx, connector.id);
    if (versionId !== connector.versionId) return;
    const found = await this.pins.compare(
      tx,
      { connectorId: connector.id, connectorVersionId: versionId },
      look.definitions,
    );
    const { added, quarantined, restored } = found;
    if (added.length + quarantined.length + restored.length === 0) return;
    const actor: SystemActor = { organisationId: tx.scope.organisationId, system: 'Connector watch' };
    await this.journal.ofConnector(tx, actor, 'connector.tools.discovered', connector, {
      version: versionNumber,
      added: added.slice(0, NAMED),
      quarantined: quarantined.slice(0, NAMED),
      restored: restored.slice(0, NAMED),
      unchanged: found.unchanged.length,
    });
  }
}
