import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { BINDINGS_MOVED } from '../domain/connectors.events.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { ConnectorVersionDifferenceQuery } from './version-difference.query.js';

/** From which version to which; the first is the one that the steward saw as the present one. */
export interface MoveWish {
  readonly connectorId: string;
  readonly toVersionId: string;
  readonly seenVersionId: string;
}

const NAMED = 100;

/**
 * Lets every binding of a connector lead to another of its versions, in one recorded act. Versions of workflows stay as they
 * were approved: a binding names the tool that was approved, and this says where that leads. It can be moved back.
 */
@Injectable()
export class MoveBindingsService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly versions: VersionsRepository,
    private readonly differences: ConnectorVersionDifferenceQuery,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
  ) {}

  /**
   * Binds at the next call of every workflow, running runs included. Moving to the present version changes nothing.
   * @throws AppError FORBIDDEN, NOT_FOUND, REVISION_STALE when others moved meanwhile, CONNECTOR_VERSION_EMPTY
   */
  async move(actor: Actor, wish: MoveWish): Promise<StoredConnector> {
    const { organisationId } = actor;
    const { connectorId, toVersionId, seenVersionId } = wish;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    return this.database.transaction(organisationId, async (tx) => {
      const known = await this.repository.get(tx, connectorId);
      await this.versions.hold(tx, known.id);
      const before = await this.repository.get(tx, connectorId);
      const { from, to, difference, toolCount } = await this.differences.compare(tx, connectorId, toVersionId);
      if (from.id === to.id) return before;
      if (from.id !== seenVersionId) {
        throw new AppError(
          'conflict',
          'REVISION_STALE',
          `Someone moved ${before.name} to version ${from.number} since you looked. Look at the difference again.`,
        );
      }
      if (toolCount === 0) {
        throw new AppError(
          'conflict',
          'CONNECTOR_VERSION_EMPTY',
          `No tools of version ${to.number} are known. Sign in if it asks for it, and look for its tools first.`,
        );
      }
      const summary = {
        fromNumber: from.number,
        toNumber: to.number,
        added: difference.added.slice(0, NAMED),
        removed: difference.removed.slice(0, NAMED),
        changed: difference.changed.map((tool) => tool.name).slice(0, NAMED),
        settings: difference.settings.map(
          ({ label, before: old, after }) => `${label}: ${old ?? '—'} → ${after ?? '—'}`,
        ),
      };
      await this.versions.move(tx, actor.personId, { connectorId: known.id, fromId: from.id, toId: to.id }, summary);
      await this.journal.ofConnector(tx, actor, 'connector.bindings.moved', before, summary);
      await this.journal.tell(tx, BINDINGS_MOVED, {
        connectorId: known.id,
        fromVersionId: from.id,
        toVersionId: to.id,
      });
      await this.connections.endAfter(tx, known.id);
      return this.repository.get(tx, connectorId);
    });
  }
}
