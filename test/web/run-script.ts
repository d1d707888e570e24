import { join } from 'node:path';
import type { RecordedRequest, ScriptedReply } from '@groundswell/testing';

/** What the workflow of the walk through runs is told; by it the script knows its conversations. */
export const RUNS_INSTRUCTIONS = 'Look after the letter as the task says: {{inputs.task}}';

/** What a person may choose to have done. Each is one conversation of the script. */
export const TASKS = ['write a note', 'ask which trade', 'change a number'] as const;
export type Task = (typeof TASKS)[number];

export const DRAFTED_NOTE = 'Heating, Elm Street 4: out of order';
export const FIRST_WORDS = 'I read what the tenant wrote, word by word, before anything is written down.';
export const NEW_NUMBER = '0431 18';

/** The last result that the model was given, as text. */
function lastResult(messages: readonly unknown[]): string {
  const { content } = messages.at(-1) as { content: readonly { content?: unknown }[] };
  const told = content[0]?.content;
  return typeof told === 'string' ? told : JSON.stringify(told ?? '');
}

/** A model that does what the task of the run says, and answers with what it was told last. Null for other workflows. */
export function doesItsTask(folder: string): (request: RecordedRequest) => ScriptedReply | null {
  return ({ text, body }) => {
    const task = TASKS.find((one) => text.includes(`\\"task\\":\\"${one}\\"`));
    if (!text.includes('Look after the letter as the task says') || task === undefined) return null;
    const messages = body['messages'] as readonly unknown[];
    if (messages.length > 1) return { text: `I was told: ${lastResult(messages)}` };
    const offered = (body['tools'] ?? []) as readonly { readonly name: string }[];
    const nameOf = (tool: string): string => offered.find(({ name }) => name.endsWith(tool))?.name ?? tool;
    const use: Readonly<Record<Task, NonNullable<ScriptedReply['toolUse']>[number]>> = {
      'write a note': {
        name: nameOf('__write_file'),
        input: { path: join(folder, 'walk-note.txt'), content: DRAFTED_NOTE },
      },
      'ask which trade': {
        name: 'ask_person',
        input: { question: 'Is this for the plumber or for the electrician?', choices: ['Plumber', 'Electrician'] },
      },
      'change a number': { name: nameOf('__change_contact'), input: { name: 'Ada Berg', phone: NEW_NUMBER } },
    };
    return { text: FIRST_WORDS, toolUse: [use[task]], paceMs: task === 'write a note' ? 60 : 1 };
  };
}
