import { AppError, canonicalJson, type JsonObject, type JsonValue } from '@groundswell/kernel';
import { fillJson } from '@groundswell/workflows';

/** How a scripted run breaks, as the model's service would end it. */
export type Breakdown = 'refusal' | 'model_context_window_exceeded' | 'max_tokens';

/** One answer: words, and what it asks for by the names of tools, where a dot stands for the two underscores of the model's names. */
export interface StandInTurn {
  readonly text?: string;
  readonly toolUse?: readonly { readonly tool: string; readonly arguments: JsonObject }[];
}

/** What the stand-in says in one run. */
export interface StandInScript {
  readonly turns: readonly StandInTurn[];
  readonly inputs: JsonObject;
  /** Null for a run that comes to its end. */
  readonly breakdown: Breakdown | null;
  /** What happens in the house while the model thinks about its turn of this number, from 0. */
  readonly beforeTurn?: (turn: number) => Promise<void>;
}

/** What the stand-in answers to one request. */
export interface StandInReply {
  readonly text: string;
  readonly toolUse: readonly { readonly name: string; readonly input: JsonValue }[];
  readonly stopReason: string;
}

/** The key under which the first message of a conversation finds its script: its inputs in canonical form. */
export function keyOfInputs(inputs: JsonObject): string {
  return canonicalJson(inputs);
}

/** The same key, read from a request; null when the request is not of the engine's form. */
export function keyOfRequest(request: JsonObject): string | null {
  const opening = textOf(objects(request['messages'])[0]?.['content']);
  const start = opening.indexOf('{');
  return start < 0 ? null : opening.slice(start);
}

/** The number of the turn that a request asks for, from 0. */
export function turnOf(request: JsonObject): number {
  return objects(request['messages']).filter((message) => message['role'] === 'assistant').length;
}

/** The reply to a request. Where a place of the script stays empty the stand-in stops and says what it was told instead. */
export function replyTo(script: StandInScript, request: JsonObject): StandInReply {
  const messages = objects(request['messages']);
  const number = turnOf(request);
  const results = resultsIn(messages);
  const data: JsonObject = { inputs: script.inputs, results };
  const turn = script.turns[number];
  const last = number >= script.turns.length - 1;
  if (turn === undefined) return { text: 'Done.', toolUse: [], stopReason: 'end_turn' };
  if (last && script.breakdown !== null) return { text: 'I have', toolUse: [], stopReason: script.breakdown };
  try {
    const filled = fillJson(turn.text ?? '', data);
    const text = typeof filled === 'string' ? filled : JSON.stringify(filled);
    const toolUse = (turn.toolUse ?? []).map((use) => ({
      name: use.tool.replace('.', '__'),
      input: fillJson(use.arguments, data),
    }));
    return { text, toolUse, stopReason: toolUse.length > 0 ? 'tool_use' : 'end_turn' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const told = Object.values(results).map((result) => (isObject(result) ? textOf(result['text']).slice(0, 300) : ''));
    return {
      text: `I stop here: what I need is not in the data. The systems answered:\n\n${told.join('\n\n')}`,
      toolUse: [],
      stopReason: 'end_turn',
    };
  }
}

function resultsIn(messages: readonly JsonObject[]): Record<string, JsonValue> {
  const blocks = messages.flatMap((message) => objects(message['content']));
  const texts = blocks.filter((block) => block['type'] === 'tool_result').map((block) => textOf(block['content']));
  return Object.fromEntries(texts.map((text, index) => [String(index + 1), { text, json: jsonOf(text) }]));
}

function textOf(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content;
  return objects(content)
    .map((block) => (typeof block['text'] === 'string' ? block['text'] : ''))
    .join('\n');
}

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
