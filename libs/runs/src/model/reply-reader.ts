import type { MessageDeltaUsage, RawMessageStreamEvent, StopReason, Usage } from '@anthropic-ai/sdk/resources/messages';
import type { JsonObject, JsonValue } from '@groundswell/kernel';
import type { ModelReply, ReplyBlock, ReplyEnd } from '../domain/conversation.js';
import { estimateTokens, NO_USAGE, type TokenUsage } from '../domain/token-usage.js';

/** The stream broke the protocol: the attempt is worthless, whatever it contained. */
export class MalformedReply extends Error {
  constructor(what: string) {
    super(`The model's service broke its protocol: ${what}.`);
    this.name = 'MalformedReply';
  }
}

const ENDS: Readonly<Partial<Record<string, ReplyEnd>>> = {
  end_turn: 'done',
  stop_sequence: 'done',
  tool_use: 'tools',
  pause_turn: 'paused',
  max_tokens: 'cut',
  refusal: 'refused',
  model_context_window_exceeded: 'context-full',
} satisfies Record<StopReason, ReplyEnd>;

/** What an attempt used, and in which tier of the service, where it said so. */
export interface UsedSoFar {
  readonly usage: TokenUsage;
  readonly estimated: boolean;
  readonly serviceTier: string | null;
}

interface OpenBlock {
  block: ReplyBlock;
  json: string;
  closed: boolean;
}

/**
 * Puts a reply together from stream events. Strict where the SDK is lenient: a tool's arguments must be whole JSON, and
 * there is no reply before `message_stop`. Counts what it saw, so that a broken attempt can still be estimated.
 */
export class ReplyReader {
  private readonly open: OpenBlock[] = [];
  private usage: TokenUsage = NO_USAGE;
  private serviceTier: string | null = null;
  private started = false;
  private stopped = false;
  private stopReason: string | null = null;
  private endDetail: string | null = null;
  private outputCharacters = 0;
  private outputCounted = false;

  constructor(private readonly onText: (delta: string) => void = () => undefined) {}

  /** Whether the service has said that the reply is complete. */
  get complete(): boolean {
    return this.stopped;
  }

  take(event: RawMessageStreamEvent): void {
    switch (event.type) {
      case 'message_start':
        this.started = true;
        this.usage = startUsage(event.message.usage);
        this.serviceTier = tierOf(event.message.usage);
        return;
      case 'content_block_start':
        this.startBlock(event.index, event.content_block);
        return;
      case 'content_block_delta':
        this.extendBlock(event.index, event.delta);
        return;
      case 'content_block_stop':
        this.blockAt(event.index).closed = true;
        return;
      case 'message_delta':
        this.stopReason = event.delta.stop_reason ?? this.stopReason;
        this.endDetail = event.delta.stop_details?.category ?? this.endDetail;
        this.usage = withDelta(this.usage, event.usage);
        this.outputCounted = true;
        return;
      case 'message_stop':
        this.stopped = true;
        return;
      default:
        // Events of later protocol versions carry nothing that we rely on.
        return;
    }
  }

  /** The whole reply. @throws MalformedReply when the events do not make one */
  reply(): ModelReply {
    if (!this.stopped) throw new MalformedReply('the reply has no end');
    if (this.stopReason === null) throw new MalformedReply('the reply does not say why it ended');
    const end = ENDS[this.stopReason];
    if (end === undefined) throw new MalformedReply(`the reply ended for an unknown reason "${this.stopReason}"`);
    const keepTools = end === 'tools';
    const blocks = this.open.flatMap((part) => this.finish(part, keepTools));
    if (keepTools && !blocks.some((block) => block.type === 'tool_use')) {
      throw new MalformedReply('the reply announces a tool call and contains none');
    }
    return { blocks, end, endDetail: this.endDetail };
  }

  /**
   * What this attempt used so far.
   * @param requestCharacters the size of the request, for an attempt that broke off before the service had counted it;
   *   null when the service cannot have taken the request up
   */
  usedSoFar(requestCharacters: number | null): UsedSoFar {
    return { ...this.counted(requestCharacters), serviceTier: this.serviceTier };
  }

  private counted(requestCharacters: number | null): Omit<UsedSoFar, 'serviceTier'> {
    if (this.stopped && this.outputCounted) return { usage: this.usage, estimated: false };
    if (!this.started) {
      if (requestCharacters === null) return { usage: NO_USAGE, estimated: false };
      return { usage: { ...NO_USAGE, inputTokens: estimateTokens(requestCharacters) }, estimated: true };
    }
    const seen = estimateTokens(this.outputCharacters);
    return { usage: { ...this.usage, outputTokens: Math.max(this.usage.outputTokens, seen) }, estimated: true };
  }

