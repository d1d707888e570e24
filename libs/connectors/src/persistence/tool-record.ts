import type { JsonObject } from '@groundswell/kernel';
import { definitionText, type ToolDefinition } from '../domain/tool-definition.js';
import { keyArguments } from '../domain/tool-labels.js';
import type { Drift, ToolState } from '../domain/tool-status.js';
import type { ToolEntity } from './connector.entities.js';
import type { StoredTool } from './connectors.repository.js';

/** The pinned definition of a stored tool; it was checked when it was pinned. */
export function definitionOf(tool: Pick<StoredTool, 'definition'>): ToolDefinition {
  return JSON.parse(tool.definition) as ToolDefinition;
}

/** What its server says instead, if anything. */
export function driftIn(tool: Pick<StoredTool, 'drift'>): Drift | null {
  return tool.drift === null ? null : (JSON.parse(tool.drift) as Drift);
}

/** The stored tool as the status rules look at it. */
export function stateOf(tool: StoredTool): ToolState {
  const { status, statusBefore, digest, risk, returnsUntrusted, reachesOutside, idempotencyArgument } = tool;
  return {
    status,
    statusBefore,
    digest,
    risk,
    returnsUntrusted,
    reachesOutside,
    idempotencyArgument,
    labelled: tool.labelledAt !== null,
    definition: definitionOf(tool),
    drift: driftIn(tool),
  };
}

/** The columns of a state. `at` is when it came about. */
export function columnsOf(
  before: StoredTool | null,
  state: ToolState,
  at: Date,
): Omit<
  ToolEntity,
  'id' | 'organisationId' | 'connectorId' | 'connectorVersionId' | 'connectorVersion' | 'name' | 'revision'
> {
  const { status, statusBefore, digest, risk, returnsUntrusted, reachesOutside, idempotencyArgument, drift } = state;
  // An argument that the definition no longer has cannot carry a key.
  const keyed = idempotencyArgument != null && keyArguments(state.definition).includes(idempotencyArgument);
  return {
    status,
    statusBefore,
    digest,
    risk,
    returnsUntrusted,
    reachesOutside,
    idempotencyArgument: keyed ? idempotencyArgument : null,
    definition: definitionText(state.definition),
    labelledAt: state.labelled ? (before?.labelledAt ?? at) : null,
    pinnedAt: before?.digest === digest ? before.pinnedAt : at,
    drift: drift === null ? null : JSON.stringify(drift),
    driftDetectedAt: drift === null ? null : (before?.driftDetectedAt ?? at),
  };
}

/** The input schema, which a model is offered and a page builds its form from. */
export function inputSchemaOf(tool: Pick<StoredTool, 'definition'>): JsonObject {
  return definitionOf(tool).inputSchema;
}
