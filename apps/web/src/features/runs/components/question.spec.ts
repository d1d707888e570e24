import { describe, expect, it } from '@jest/globals';
import type { RunBodyFragment } from '@groundswell/contracts';
import { asQuestion, isQuestion } from './question.js';
import { needsReader } from './use-live-run.js';

type Step = RunBodyFragment['steps'][number];

const STEP: Step = {
  id: 's',
  seq: 1,
  kind: 'tool',
  status: 'waiting',
  title: 'Question to the person',
  startedAt: '2026-11-21T10:00:00Z',
  endedAt: null,
  durationMs: null,
  arguments: { question: 'To whom?', choices: ['To both'] },
  result: null,
  text: null,
  practice: false,
  costMicros: null,
  auditEntryId: null,
  editedBy: null,
  tool: null,
  explanation: null,
};
const TOOL = { id: 't', name: 'ask', title: 'Ask', risk: 'read', connector: { id: 'c', name: 'CRM' } } as const;

describe('a step that asks a person', () => {
  it('calls no tool, and what it passes on is a question', () => {
    const call = { supplier: 'L-1001' };
    const steps: Step[] = [STEP, { ...STEP, tool: TOOL }, { ...STEP, arguments: call }, { ...STEP, kind: 'model' }];
    expect(steps.map(isQuestion)).toEqual([true, false, false, false]);
  });
});

describe('a question in the timeline', () => {
  it('is read as what was asked and what came back', () => {
    const shown = asQuestion({ ...STEP, status: 'done', text: 'To both' });
    expect(shown).toMatchObject({ kind: 'question', text: null });
    expect(shown.arguments).toEqual({ Asked: 'To whom?', 'To choose from': 'To both', 'What it was told': 'To both' });
    expect(asQuestion({ ...STEP, arguments: { question: 'To whom?' } }).arguments).toEqual({ Asked: 'To whom?' });
  });
});

describe('whom a run waits for', () => {
  it('is the reader where what it waits for is theirs to do', () => {
    const can: RunBodyFragment['can'] = {
      cancel: false,
      approve: false,
      settle: false,
      confirm: false,
      rerun: false,
      retry: false,
      makeTestCase: false,
      answer: false,
    };
    const waits = (waitingFor: NonNullable<RunBodyFragment['waitingFor']>, what: Partial<typeof can>) =>
      needsReader({ waitingFor, can: { ...can, ...what } });
    expect([waits('answer', { answer: true }), waits('answer', { approve: true })]).toEqual([true, false]);
    expect([waits('approval', { approve: true }), waits('approval', { answer: true })]).toEqual([true, false]);
    expect([waits('outcomeUnknown', { settle: true }), waits('outcomeUnknown', { approve: true })]).toEqual([
      true,
      false,
    ]);
  });
});
