import type { ToolDefinition } from './tool-definition.js';
import { definitionDigest } from './tool-definition.js';
import { differenceOfDefinitions, disappearance, type DefinitionChange } from './tool-difference.js';
import { RISKS, suggestLabels, type ToolLabels } from './tool-labels.js';

export const TOOL_STATUSES = ['allowed', 'blocked', 'quarantined'] as const;
export type ToolStatus = (typeof TOOL_STATUSES)[number];

/** What a server now says of a tool, where that differs from the pin. `definition` is null when it lists it no more. */
export interface Drift {
  readonly definition: ToolDefinition | null;
  readonly digest: string | null;
  readonly changes: readonly DefinitionChange[];
}

/** What the status rules look at. */
export interface ToolState extends ToolLabels {
  readonly status: ToolStatus;
  readonly labelled: boolean;
  readonly definition: ToolDefinition;
  readonly digest: string;
  readonly drift: Drift | null;
  /** Where the tool returns to when its definition is accepted. */
  readonly statusBefore: 'allowed' | 'blocked';
}

/** Why a steward's wish does not fit the state of the tool. */
export interface StatusRefusal {
  readonly code:
    'TOOL_QUARANTINED' | 'TOOL_NOT_LABELLED' | 'TOOL_STATUS_NOT_SETTABLE' | 'TOOL_HAS_NO_DRIFT' | 'TOOL_GONE';
  readonly message: string;
}

/** Whether a steward may set this status; null when he may. */
export function refusalToSet(tool: Pick<ToolState, 'status' | 'labelled'>, wanted: ToolStatus): StatusRefusal | null {
  if (wanted === 'quarantined') {
    return {
      code: 'TOOL_STATUS_NOT_SETTABLE',
      message: 'Quarantine is set by the system when a definition changes. To stop the tool, block it.',
    };
  }
  if (tool.status === 'quarantined') {
    return {
      code: 'TOOL_QUARANTINED',
      message: 'The definition of this tool changed. Look at the difference and accept it first.',
    };
  }
  if (wanted === 'allowed' && !tool.labelled) {
    return {
      code: 'TOOL_NOT_LABELLED',
      message: 'Confirm the labels of this tool first: its risk, and whether it returns or sends outside content.',
    };
  }
  return null;
}

/** The pinned tool beside what its server says now; null when they are the same. */
export function driftOf(
  pinned: { readonly definition: ToolDefinition; readonly digest: string },
  current: ToolDefinition | undefined,
): Drift | null {
  if (!current) return { definition: null, digest: null, changes: [disappearance(pinned.definition)] };
  const digest = definitionDigest(current);
  if (digest === pinned.digest) return null;
  return { definition: current, digest, changes: differenceOfDefinitions(pinned.definition, current) };
}

/** The state after a drift was seen. */
export function quarantine<T extends ToolState>(tool: T, drift: Drift): T {
  const statusBefore = tool.status === 'quarantined' ? tool.statusBefore : tool.status;
  return { ...tool, status: 'quarantined', statusBefore, drift };
}

/** The state after the pinned definition was seen again: what a person approved still stands. */
export function release<T extends ToolState>(tool: T): T {
  return tool.status === 'quarantined' ? { ...tool, status: tool.statusBefore, drift: null } : { ...tool, drift: null };
}

/**
 * Pins the definition that the steward was shown. The tool goes back to where it was, unless the new definition looks
 * riskier than its labels say: then it stays blocked until a person labels it anew.
 */
export function accept<T extends ToolState>(tool: T): { readonly tool: T } | { readonly refusal: StatusRefusal } {
  if (!tool.drift) {
    return {
      refusal: { code: 'TOOL_HAS_NO_DRIFT', message: 'This tool is as it was approved; there is nothing to accept.' },
    };
  }
  const { definition, digest } = tool.drift;
  if (definition === null || digest === null) {
    return {
      refusal: {
        code: 'TOOL_GONE',
        message:
          'The server lists this tool no more, so there is no definition to accept. Bring it back and discover again.',
      },
    };
  }
  // A steward may have labelled below the suggestion on purpose: only a suggestion that itself grew speaks against it.
  const suggested = suggestLabels(definition);
  const looksRiskier = exceeds(suggested, suggestLabels(tool.definition)) && exceeds(suggested, tool);
  return {
    tool: {
      ...tool,
      definition,
      digest,
      drift: null,
      status: looksRiskier ? 'blocked' : tool.statusBefore,
      labelled: tool.labelled && !looksRiskier,
    },
  };
}

function exceeds(one: ToolLabels, other: ToolLabels): boolean {
  return (
    RISKS.indexOf(one.risk) > RISKS.indexOf(other.risk) ||
    (one.reachesOutside && !other.reachesOutside) ||
    (one.returnsUntrusted && !other.returnsUntrusted)
  );
}
