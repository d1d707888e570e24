import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runFailure } from './run-failure.js';
import { coversLabels, NO_LABELS } from './run-labels.js';
import {
  decide,
  isEnd,
  phaseOf,
  queuedRun,
  recordedRun,
  RUN_TRANSITIONS,
  statusOf,
  waitOf,
  type RunEvent,
  type RunPhase,
  type RunState,
} from './run.js';

const AT = new Date('2026-11-21T12:00:00Z');
const LATER = new Date('2026-11-22T12:00:00Z');
const failure = runFailure('ENGINE_FAULT', 'It broke.', 'Start it again.');
const PHASES = Object.keys(RUN_TRANSITIONS) as RunPhase[];

const labels = fc.record({ privateData: fc.boolean(), untrustedContent: fc.boolean(), reachedOutside: fc.boolean() });
const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.constantFrom<RunEvent>(
    { type: 'taken' },
    { type: 'turn-taken' },
    { type: 'approval-needed', until: LATER },
    { type: 'approval-decided' },
    { type: 'answer-needed', until: LATER },
    { type: 'answered' },
    { type: 'outcome-lost' },
    { type: 'outcome-settled' },
    { type: 'completed' },
    { type: 'wait-expired', failure },
    { type: 'broke', failure },
    { type: 'halted', failure },
    { type: 'cancel-asked' },
  ),
  labels.map((value): RunEvent => ({ type: 'labelled', labels: value })),
);

function follow(events: readonly RunEvent[]): RunState[] {
  const seen = [queuedRun()];
  for (const happening of events) {
    const run = seen[seen.length - 1] ?? queuedRun();
    const decision = decide(run, happening, run.revision, AT);
    seen.push(decision.refusal === undefined ? decision.run : run);
  }
  return seen;
}

describe('the state machine of a run', () => {
  it('never leaves an end, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const states = follow(events);
        const end = states.find((state) => isEnd(state.phase));
        if (end !== undefined) expect(states[states.length - 1]).toEqual(end);
      }),
    );
  });

  it('refuses a writer that saw another revision', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), event, fc.integer({ min: -3, max: 3 }), (events, next, off) => {
        const run = follow(events).at(-1) ?? queuedRun();
        fc.pre(!isEnd(run.phase) && off !== 0);
        expect(decide(run, next, run.revision + off, AT)).toEqual({ refusal: 'stale' });
      }),
    );
  });

  it('grows the revision by one with each transition, and never takes a label off', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const states = follow(events);
        states.slice(1).forEach((state, index) => {
          const before = states[index] ?? queuedRun();
          expect(state === before || state.revision === before.revision + 1).toBe(true);
          expect(coversLabels(state.labels, before.labels)).toBe(true);
          expect(state.turns).toBeGreaterThanOrEqual(before.turns);
        });
      }),
    );
  });

  it('does not change its argument', () => {
    const run = Object.freeze({ ...queuedRun(), labels: Object.freeze({ ...NO_LABELS }) });
    expect(() => decide(run, { type: 'taken' }, 1, AT)).not.toThrow();
    expect(run.phase).toBe('queued');
  });

  it('reaches every phase from the start', () => {
    const reached = new Set<RunPhase>(['queued']);
    for (let round = 0; round < PHASES.length; round++) {
      for (const from of reached) for (const to of Object.values(RUN_TRANSITIONS[from])) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...PHASES].sort());
  });

  it('can always be cancelled before its end', () => {
    for (const phase of PHASES.filter((one) => !isEnd(one))) {
      expect(RUN_TRANSITIONS[phase]['cancel-asked']).toBe('cancelled');
    }
  });

  it('announces each transition, and its end exactly once to the rest of the house', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let run = queuedRun();
        let finished = 0;
        for (const happening of events) {
          const decision = decide(run, happening, run.revision, AT);
          if (decision.refusal !== undefined) continue;
          run = decision.run;
          expect(decision.effects).toContainEqual({ type: 'announce' });
          if (decision.effects.some((effect) => effect.type === 'publish-finished')) finished += 1;
        }
        expect(finished).toBe(isEnd(run.phase) ? 1 : 0);
      }),
    );
  });

  it('gives its lease back and sets its alarm when it starts to wait', () => {
    const run = follow([{ type: 'taken' }]).at(-1) ?? queuedRun();
    const decision = decide(run, { type: 'approval-needed', until: LATER }, run.revision, AT);
    expect(decision).toMatchObject({
      run: { phase: 'waiting-approval', waitsUntil: LATER },
      effects: [{ type: 'announce' }, { type: 'release-lease' }, { type: 'look-at', at: LATER }],
    });
  });

  it('asks to be looked at as soon as what it waited for is there', () => {
    const run = follow([{ type: 'taken' }, { type: 'approval-needed', until: LATER }]).at(-1) ?? queuedRun();
    const decision = decide(run, { type: 'approval-decided' }, run.revision, AT);
    expect(decision).toMatchObject({ run: { phase: 'running', waitsUntil: null } });
    expect(decision.refusal === undefined && decision.effects).toContainEqual({ type: 'look-now' });
  });

  it('does not let an approval settle a write whose outcome is unknown', () => {
    const run = follow([{ type: 'taken' }, { type: 'outcome-lost' }]).at(-1) ?? queuedRun();
    expect(decide(run, { type: 'approval-decided' }, run.revision, AT)).toEqual({ refusal: 'out-of-turn' });
    expect(decide(run, { type: 'wait-expired', failure }, run.revision, AT)).toEqual({ refusal: 'out-of-turn' });
  });

  it('interrupts the worker when someone cancels a running run', () => {
    const run = follow([{ type: 'taken' }]).at(-1) ?? queuedRun();
    const decision = decide(run, { type: 'cancel-asked' }, run.revision, AT);
    expect(decision.refusal === undefined && decision.effects).toContainEqual({ type: 'interrupt-worker' });
  });

  it('keeps status and wait as a pair that gives the phase back', () => {
    for (const phase of PHASES) expect(phaseOf(statusOf(phase), waitOf(phase))).toBe(phase);
  });

  it('records a run that was done elsewhere as ended at that time', () => {
    expect(recordedRun(AT)).toMatchObject({ phase: 'succeeded', startedAt: AT, endedAt: AT });
  });
});
