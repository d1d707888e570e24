import { Inject, Injectable } from '@nestjs/common';
import type { Clock, ConnectorId, ConnectorVersionId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { TOOL_QUARANTINED } from '../domain/connectors.events.js';
import type { ToolDefinition } from '../domain/tool-definition.js';
import { type Drift, driftOf, quarantine, release } from '../domain/tool-status.js';
import { beginningOf } from '../domain/version-difference.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredTool } from '../persistence/connectors.repository.js';
import { stateOf } from '../persistence/tool-record.js';
import { ToolsRepository } from '../persistence/tools.repository.js';

/** The names of tools by what a listing meant for them. */
export interface Findings {
  readonly added: readonly string[];
  readonly quarantined: readonly string[];
  /** Out of quarantine: the definition that a person approved is back. */
  readonly restored: readonly string[];
  readonly unchanged: readonly string[];
}

type Finding = keyof Findings;

/** Holds what servers list against what people approved. Each change happens in the caller's transaction. */
@Injectable()
export class ToolPins {
  constructor(
    private readonly repository: ConnectorsRepository,
    private readonly tools: ToolsRepository,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Compares a whole listing: new tools are pinned and blocked, changed and vanished ones go into quarantine.
   * @param earlier the tools of the version that this one is to follow: what was said of the same definition still stands
   */
  async compare(
    tx: Tx,
    place: { readonly connectorId: ConnectorId; readonly connectorVersionId: ConnectorVersionId },
    definitions: readonly ToolDefinition[],
    earlier: readonly StoredTool[] = [],
  ): Promise<Findings> {
    const before = new Map(earlier.map((tool) => [tool.name, stateOf(tool)]));
    const found: Record<Finding, string[]> = { added: [], quarantined: [], restored: [], unchanged: [] };
    const current = new Map(definitions.map((definition) => [definition.name, definition]));
    for (const tool of await this.repository.toolsForUpdate(tx, place.connectorVersionId)) {
      found[await this.settle(tx, tool, current.get(tool.name))].push(tool.name);
      current.delete(tool.name);
    }
    for (const definition of current.values()) {
      await this.tools.add(tx, place, beginningOf(definition, before.get(definition.name)), this.clock.now());
      found.added.push(definition.name);
    }
    return found;
  }

  /** Puts one tool into quarantine, unless another call just did. @returns whether this call did it */
  async quarantine(tx: Tx, toolId: string, drift: Drift): Promise<boolean> {
    const tool = await this.repository.getToolForUpdate(tx, toolId);
    const state = stateOf(tool);
    if (tool.status === 'quarantined' && state.drift?.digest === drift.digest) return false;
    await this.tools.save(tx, tool, quarantine(state, drift), this.clock.now());
    const { connectorId, connectorVersionId } = tool;
    await this.journal.tell(tx, TOOL_QUARANTINED, { toolId: tool.id, connectorId, connectorVersionId });
    return true;
  }

  private async settle(
    tx: Tx,
    tool: StoredTool,
    current: ToolDefinition | undefined,
  ): Promise<Exclude<Finding, 'added'>> {
    const drift = driftOf(stateOf(tool), current);
    if (drift) return (await this.quarantine(tx, tool.id, drift)) ? 'quarantined' : 'unchanged';
    if (tool.status !== 'quarantined') return 'unchanged';
    await this.tools.save(tx, tool, release(stateOf(tool)), this.clock.now());
    return 'restored';
  }
}
