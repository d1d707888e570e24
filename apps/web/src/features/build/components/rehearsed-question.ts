import { argumentsFault, type RehearsedUse } from './rehearsal-model.js';

/** Under which a rehearsal asks the person for whom the run works. */
export const ASK_PERSON = 'person.ask';

/** A question in a rehearsal: what is asked, and the answers to choose from. Both may hold what a rehearsal may refer to. */
export interface RehearsedQuestion {
  readonly question: string;
  readonly choices: readonly string[];
}

/** A rehearsed use as the question that it is; null for what was written by hand in another shape. */
export function questionFrom(use: RehearsedUse): RehearsedQuestion | null {
  if (use.tool !== ASK_PERSON || argumentsFault(use.argumentsText) !== null) return null;
  const { question = '', choices = [], ...others } = JSON.parse(use.argumentsText) as Record<string, unknown>;
  const readable = typeof question === 'string' && Array.isArray(choices) && Object.keys(others).length === 0;
  if (!readable || !choices.every((choice) => typeof choice === 'string')) return null;
  return { question, choices };
}

/** The question as a rehearsal stores it; without choices the person answers in words of their own. */
export function questionTo({ question, choices }: RehearsedQuestion): RehearsedUse {
  const given = choices.length === 0 ? {} : { choices };
  return { tool: ASK_PERSON, argumentsText: JSON.stringify({ question, ...given }, null, 2) };
}
