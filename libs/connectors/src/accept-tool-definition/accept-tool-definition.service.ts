import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { statusRefused } from '../domain/connectors.errors.js';
import { accept } from '../domain/tool-status.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredTool } from '../persistence/connectors.repository.js';
import { stateOf } from '../persistence/tool-record.js';
import { ToolsRepository } from '../persistence/tools.repository.js';

/** Pins the changed definition that a steward was shown, and lets the tool out of quarantine. */
@Injectable()
export class AcceptToolDefinitionService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly tools: ToolsRepository,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, TOOL_HAS_NO_DRIFT, TOOL_GONE */
  async accept(actor: Actor, toolId: string): Promise<StoredTool> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'tool.set-status', { type: 'tool', organisationId });
    return this.database.transaction(organisationId, async (tx) => {
      const before = await this.repository.getToolForUpdate(tx, toolId);
      const state = stateOf(before);
      const outcome = accept(state);
      if ('refusal' in outcome) throw statusRefused(outcome.refusal);
      await this.tools.save(tx, before, outcome.tool, this.clock.now());
      await this.journal.ofTool(tx, actor, 'tool.definition.accepted', before, {
        digestBefore: before.digest,
        digestAfter: outcome.tool.digest,
        changed: (state.drift?.changes ?? []).map((change) => `${change.area}: ${change.label}`).slice(0, 50),
        status: outcome.tool.status,
      });
      return this.repository.getTool(tx, toolId);
    });
  }
}
