import type { CompiledLayer, Passages } from '../domain/layer.js';
import type { PossibleRequest, UsedException } from '../domain/explanation.js';
import { obligationSentence, ruleSentence, type Vocabulary } from '../domain/sentence.js';
import { decide, type Verdict } from '../domain/stack.js';
import type { PolicyQuestion, RunLabels } from '../domain/subjects.js';

/** What a workflow may do with one tool, in plain words. */
export interface PlainPermission {
  readonly toolId: string | null;
  readonly toolName: string;
  readonly connectorName: string;
  readonly allowed: boolean;
  readonly sentence: string;
  readonly origin: string;
  readonly originLayerId: string | null;
  readonly obligations: readonly string[];
  /** The exceptions that it rests on. */
  readonly exceptions: readonly UsedException[];
  /** What may be asked for where it is refused. */
  readonly mayRequest: readonly PossibleRequest[];
}

/** A sentence that holds for a tool, and the layer that says it. */
export interface AttributedSentence {
  readonly layerId: string | null;
  readonly text: (vocabulary: Vocabulary) => string;
}

const FLAGS = [false, true] as const;
const ALL_LABELS: readonly RunLabels[] = FLAGS.flatMap((privateData) =>
  FLAGS.flatMap((untrustedContent) =>
    FLAGS.map((reachedOutside) => ({ privateData, untrustedContent, reachedOutside })),
  ),
);

/**
 * Everything that could be asked of an allowed call in the course of a run: a run that has not begun has no labels yet, so
 * each combination of them is tried. What would refuse the call under some of them is among the answers.
 */
export function possibleDuties(
  stack: readonly CompiledLayer[],
  question: PolicyQuestion,
  passages: Passages,
): AttributedSentence[] {
  if (question.action !== 'tool.call') return [];
  const now = decide(stack, question, passages);
  if (!now.allowed) return [];
  const found = new Map<string, AttributedSentence>();
  const addRules = (verdict: Verdict | null) => {
    for (const rule of verdict?.rules ?? []) {
      const layerId = verdict?.layer.layer.id ?? null;
      found.set(rule.id, { layerId, text: (words) => ruleSentence(rule, words) });
    }
  };
  for (const labels of ALL_LABELS) {
    const later = decide(stack, { action: 'tool.call', subject: { ...question.subject, labels } }, passages);
    for (const { layer, obligation } of later.obligations) {
      found.set(obligation.id, { layerId: layer.layer.id, text: (words) => obligationSentence(obligation, words) });
    }
    for (const verdict of later.verdicts) {
      // Refused without a rule: what allows it now will no longer, and says under which labels it does.
      if (!verdict.allowed) addRules(verdict.rules.length > 0 ? verdict : now.deciding);
    }
  }
  return [...found.values()];
}
