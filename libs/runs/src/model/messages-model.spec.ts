import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@groundswell/kernel';
import { ScriptedModel, type ScriptedAnswer, type ScriptedReply } from '@groundswell/testing';
import type { ModelRequest } from '../domain/conversation.js';
import { MessagesModel } from './messages-model.js';
import { TurnInterrupted, type AttemptReport, type ModelPatience } from './model.port.js';

const PATIENCE: ModelPatience = {
  idleMs: 150,
  firstByteMs: 400,
  attemptMs: 1_500,
  maxAttempts: 3,
  baseDelayMs: 4,
  maxDelayMs: 10,
  maxRetryAfterMs: 1_000,
};

const REQUEST: ModelRequest = {
  model: 'claude-haiku-5-5',
  maxTokens: 1024,
  system: 'Be brief.',
  tools: [{ name: 'crm__search', description: 'Finds customers.', inputSchema: { type: 'object', properties: {} } }],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Who owes us money?' }] }],
};

const HELLO: ScriptedReply = { text: 'Three customers owe money, Müller & Söhne most of all. 🙂' };
const SEARCH: ScriptedReply = {
  text: 'I look.',
  toolUse: [{ id: 'toolu_a', name: 'crm__search', input: { query: 'overdue', limit: 3, nested: { a: [1, null] } } }],
};

let service: ScriptedModel;
let reports: AttemptReport[];

beforeAll(async () => {
  service = await ScriptedModel.start();
});
afterAll(async () => service.close());
beforeEach(() => {
  service.reset();
  reports = [];
});

function model(patience: Partial<ModelPatience> = {}, baseURL = service.url): MessagesModel {
  const client = new Anthropic({ apiKey: 'test', baseURL, logLevel: 'off', openTelemetry: false });
  return new MessagesModel(client, systemClock, { ...PATIENCE, ...patience });
}

async function turn(port = model(), signal = new AbortController().signal, onText?: (delta: string) => void) {
  return port.turn(REQUEST, {
    signal,
    onText,
    onAttempt: async (report) => {
      reports.push(report);
    },
  });
}

const faults = (): (string | undefined)[] => reports.map((report) => report.fault?.kind);

