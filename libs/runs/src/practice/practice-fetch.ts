import { AppError, type JsonObject, type JsonValue } from '@groundswell/kernel';
import { fillJson, parseTemplate, renderTemplate, type Rehearsal, type RehearsalTurn } from '@groundswell/workflows';

/** What the practice model replays. */
export interface PracticeScript {
  readonly rehearsal: Rehearsal | null;
  /** The run's inputs, every declared one. */
  readonly inputs: JsonObject;
  /** From the names in rehearsals (`crm.search`) to the names that the model is offered (`crm__search`). */
  readonly toolNames: ReadonlyMap<string, string>;
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What practice is, in one sentence for the page. */
export const PRACTICE_EXPLANATION =
  'The practice model is a stand-in that replays the workflow’s rehearsal, filled with your inputs. The tool calls and their results are real; the words are not a model’s. Practice is marked wherever it appears and counts in no figure.';

/**
 * A `fetch` that speaks the Messages protocol and replays a rehearsal. The engine, the SDK and the call path do not know
 * the difference; only the words come from a script. The same script and the same results give the same bytes.
 */
export function practiceFetch(script: PracticeScript): Fetch {
  return async (_url, init) => {
    const request = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as JsonObject;
    try {
      return reply(turnOf(script, request), textMember(request, 'model'));
    } catch (error) {
      if (error instanceof PracticeFault) return refusal(error.code, error.message);
      throw error;
    }
  };
}

class PracticeFault extends Error {
  constructor(
    readonly code: 'practice_rehearsal_missing' | 'practice_rehearsal_ended' | 'practice_placeholder_empty',
    message: string,
  ) {
    super(message);
  }
}

interface FilledTurn {
  readonly number: number;
  readonly text: string;
  readonly uses: readonly { readonly name: string; readonly input: JsonValue }[];
}

function turnOf(script: PracticeScript, request: JsonObject): FilledTurn {
  if (script.rehearsal === null) {
    throw new PracticeFault('practice_rehearsal_missing', 'This version has no rehearsal to practise with.');
  }
  const messages = objects(request['messages']);
  const number = messages.filter((message) => message['role'] === 'assistant').length;
  const turn: RehearsalTurn | undefined = script.rehearsal.turns[number];
  if (turn === undefined) {
    throw new PracticeFault(
      'practice_rehearsal_ended',
      `The rehearsal has ${script.rehearsal.turns.length} turns, and the run needs one more.`,
    );
  }
  const results = resultsIn(messages);
  const data: JsonObject = { inputs: script.inputs, results };
  return filled(results, () => ({
    number,
    text: textFrom(turn.text ?? '', data),
    uses: (turn.toolUse ?? []).map((use) => ({
      name: script.toolNames.get(use.tool) ?? use.tool.replace('.', '__'),
      input: fillJson(use.arguments, data),
    })),
  }));
}

function textFrom(source: string, data: JsonObject): string {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new AppError('invalid', 'TEMPLATE_INVALID', parsed.faults[0]?.message ?? 'It cannot be read.');
  return renderTemplate(parsed.template, data);
}

/** An empty place in the script is the builder's matter; it is told with what the tool really gave. */
function filled<T>(results: JsonObject, fill: () => T): T {
  try {
    return fill();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const name = error.details['name'];
    const index = typeof name === 'string' ? /^results\.(\d+)\./.exec(name)?.[1] : undefined;
    const result = index === undefined ? undefined : results[index];
    const given = isObject(result) ? ` The tool gave: ${textMember(result, 'text').slice(0, 160)}` : '';
    throw new PracticeFault(
      'practice_placeholder_empty',
      `A place in the rehearsal stays empty. ${error.message}${given}`,
    );
  }
}

/** Tool results by their number over the whole run, from 1, as text and, where it is JSON, as data. */
function resultsIn(messages: readonly JsonObject[]): JsonObject {
  const results: Record<string, JsonValue> = {};
  let count = 0;
  for (const message of messages) {
    for (const block of objects(message['content'])) {
      if (block['type'] !== 'tool_result') continue;
      count += 1;
      const text = typeof block['content'] === 'string' ? block['content'] : '';
      const json = jsonOf(text);
      results[String(count)] = json === undefined ? { text } : { text, json };
    }
  }
  return results;
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textMember(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}

function refusal(code: string, message: string): Response {
  const body = { type: 'error', error: { type: 'invalid_request_error', message, details: { error_code: code } } };
  return new Response(JSON.stringify(body), { status: 400, headers: { 'content-type': 'application/json' } });
}

function reply(turn: FilledTurn, model: string): Response {
  const usage = {
    input_tokens: 0,
    output_tokens: 0,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  };
  const events: (JsonObject & { readonly type: string })[] = [
    {
      type: 'message_start',
      message: {
        id: `msg_practice_${turn.number}`,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage,
      },
    },
  ];
  let index = 0;
  const add = (start: JsonObject, delta: JsonObject): void => {
    events.push({ type: 'content_block_start', index, content_block: start });
    events.push({ type: 'content_block_delta', index, delta });
    events.push({ type: 'content_block_stop', index });
    index += 1;
  };
  if (turn.text !== '') add({ type: 'text', text: '' }, { type: 'text_delta', text: turn.text });
  turn.uses.forEach((use, position) => {
    add(
      { type: 'tool_use', id: `toolu_practice_${turn.number}_${position}`, name: use.name, input: {} },
      { type: 'input_json_delta', partial_json: JSON.stringify(use.input) },
    );
  });
  const stopReason = turn.uses.length > 0 ? 'tool_use' : 'end_turn';
  events.push({
    type: 'message_delta',
    delta: { stop_reason: stopReason, stop_sequence: null },
    usage: { output_tokens: 0 },
  });
  events.push({ type: 'message_stop' });
  const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return new Response(body, { status: 200, headers: { 'content-type': 'text/event-stream' } });
}
