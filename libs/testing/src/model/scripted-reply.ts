import type { JsonObject } from '@groundswell/kernel';

/** One tool call that the scripted model asks for. The id is made up when left out. */
export interface ScriptedToolUse {
  readonly id?: string;
  readonly name: string;
  readonly input: JsonObject;
}

export interface ScriptedUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
}

/** What the scripted model says in one turn. */
export interface ScriptedReply {
  readonly text?: string;
  readonly thinking?: string;
  readonly toolUse?: readonly ScriptedToolUse[];
  /** By default `tool_use` when tools are asked for, otherwise `end_turn`. */
  readonly stopReason?: string;
  readonly refusalCategory?: string;
  /** By default counted from the request and the reply, with a cache that remembers prefixes as the service does. */
  readonly usage?: ScriptedUsage;
  /** Milliseconds between the events, to have time to interrupt. */
  readonly paceMs?: number;
}

/** Ways in which the service can fail. */
export type ScriptedFault =
  | {
      readonly fault: 'status';
      readonly status: number;
      readonly type?: string;
      readonly retryAfter?: string;
      readonly errorCode?: string;
    }
  /** The connection is reset before an answer. */
  | { readonly fault: 'reset' }
  /** The reply begins as given and the connection dies after that many events. */
  | { readonly fault: 'reset-after'; readonly events: number; readonly reply: ScriptedReply }
  /** The reply begins and the body simply ends, properly closed, after that many events. */
  | { readonly fault: 'cut-after'; readonly events: number; readonly reply: ScriptedReply }
  /** The reply begins and then nothing comes any more. With pings, only they go on. */
  | {
      readonly fault: 'stall-after';
      readonly events: number;
      readonly reply: ScriptedReply;
      readonly pingsEveryMs?: number;
    }
  /** An `error` event inside the stream, with that type. */
  | {
      readonly fault: 'error-event';
      readonly type: string;
      readonly afterEvents: number;
      readonly reply: ScriptedReply;
    }
  /** These bytes instead of a reply. */
  | { readonly fault: 'bytes'; readonly body: string; readonly contentType?: string };

/** A request as it arrived. `text` are its exact bytes. */
export interface RecordedRequest {
  readonly text: string;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

export type ScriptedAnswer = ScriptedReply | ScriptedFault;

export interface StreamEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface CountedUsage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** The events of a reply in the order in which the Messages API streams them. */
export function eventsOf(reply: ScriptedReply, model: string, serial: number, usage: CountedUsage): StreamEvent[] {
  const events: StreamEvent[] = [messageStart(model, serial, usage)];
  let index = 0;
  const block = (start: JsonObject, deltas: readonly JsonObject[]): void => {
    events.push({ type: 'content_block_start', index, content_block: start });
    for (const delta of deltas) events.push({ type: 'content_block_delta', index, delta });
    events.push({ type: 'content_block_stop', index });
    index += 1;
  };
  if (reply.thinking !== undefined) {
    block({ type: 'thinking', thinking: '', signature: '' }, [
      { type: 'thinking_delta', thinking: reply.thinking },
      { type: 'signature_delta', signature: `signature-${serial}` },
    ]);
  }
  if (reply.text !== undefined) {
    block(
      { type: 'text', text: '', citations: null },
      pieces(reply.text).map((text) => ({ type: 'text_delta', text })),
    );
  }
  for (const [position, use] of (reply.toolUse ?? []).entries()) {
    const id = use.id ?? `toolu_${serial}_${position}`;
    block(
      { type: 'tool_use', id, name: use.name, input: {}, caller: { type: 'direct' } },
      pieces(JSON.stringify(use.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json })),
    );
  }
  const stopReason = reply.stopReason ?? (reply.toolUse?.length ? 'tool_use' : 'end_turn');
  const stopDetails =
    reply.refusalCategory === undefined
      ? null
      : { type: 'refusal', category: reply.refusalCategory, explanation: null };
  events.push({
    type: 'message_delta',
    delta: { stop_reason: stopReason, stop_sequence: null, stop_details: stopDetails, container: null },
    usage: { output_tokens: usage.output },
  });
  events.push({ type: 'message_stop' });
  return events;
}

function messageStart(model: string, serial: number, usage: CountedUsage): StreamEvent {
  return {
    type: 'message_start',
    message: {
      id: `msg_${serial}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      container: null,
      diagnostics: null,
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: {
        input_tokens: usage.input,
        output_tokens: 1,
        cache_read_input_tokens: usage.cacheRead,
        cache_creation_input_tokens: usage.cacheWrite,
        cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite, ephemeral_1h_input_tokens: 0 },
        service_tier: 'standard',
      },
    },
  };
}

/** In pieces of a few characters, so that nothing may rely on a delta being whole. */
function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,12}/gu) ?? [''];
}
