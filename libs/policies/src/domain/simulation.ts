import { passagesOf, type RuleException } from './exception.js';
import type { CompiledLayer, PolicyLayer } from './layer.js';
import { decide, stackOf, type Ancestor, type Decision } from './stack.js';
import type { PolicyQuestion } from './subjects.js';

/** All layers and open exceptions of an organisation at one moment. */
export interface PolicyState {
  readonly layers: readonly CompiledLayer[];
  /** By workflow. */
  readonly exceptions: ReadonlyMap<string, readonly RuleException[]>;
}

/** What a steward thinks of doing. */
export type PolicyChange =
  | { readonly kind: 'layer'; readonly layer: PolicyLayer }
  | { readonly kind: 'grant'; readonly workflowId: string; readonly exception: RuleException }
  | { readonly kind: 'revocation'; readonly exceptionId: string };

export const CHANGE_KINDS = ['refused', 'allowed', 'approvalAdded', 'approvalDropped', 'duties'] as const;
/** How an answer differs; `duties` when only redaction, cost limit or review differ. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What the organisation's policies would be once that was done. */
export function changed(
  state: PolicyState,
  change: PolicyChange,
  compile: (layer: PolicyLayer) => CompiledLayer,
): PolicyState {
  switch (change.kind) {
    case 'layer': {
      const { scope, targetId } = change.layer;
      const others = state.layers.filter(({ layer }) => layer.scope !== scope || layer.targetId !== targetId);
      return { ...state, layers: [...others, compile(change.layer)] };
    }
    case 'grant': {
      const before = state.exceptions.get(change.workflowId) ?? [];
      return {
        ...state,
        exceptions: new Map([...state.exceptions, [change.workflowId, [...before, change.exception]]]),
      };
    }
    case 'revocation': {
      const without = [...state.exceptions].map(
        ([workflowId, some]) => [workflowId, some.filter((one) => one.id !== change.exceptionId)] as const,
      );
      return { ...state, exceptions: new Map(without) };
    }
  }
}

/** The judge of one workflow under some policies at an instant. Build it once and ask it often. */
export function judgeOf(
  state: PolicyState,
  ancestry: readonly Ancestor[],
  at: Date,
): (question: PolicyQuestion) => Decision {
  const placed = state.layers.map((layer) => ({ scope: layer.layer.scope, targetId: layer.layer.targetId, layer }));
  const stack = stackOf(placed, ancestry).map(({ layer }) => layer);
  const own = ancestry.at(-1)?.workflowId ?? '';
  const passages = passagesOf(stack, state.exceptions.get(own) ?? [], at);
  return (question) => decide(stack, question, passages);
}

/** How two answers to one question differ; null when a person would notice nothing. */
export function changeBetween(before: Decision, after: Decision): ChangeKind | null {
  if (before.allowed !== after.allowed) return after.allowed ? 'allowed' : 'refused';
  if (!after.allowed) return null;
  const [old, fresh] = [new Set(before.duties.approvals), new Set(after.duties.approvals)];
  if ([...fresh].some((by) => !old.has(by))) return 'approvalAdded';
  if ([...old].some((by) => !fresh.has(by))) return 'approvalDropped';
  const rest = ({ duties }: Decision) =>
    JSON.stringify([[...duties.redactedFields].sort(), duties.maxCostMicros, duties.reviewPercent]);
  return rest(before) === rest(after) ? null : 'duties';
}