describe('the port to the model', () => {
  it('gives the words of a reply, whole and as they came', async () => {
    service.answers(HELLO);
    const heard: string[] = [];
    const outcome = await turn(model(), undefined, (delta) => heard.push(delta));
    expect(outcome.reply).toEqual({ blocks: [{ type: 'text', text: HELLO.text }], end: 'done', endDetail: null });
    expect(heard.join('')).toBe(HELLO.text);
    expect(heard.length).toBeGreaterThan(1);
  });

  it('gives tool calls with whole arguments, and thinking to be sent back unchanged', async () => {
    service.answers({ ...SEARCH, thinking: 'Hmm.' });
    const outcome = await turn();
    expect(outcome.reply).toMatchObject({
      end: 'tools',
      blocks: [
        { type: 'thinking', thinking: 'Hmm.' },
        { type: 'text', text: 'I look.' },
        { type: 'tool_use', id: 'toolu_a', name: 'crm__search', input: { query: 'overdue', nested: { a: [1, null] } } },
      ],
    });
  });

  it('counts input and cache from the start of the reply and output from its end', async () => {
    service.answers({
      ...HELLO,
      usage: { inputTokens: 7, cacheReadTokens: 90, cacheWriteTokens: 30, outputTokens: 41 },
    });
    await turn();
    expect(reports).toMatchObject([
      {
        attempt: 1,
        estimated: false,
        fault: null,
        requestId: 'req_scripted',
        usage: { inputTokens: 7, cacheReadTokens: 90, cacheWrite5mTokens: 30, cacheWrite1hTokens: 0, outputTokens: 41 },
      },
    ]);
  });

  it('asks for no sampling parameter, no tool that the service runs by itself and no thread', async () => {
    service.answers(HELLO);
    await turn();
    expect(Object.keys(service.requests[0]?.body ?? {}).sort()).toEqual(
      ['cache_control', 'max_tokens', 'messages', 'model', 'stream', 'system', 'tools'].sort(),
    );
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['429', { fault: 'status', status: 429, type: 'rate_limit_error', retryAfter: '0' }, 'rate-limited'],
    ['529', { fault: 'status', status: 529, type: 'overloaded_error' }, 'overloaded'],
    ['500', { fault: 'status', status: 500 }, 'service-failed'],
    ['a reset before the reply', { fault: 'reset' }, 'reset'],
    ['a reset inside the reply', { fault: 'reset-after', events: 4, reply: HELLO }, 'reset'],
    ['a cut reply', { fault: 'cut-after', events: 4, reply: HELLO }, 'cut'],
    ['a reply cut just before its end', { fault: 'cut-after', events: 5, reply: { text: 'Done now.' } }, 'cut'],
    ['a stall', { fault: 'stall-after', events: 3, reply: HELLO }, 'stalled'],
    ['a stall before the first event', { fault: 'stall-after', events: 0, reply: HELLO }, 'stalled'],
    ['an error event', { fault: 'error-event', type: 'overloaded_error', afterEvents: 3, reply: HELLO }, 'overloaded'],
    ['an empty body', { fault: 'bytes', body: '' }, 'cut'],
    ['an event that is not JSON', { fault: 'bytes', body: 'event: message_start\ndata: {oh\n\n' }, 'malformed'],
    ['a tool call with half arguments', halfArguments(), 'malformed'],
    ['a tool call announced and missing', { text: 'So.', stopReason: 'tool_use' }, 'malformed'],
    ['a reason to end that nobody knows', { text: 'So.', stopReason: 'tired' }, 'malformed'],
  ])('tries again after %s and then succeeds', async (_name, fault, kind) => {
    service.answers(fault, SEARCH);
    const outcome = await turn();
    expect(faults()).toEqual([kind, undefined]);
    expect(outcome.reply?.end).toBe('tools');
    expect(service.requests.map((request) => request.text)).toEqual([
      service.requests[0]?.text,
      service.requests[0]?.text,
    ]);
  });

  it('gives up after so many attempts, with the last fault', async () => {
    const overloaded: ScriptedAnswer = { fault: 'status', status: 529, type: 'overloaded_error' };
    service.answers(overloaded, overloaded, overloaded, HELLO);
    const outcome = await turn();
    expect(outcome.fault?.kind).toBe('overloaded');
    expect(faults()).toEqual(['overloaded', 'overloaded', 'overloaded']);
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a refused key', { fault: 'status', status: 401, type: 'authentication_error' }, 'key-refused'],
    [
      'a model that the service does not know',
      { fault: 'status', status: 404, type: 'not_found_error' },
      'model-unknown',
    ],
    ['a request that does not fit', { fault: 'status', status: 400, type: 'invalid_request_error' }, 'request-refused'],
    ['a spending limit', { fault: 'status', status: 402, type: 'billing_error' }, 'spend-limit'],
    [
      'a spending limit told as a rate limit',
      { fault: 'status', status: 429, type: 'rate_limit_error', errorCode: 'enforced_spend_limit_reached' },
      'spend-limit',
    ],
  ])('does not try again after %s', async (_name, fault, kind) => {
    service.answers(fault, HELLO);
    const outcome = await turn();
    expect(outcome.fault?.kind).toBe(kind);
    expect(service.requests).toHaveLength(1);
  });

  it('waits as long as the service asks, and gives up when that is too long', async () => {
    service.answers({ fault: 'status', status: 429, type: 'rate_limit_error', retryAfter: '0.2' }, HELLO);
    const before = Date.now();
    await turn();
    expect(Date.now() - before).toBeGreaterThanOrEqual(190);

    service.answers({ fault: 'status', status: 429, type: 'rate_limit_error', retryAfter: '3600' }, HELLO);
    const outcome = await turn();
    expect(outcome.fault).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_600_000 });
  });

  it('says that a service is unreachable when nobody listens', async () => {
    const gone = await ScriptedModel.start();
    const url = gone.url;
    await gone.close();
    const outcome = await turn(model({ maxAttempts: 1 }, url));
    expect(outcome.fault).toMatchObject({ kind: 'unreachable', errorCode: 'ECONNREFUSED' });
    expect(reports[0]).toMatchObject({ estimated: false, usage: { inputTokens: 0, outputTokens: 0 } });
  });

  it('takes pings as a sign of life, but not for ever', async () => {
    service.answers({ fault: 'stall-after', events: 3, reply: HELLO, pingsEveryMs: 40 });
    const before = Date.now();
    const outcome = await turn(model({ maxAttempts: 1, attemptMs: 600 }));
    expect(outcome.fault?.kind).toBe('too-slow');
    expect(Date.now() - before).toBeGreaterThanOrEqual(590);
  });

  it('charges a broken reply by what was counted before it broke, and marks it as estimated', async () => {
    service.answers(
      { fault: 'cut-after', events: 4, reply: { ...HELLO, usage: { inputTokens: 500, outputTokens: 900 } } },
      HELLO,
    );
    await turn();
    expect(reports[0]).toMatchObject({ estimated: true, usage: { inputTokens: 500, outputTokens: 6 } });
  });

  it('charges nothing for a request that was turned away', async () => {
    service.answers({ fault: 'status', status: 529, type: 'overloaded_error' }, HELLO);
    await turn();
    expect(reports[0]).toMatchObject({ estimated: false, usage: { inputTokens: 0, outputTokens: 0 } });
  });

  it.each([
    ['refusal', 'refused', 'cyber'],
    ['max_tokens', 'cut', undefined],
    ['pause_turn', 'paused', undefined],
    ['model_context_window_exceeded', 'context-full', undefined],
  ])('knows the end %s', async (stopReason, end, refusalCategory) => {
    service.answers({ text: 'I', stopReason, refusalCategory });
    const outcome = await turn();
    expect(outcome.reply).toMatchObject({ end, endDetail: refusalCategory ?? null });
  });

  it.each(['max_tokens', 'refusal', 'end_turn'])(
    'hands out no tool call of a reply that ended by %s',
    async (stopReason) => {
      service.answers({ ...SEARCH, stopReason });
      const outcome = await turn();
      expect(outcome.reply?.blocks).toEqual([{ type: 'text', text: 'I look.' }]);
    },
  );

  it('stops at once when the run is cancelled, and still reports what it used', async () => {
    service.answers({ text: 'x'.repeat(400), paceMs: 20 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(turn(model(), controller.signal)).rejects.toBeInstanceOf(TurnInterrupted);
    expect(reports).toMatchObject([{ estimated: true }]);
  });

  it('stops waiting for the next attempt when the run is cancelled', async () => {
    service.answers({ fault: 'status', status: 429, type: 'rate_limit_error', retryAfter: '0.9' }, HELLO);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    await expect(turn(model(), controller.signal)).rejects.toBeInstanceOf(TurnInterrupted);
    expect(service.requests).toHaveLength(1);
  });

  it('stores the report of an attempt before the next one begins', async () => {
    service.answers({ fault: 'status', status: 500 }, HELLO);
    const seen: number[] = [];
    await model().turn(REQUEST, {
      signal: new AbortController().signal,
      onAttempt: async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        seen.push(service.requests.length);
      },
    });
    expect(seen).toEqual([1, 2]);
  });
});

function halfArguments(): ScriptedAnswer {
  const events = [
    { type: 'message_start', message: { id: 'm', role: 'assistant', content: [], usage: { input_tokens: 3 } } },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 't', name: 'crm__delete', input: {} },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"customer": "Mül' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 5 } },
    { type: 'message_stop' },
  ];
  return {
    fault: 'bytes',
    body: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  };
}
