import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { statusRefused } from '../domain/connectors.errors.js';
import { refusalToSet, type ToolStatus } from '../domain/tool-status.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredTool } from '../persistence/connectors.repository.js';
import { stateOf } from '../persistence/tool-record.js';
import { ToolsRepository } from '../persistence/tools.repository.js';

/** Allows a tool to be called, or blocks it. */
@Injectable()
export class SetToolStatusService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly tools: ToolsRepository,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Binds at the next call of every workflow. The same status twice is one act.
   * @throws AppError FORBIDDEN, NOT_FOUND, TOOL_NOT_LABELLED, TOOL_QUARANTINED, TOOL_STATUS_NOT_SETTABLE
   */
  async set(actor: Actor, toolId: string, status: ToolStatus): Promise<StoredTool> {
    return this.database.transaction(actor.organisationId, (tx) => this.setIn(tx, actor, toolId, status));
  }

  /** The same in the caller's transaction: a request and the tool that it asks for are answered together or not at all. */
  async setIn(tx: Tx, actor: Actor, toolId: string, status: ToolStatus): Promise<StoredTool> {
    this.permissions.require(actor, 'tool.set-status', { type: 'tool', organisationId: actor.organisationId });
    const before = await this.repository.getToolForUpdate(tx, toolId);
    const refusal = refusalToSet({ status: before.status, labelled: before.labelledAt !== null }, status);
    if (refusal) throw statusRefused(refusal);
    if (before.status === status) return before;
    await this.tools.save(tx, before, { ...stateOf(before), status }, this.clock.now());
    await this.journal.ofTool(tx, actor, status === 'allowed' ? 'tool.allowed' : 'tool.blocked', before);
    return this.repository.getTool(tx, toolId);
  }
}
