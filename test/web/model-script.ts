import { join } from 'node:path';
import type { RecordedRequest, ScriptedReply } from '@groundswell/testing';

/** What the model says at the end of a run that went well. */
export const ANSWER = 'The tenant wants the heating in Elm Street 4 repaired.';

/** What the model wants to write down; a person decides whether it may. */
export const NOTE = 'Heating, Elm Street 4';

/** Whoever is named so is declined the first time the model is asked about them. */
export const DECLINED_ONCE = 'Cellar tenant';

/** Time between the pieces of an answer that needs no tools: enough to press a button while a table is worked through. */
const PACE_MS = 40;

/** A model without tools answers at once, and declines one matter once. */
function answersPlainly(): (request: RecordedRequest) => ScriptedReply {
  let declined = false;
  return ({ text }) => {
    if (declined || !text.includes(DECLINED_ONCE)) return { text: ANSWER, paceMs: PACE_MS };
    declined = true;
    return { text: 'I would rather not.', stopReason: 'refusal' };
  };
}

/** A model that reads the letter, asks to write a note down, and answers. It knows how far it is from the conversation alone. */
export function readsThenNotes(folder: string): (request: RecordedRequest) => ScriptedReply {
  const plainly = answersPlainly();
  return (request) => {
    const { body } = request;
    const messages = body['messages'] as readonly unknown[];
    const offered = (body['tools'] ?? []) as readonly { readonly name: string }[];
    if (offered.length === 0) return plainly(request);
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