  private startBlock(index: number, block: { readonly type: string }): void {
    if (!this.started || this.stopped) throw new MalformedReply('a block stands outside the message');
    if (index !== this.open.length) throw new MalformedReply('a block is missing or out of order');
    this.open.push({ block: startedBlock(block), json: '', closed: false });
  }

  private extendBlock(index: number, delta: { readonly type: string }): void {
    const part = this.blockAt(index);
    if (part.closed) throw new MalformedReply('a block goes on after its end');
    const { block } = part;
    const text = (name: string): string => textMember(delta, name);
    if (delta.type === 'text_delta' && block.type === 'text') {
      this.outputCharacters += text('text').length;
      part.block = { ...block, text: block.text + text('text') };
      this.onText(text('text'));
    } else if (delta.type === 'thinking_delta' && block.type === 'thinking') {
      this.outputCharacters += text('thinking').length;
      part.block = { ...block, thinking: block.thinking + text('thinking') };
    } else if (delta.type === 'signature_delta' && block.type === 'thinking') {
      part.block = { ...block, signature: block.signature + text('signature') };
    } else if (delta.type === 'input_json_delta' && block.type === 'tool_use') {
      this.outputCharacters += text('partial_json').length;
      part.json += text('partial_json');
    } else if (delta.type !== 'citations_delta') {
      throw new MalformedReply(`a ${block.type} block got a ${delta.type}`);
    }
  }

  private blockAt(index: number): OpenBlock {
    const part = this.open[index];
    if (part === undefined) throw new MalformedReply('a block goes on that never began');
    return part;
  }

  /** A tool call of a reply that did not end in one is half a wish: it is left out. So is an empty text. */
  private finish(part: OpenBlock, keepTools: boolean): ReplyBlock[] {
    const { block } = part;
    if (block.type === 'text') return block.text === '' ? [] : [block];
    if (block.type !== 'tool_use') return [block];
    if (!keepTools) return [];
    if (!part.closed) throw new MalformedReply('a tool call was not finished');
    return [part.json === '' ? block : { ...block, input: parseArguments(part.json) }];
  }
}

function startedBlock(block: { readonly type: string }): ReplyBlock {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: textMember(block, 'text') };
    case 'thinking':
      return {
        type: 'thinking',
        thinking: textMember(block, 'thinking'),
        signature: textMember(block, 'signature', ''),
      };
    case 'redacted_thinking':
      return { type: 'redacted_thinking', data: textMember(block, 'data') };
    case 'tool_use': {
      const input = member(block, 'input') ?? {};
      if (!isJsonObject(input)) throw new MalformedReply('the arguments of a tool call are no object');
      return { type: 'tool_use', id: textMember(block, 'id'), name: textMember(block, 'name'), input };
    }
    default:
      // We ask for no tool that the service runs by itself, so anything else is not ours to judge and not to be acted on.
      throw new MalformedReply(`a block of the kind "${block.type}" was not asked for`);
  }
}

function parseArguments(json: string): JsonObject {
  let parsed: JsonValue;
  try {
    parsed = JSON.parse(json) as JsonValue;
  } catch {
    throw new MalformedReply('the arguments of a tool call are not whole JSON');
  }
  if (!isJsonObject(parsed)) throw new MalformedReply('the arguments of a tool call are no object');
  return parsed;
}

function tierOf(usage: Partial<Usage> | undefined): string | null {
  return typeof usage?.service_tier === 'string' ? usage.service_tier.slice(0, 40) : null;
}

/** Servers that only resemble the service may leave out what its types promise. */
function startUsage(usage: Partial<Usage> | undefined): TokenUsage {
  const written = count(usage?.cache_creation_input_tokens);
  const hour = Math.min(written, count(usage?.cache_creation?.ephemeral_1h_input_tokens));
  return {
    inputTokens: count(usage?.input_tokens),
    cacheReadTokens: count(usage?.cache_read_input_tokens),
    cacheWrite5mTokens: written - hour,
    cacheWrite1hTokens: hour,
    outputTokens: count(usage?.output_tokens),
  };
}

/** The counters of `message_delta` are totals of the whole message; those it leaves out keep their value. */
function withDelta(usage: TokenUsage, delta: Partial<MessageDeltaUsage> | undefined): TokenUsage {
  const written = delta?.cache_creation_input_tokens ?? usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
  const hour = Math.min(count(written), usage.cacheWrite1hTokens);
  return {
    inputTokens: count(delta?.input_tokens ?? usage.inputTokens),
    cacheReadTokens: count(delta?.cache_read_input_tokens ?? usage.cacheReadTokens),
    cacheWrite5mTokens: count(written) - hour,
    cacheWrite1hTokens: hour,
    outputTokens: count(delta?.output_tokens ?? usage.outputTokens),
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function member(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}

function textMember(object: object, name: string, fallback?: string): string {
  const value = member(object, name) ?? fallback;
  if (typeof value !== 'string') throw new MalformedReply(`"${name}" is no text`);
  return value;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
