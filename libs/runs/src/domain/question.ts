import type { JsonObject } from '@groundswell/kernel';
import type { OfferedTool } from './conversation.js';

/** How long a person has for an answer. */
export const ANSWER_MS = 24 * 60 * 60 * 1000;
const MOST_CHOICES = 8;

/** What a version that may ask is offered beside its tools. No tool of a connector has a name without two underscores. */
export const ASK_PERSON: OfferedTool = {
  name: 'ask_person',
  description:
    'Asks the person for whom you work one short question and waits for the answer. Use it only where the inputs and the tools leave open what is meant and a guess would be wrong. Ask one thing at a time. You may offer choices.',
  inputSchema: {
    type: 'object',
    required: ['question'],
    additionalProperties: false,
    properties: {
      question: { type: 'string', description: 'One question, in the language of the instructions.' },
      choices: {
        type: 'array',
        maxItems: MOST_CHOICES,
        items: { type: 'string' },
        description: 'Answers to choose from.',
      },
    },
  },
};

/** A question as it is put to the person: inert text. */
export interface Question {
  readonly question: string;
  readonly choices: readonly string[];
}

/** Reads what the model wants to ask; null where there is no question in it. */
export function questionIn(input: JsonObject): Question | null {
  const { question, choices } = input;
  if (typeof question !== 'string' || question.trim() === '') return null;
  const given = Array.isArray(choices) ? (choices as readonly unknown[]) : [];
  return {
    question: question.trim().slice(0, 2_000).toWellFormed(),
    choices: given
      .filter((choice) => typeof choice === 'string')
      .slice(0, MOST_CHOICES)
      .map((choice) => choice.slice(0, 200).toWellFormed()),
  };
}
