import type { RunRefusedAnswer } from './run-refusal.js';

/** A refusal as it was said, for whoever looks at it later: the rules of that moment, not those of today. */
export type KeptRefusal = Omit<RunRefusedAnswer, 'fields'>;

/** What is worth keeping beside the words of a refusal; null where there is nothing to act on. */
export function keptRefusal({ fields: _, ...said }: RunRefusedAnswer): KeptRefusal | null {
  const { explanation, code, message, nextStep, ...more } = said;
  const isBare = explanation === null && Object.keys(more).length === 0;
  return isBare ? null : { code, message, nextStep, explanation, ...more };
}

/** Back in the shape in which a refused start is shown. */
export function refusedAgain(kept: KeptRefusal | null): RunRefusedAnswer | null {
  return kept === null ? null : { ...kept, fields: [] };
}
