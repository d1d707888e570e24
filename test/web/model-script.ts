import { join } from 'node:path';
import type { RecordedRequest, ScriptedReply } from '@groundswell/testing';

/** What the model says at the end of a run that went well. */
export const ANSWER = 'The tenant wants the heating in Elm Street 4 repaired.';

/** What the model wants to write down; a person decides whether it may. */
export const NOTE = 'Heating, Elm Street 4';

/** A model that reads the letter, asks to write a note down, and answers. It knows how far it is from the conversation alone. */
export function readsThenNotes(folder: string): (request: RecordedRequest) => ScriptedReply {
  return ({ body }) => {
    const messages = body['messages'] as readonly unknown[];
    const offered = (body['tools'] ?? []) as readonly { readonly name: string }[];
    const nameOf = (tool: string): string => offered.find(({ name }) => name.endsWith(tool))?.name ?? tool;
    switch (messages.length) {
      case 1:
        return {
          text: 'I read the letter first.',
          toolUse: [{ name: nameOf('read_text_file'), input: { path: join(folder, 'letter.txt') } }],
        };
      case 3:
        return {
          toolUse: [{ name: nameOf('write_file'), input: { path: join(folder, 'note.txt'), content: NOTE } }],
        };
      default:
        return { text: ANSWER };
    }
  };
}
