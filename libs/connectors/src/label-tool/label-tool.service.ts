import { Inject, Injectable } from '@nestjs/common';
import { invalidInput, type Clock } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { keyArguments, type ToolLabels } from '../domain/tool-labels.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredTool } from '../persistence/connectors.repository.js';
import { definitionOf, stateOf } from '../persistence/tool-record.js';
import { ToolsRepository } from '../persistence/tools.repository.js';

/** Sets what a steward says of a tool: its risk, and whether content by strangers comes in or ours goes out through it. */
@Injectable()
export class LabelToolService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly tools: ToolsRepository,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Binds at the next call of every workflow. @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID */
  async label(actor: Actor, toolId: string, labels: ToolLabels): Promise<StoredTool> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'tool.label', { type: 'tool', organisationId });
    return this.database.transaction(organisationId, async (tx) => {
      const before = await this.repository.getToolForUpdate(tx, toolId);
      const { risk, returnsUntrusted, reachesOutside, idempotencyArgument = before.idempotencyArgument } = labels;
      assertKeyArgument(before, idempotencyArgument);
      const after = { risk, returnsUntrusted, reachesOutside, idempotencyArgument };
      const state = { ...stateOf(before), ...after, labelled: true };
      await this.tools.save(tx, before, state, this.clock.now());
      await this.journal.ofTool(tx, actor, 'tool.labelled', before, {
        before: {
          risk: before.risk,
          returnsUntrusted: before.returnsUntrusted,
          reachesOutside: before.reachesOutside,
          idempotencyArgument: before.idempotencyArgument,
          confirmed: before.labelledAt !== null,
        },
        after,
      });
      return this.repository.getTool(tx, toolId);
    });
  }
}

function assertKeyArgument(tool: StoredTool, name: string | null): void {
  if (name === null || keyArguments(definitionOf(tool)).includes(name)) return;
  throw invalidInput([
    { path: 'idempotencyArgument', message: 'Choose an argument of this tool that takes any text, or none.' },
  ]);
}
