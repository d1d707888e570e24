import { describe, expect, it } from '@jest/globals';
import { newId, type StepId } from '@groundswell/kernel';
import fc from 'fast-check';
import { conversationOf } from '../prompt/conversation-of.js';
import { requestBody } from '../model/request-body.js';
import type { ReplyBlock, ReplyEnd } from './conversation.js';
import { nextAct } from './next-act.js';
import type { StepKind, StepState, StepStatus } from './step.js';

const LIMITS = { maxTurns: 5, maxCostMicros: 1_000, maxTokens: null, maxMinutes: null };
const FRESH = { turns: 0, costMicros: 0, tokens: 0, workedMs: 0 };

let seq = 0;
function step(kind: StepKind, status: StepStatus, more: Partial<StepState> = {}): StepState {
  seq += 1;
  return {
    id: newId<StepId>(),
    seq,
    kind,
    status,
    turn: 1,
    useIndex: kind === 'tool' || kind === 'approval' ? 0 : null,
    reply: null,
    repeatable: false,
    childRunId: null,
    told: kind === 'tool' && status !== 'intended' && status !== 'unknown' ? 'told' : null,
    ...more,
  };
}

const use = (id: string): ReplyBlock => ({ type: 'tool_use', id, name: 'crm__search', input: { id } });
const reply = (end: ReplyEnd, ...blocks: ReplyBlock[]): Partial<StepState> => ({
  reply: { blocks, end, detail: null },
});
const asked = (...ids: string[]): StepState => step('model', 'done', reply('tools', ...ids.map(use)));

describe('what a run does next', () => {
  it('asks the model first', () => {
    expect(nextAct([], LIMITS, FRESH)).toEqual({ type: 'ask-model', turn: 1 });
  });

  it('calls the tools of a turn one after another, in the order in which the model asked', () => {
    const model = asked('a', 'b');
    expect(nextAct([model], LIMITS, FRESH)).toMatchObject({ type: 'call-tool', useIndex: 0, use: { id: 'a' } });
    const first = step('tool', 'done');
    expect(nextAct([model, first], LIMITS, FRESH)).toMatchObject({ type: 'call-tool', useIndex: 1, use: { id: 'b' } });
    const second = step('tool', 'refused', { useIndex: 1 });
    expect(nextAct([model, first, second], LIMITS, FRESH)).toEqual({ type: 'ask-model', turn: 2 });
  });

  it('waits for a person, calls after yes, and goes on without the call after no', () => {
    const model = asked('a');
    expect(nextAct([model, step('approval', 'waiting')], LIMITS, FRESH)).toEqual({ type: 'wait' });
    const yes = step('approval', 'done');
    expect(nextAct([model, yes], LIMITS, FRESH)).toMatchObject({ type: 'call-tool', approvalStepId: yes.id });
    const no = step('approval', 'refused', { told: 'declined' });
    expect(nextAct([model, no], LIMITS, FRESH)).toEqual({ type: 'ask-model', turn: 2 });
  });

  it('does not call again after an approved call', () => {
    const model = asked('a');
    expect(nextAct([model, step('approval', 'done'), step('tool', 'done')], LIMITS, FRESH)).toMatchObject({ turn: 2 });
  });

  it('repeats a read that was under way when its worker died, and never a write', () => {
    const model = asked('a');
    const read = step('tool', 'intended', { repeatable: true });
    expect(nextAct([model, read], LIMITS, FRESH)).toMatchObject({ type: 'call-again', stepId: read.id });
    const write = step('tool', 'intended');
    expect(nextAct([model, write], LIMITS, FRESH)).toEqual({ type: 'outcome-lost', stepId: write.id });
    expect(nextAct([model, { ...write, status: 'unknown' }], LIMITS, FRESH)).toEqual({ type: 'wait' });
  });

  it('asks again for a turn whose worker died', () => {
    const model = step('model', 'intended');
    expect(nextAct([model], LIMITS, FRESH)).toEqual({ type: 'ask-again', turn: 1, stepId: model.id });
  });

  it('ends with the words of the last turn', () => {
    const model = step('model', 'done', reply('done', { type: 'text', text: ' Done. ' }));
    expect(nextAct([model], LIMITS, FRESH)).toEqual({ type: 'answer', turn: 1, text: 'Done.' });
  });

  it('gives a result that was sent back one more turn', () => {
    const model = step('model', 'done', reply('done', { type: 'text', text: '{}' }));
    const sentBack = step('output', 'failed', { told: 'Again.' });
    expect(nextAct([model, sentBack], LIMITS, FRESH)).toEqual({ type: 'ask-model', turn: 2 });
  });

  it('lets the model go on when it paused', () => {
    expect(nextAct([step('model', 'done', reply('paused', { type: 'text', text: 'I' }))], LIMITS, FRESH)).toMatchObject(
      {
        type: 'ask-model',
        turn: 2,
      },
    );
  });

  it.each([
    ['cut', 'MODEL_REPLY_CUT'],
    ['refused', 'MODEL_REFUSED'],
    ['context-full', 'MODEL_CONTEXT_FULL'],
  ] as const)('fails after the end %s', (end, code) => {
    expect(nextAct([step('model', 'done', reply(end))], LIMITS, FRESH)).toMatchObject({
      type: 'fail',
      failure: { code },
    });
  });

  it('stops at its limits before it asks the model, not in the middle of a turn', () => {
    const model = asked('a');
    const spent = { ...FRESH, turns: 5, costMicros: 1_000 };
    expect(nextAct([model], LIMITS, spent)).toMatchObject({ type: 'call-tool' });
    expect(nextAct([model, step('tool', 'done')], LIMITS, spent)).toMatchObject({
      type: 'stop',
      failure: { code: 'LIMIT_TURNS_REACHED' },
    });
    const codes = [
      [LIMITS, { ...FRESH, costMicros: 1_000 }, 'LIMIT_COST_REACHED'],
      [{ ...LIMITS, maxTokens: 5_000 }, { ...FRESH, tokens: 5_000 }, 'LIMIT_TOKENS_REACHED'],
      [{ ...LIMITS, maxMinutes: 2 }, { ...FRESH, workedMs: 120_000 }, 'LIMIT_TIME_REACHED'],
    ] as const;
    for (const [limits, used, code] of codes) {
      expect(nextAct([model, step('tool', 'done')], limits, used)).toMatchObject({ type: 'stop', failure: { code } });
    }
    const below = { ...FRESH, tokens: 4_999, workedMs: 119_999 };
    const limits = { ...LIMITS, maxTokens: 5_000, maxMinutes: 2 };
    expect(nextAct([model, step('tool', 'done')], limits, below)).toMatchObject({ type: 'ask-model' });
  });
});

