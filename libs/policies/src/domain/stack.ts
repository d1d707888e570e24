import { NO_PASSAGES, type CompiledLayer, type LayerScope, type Passages, type PassedRule } from './layer.js';
import type { Approver, Obligation, PolicyRule } from './rule.js';
import type { PolicyQuestion } from './subjects.js';

/** One workflow on the way from the root of a lineage down to the workflow itself. */
export interface Ancestor {
  readonly workflowId: string;
  readonly title: string;
  readonly teamId: string;
}

interface Placed {
  readonly scope: LayerScope;
  readonly targetId: string;
}

/**
 * The layers that govern a workflow, in the order of the explanation: organisation, teams (of every ancestor, root first),
 * connectors, each ancestor workflow from the root down, the workflow itself. A child's stack contains its parent's whole
 * stack, whichever team it moves to: that is why adapting never widens.
 * @param ancestry root first, the workflow itself last
 */
export function stackOf<L extends Placed>(layers: readonly L[], ancestry: readonly Ancestor[]): L[] {
  const teams = new Set(ancestry.map((ancestor) => ancestor.teamId));
  const at = (scope: LayerScope, targetId: string) =>
    layers.filter((layer) => layer.scope === scope && layer.targetId === targetId);
  return [
    ...layers.filter((layer) => layer.scope === 'organisation'),
    ...[...teams].flatMap((teamId) => at('team', teamId)),
    ...layers.filter((layer) => layer.scope === 'connector'),
    ...ancestry.flatMap((ancestor) => at('workflow', ancestor.workflowId)),
  ];
}

/** What one layer of a stack said. */
export interface Verdict {
  readonly layer: CompiledLayer;
  readonly allowed: boolean;
  readonly rules: readonly PolicyRule[];
  /** The rules that would have refused, had no exception passed them. */
  readonly passed: readonly PassedRule[];
}

/** An obligation and the layer that it comes from. */
export interface DueObligation {
  readonly layer: CompiledLayer;
  readonly obligation: Obligation;
}

/** What the obligations of all layers ask together: approvals and redactions united, the smallest limit, the largest share. */
export interface Duties {
  readonly approvals: readonly Approver[];
  readonly redactedFields: readonly string[];
  readonly maxCostMicros: number | null;
  /** The largest share of runs that a layer wants looked at afterwards. */
  readonly reviewPercent: number | null;
}

/** The answer of a stack. */
export interface Decision {
  readonly question: PolicyQuestion;
  readonly allowed: boolean;
  readonly verdicts: readonly Verdict[];
  /** The first layer that refused; for an allowed question the organisation's, which lists it. Null without layers. */
  readonly deciding: Verdict | null;
  readonly obligations: readonly DueObligation[];
  readonly duties: Duties;
}

/**
 * Judges a question by all layers: allowed only if every layer allows it, and if there is an organisation layer at all.
 * Obligations are collected from every layer, also when one refuses, so that adding a layer never drops one.
 * @param passages what exceptions open for this workflow at this moment
 */
export function decide(
  stack: readonly CompiledLayer[],
  question: PolicyQuestion,
  passages: Passages = NO_PASSAGES,
): Decision {
  const verdicts: Verdict[] = [];
  const obligations: DueObligation[] = [];
  let refusing: Verdict | null = null;
  let listing: Verdict | null = null;
  for (const layer of stack) {
    if (!layer.governs(question)) continue;
    const verdict: Verdict = { layer, ...layer.answer(question, passages) };
    verdicts.push(verdict);
    if (!verdict.allowed) refusing ??= verdict;
    else if (layer.layer.scope === 'organisation') listing ??= verdict;
    for (const obligation of layer.obligationsDue(question)) obligations.push({ layer, obligation });
  }
  return {
    question,
    allowed: refusing === null && listing !== null,
    verdicts,
    deciding: refusing ?? listing,
    obligations,
    duties: uniteDuties(obligations.map((due) => due.obligation)),
  };
}

/**
 * The answer of several stacks together, such as those of a workflow and of whoever calls it: allowed only if each allows it, and
 * what each asks is asked. The first that refuses explains.
 */
export function conjunction(first: Decision, others: readonly Decision[]): Decision {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const said = all.find((decision) => !decision.allowed) ?? first;
  const obligations = firstOfEach(
    all.flatMap((decision) => decision.obligations),
    ({ layer, obligation }) => `${layer.layer.id} ${obligation.id}`,
  );
  return {
    question: first.question,
    allowed: all.every((decision) => decision.allowed),
    verdicts: firstOfEach(
      [said, ...all].flatMap((decision) => decision.verdicts),
      ({ layer }) => layer.layer.id,
    ),
    deciding: said.deciding,
    obligations,
    duties: uniteDuties(obligations.map((due) => due.obligation)),
  };
}

/** A layer that governs both is named once. */
function firstOfEach<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  return [...new Map([...things].reverse().map((thing) => [keyOf(thing), thing])).values()].reverse();
}

/** Adds obligations up: approvals and redactions are united, cost limits take the smallest, reviews the largest share. */
export function uniteDuties(obligations: readonly Obligation[]): Duties {
  const approvals = new Set<Approver>();
  const redactedFields = new Set<string>();
  let maxCostMicros: number | null = null;
  let reviewPercent: number | null = null;
  for (const obligation of obligations) {
    switch (obligation.kind) {
      case 'approval':
        approvals.add(obligation.value.by);
        break;
      case 'redaction':
        for (const field of obligation.value.fields) redactedFields.add(field);
        break;
      case 'costLimit':
        maxCostMicros = Math.min(maxCostMicros ?? obligation.value.maxCostMicros, obligation.value.maxCostMicros);
        break;
      case 'review':
        reviewPercent = Math.max(reviewPercent ?? 0, obligation.value.percent);
        break;
    }
  }
  return { approvals: [...approvals], redactedFields: [...redactedFields], maxCostMicros, reviewPercent };
}