describe('the conversation of a run', () => {
  const word = fc.string({ maxLength: 30 });
  const turn = fc.record({
    text: word,
    uses: fc.array(
      fc.record({ input: fc.dictionary(word, fc.jsonValue({ maxDepth: 2 })), told: word, ok: fc.boolean() }),
      {
        maxLength: 3,
      },
    ),
  });

  it('extends the request before it byte for byte, and comes back the same from storage', () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), word, (turns, opening) => {
        const steps: StepState[] = [];
        const requestOf = (stored: readonly StepState[]): string =>
          JSON.stringify(
            requestBody({
              model: 'claude-haiku-5-5',
              maxTokens: 100,
              system: 'system',
              tools: [],
              messages: conversationOf(opening, stored),
            }),
          );
        let before = requestOf([]);
        turns.forEach(({ text, uses }, index) => {
          const blocks: ReplyBlock[] = [
            { type: 'text', text: `${text}.` },
            ...uses.map((one, at): ReplyBlock => ({
              type: 'tool_use',
              id: `${index}-${at}`,
              name: 'x',
              input: JSON.parse(JSON.stringify(one.input)) as Record<string, never>,
            })),
          ];
          const at = index + 1;
          steps.push(
            step('model', 'done', {
              turn: at,
              reply: { blocks, end: uses.length > 0 ? 'tools' : 'paused', detail: null },
            }),
          );
          uses.forEach((one, useIndex) => {
            steps.push(step('tool', one.ok ? 'done' : 'failed', { turn: at, useIndex, told: one.told }));
          });
          const after = requestOf(steps);
          expect(after.startsWith(before.slice(0, -2))).toBe(true);
          expect(requestOf(JSON.parse(JSON.stringify(steps)) as StepState[])).toBe(after);
          before = after;
        });
      }),
    );
  });

  it('answers every tool call of a turn in one message, refusals as errors', () => {
    const model = asked('a', 'b', 'c');
    const steps = [
      model,
      step('tool', 'done', { told: 'found' }),
      step('approval', 'refused', { useIndex: 1, told: 'declined' }),
      step('approval', 'done', { useIndex: 2 }),
      step('tool', 'failed', { useIndex: 2, told: 'broken' }),
    ];
    expect(conversationOf('Go.', steps).at(-1)).toEqual({
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a', content: 'found' },
        { type: 'tool_result', tool_use_id: 'b', content: 'declined', is_error: true },
        { type: 'tool_result', tool_use_id: 'c', content: 'broken', is_error: true },
      ],
    });
  });
});
