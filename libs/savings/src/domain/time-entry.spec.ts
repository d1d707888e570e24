import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type BaselineId,
  newId,
  type PersonId,
  type RunId,
  type TimeEntryId,
  type WorkflowId,
} from '@groundswell/kernel';
import { type DatedBaseline } from './baseline.js';
import {
  confirmedLine,
  correctionOf,
  type EndedRun,
  estimatedLine,
  saysTheSame,
  type TimeEntry,
} from './time-entry.js';

const runner: PersonId = newId();
const run: EndedRun = {
  id: newId<RunId>(),
  workflowId: newId<WorkflowId>(),
  actorId: runner,
  mode: 'live',
  purpose: 'work',
  parentRunId: null,
  retried: false,
  unattended: false,
  status: 'succeeded',
  beganAt: new Date('2026-11-20T09:00:00Z'),
  endedAt: new Date('2026-11-20T09:02:00Z'),
};
const baseline: DatedBaseline = {
  id: newId<BaselineId>(),
  minutes: 25,
  method: 'timed',
  validFrom: new Date('2026-01-01T00:00:00Z'),
};
const clues = { unattended: false, durationMs: 120_000, confirmedBefore: [] };

function stored(line: ReturnType<typeof estimatedLine>): TimeEntry {
  return { ...line, id: newId<TimeEntryId>(), recordedAt: new Date() };
}

describe('a line of the time ledger', () => {
  it('estimates until somebody looks: 25 by hand, 2 waited, 23 saved', () => {
    const line = estimatedLine(run, baseline, clues, null);
    expect(line).toMatchObject({
      baselineMinutes: 25,
      humanMinutes: 2,
      savedMinutes: 23,
      grade: 'estimated',
      outcome: null,
    });
  });

  it('confirmed by a person names the estimate that it replaces and keeps its time', () => {
    const estimate = stored(estimatedLine(run, baseline, clues, null));
    const said = { by: runner, outcome: 'edited', humanMinutes: 6, measuredHumanSeconds: 355 } as const;
    const line = confirmedLine(run, baseline, said, estimate.id);
    expect(line).toMatchObject({ corrects: estimate.id, savedMinutes: 19, grade: 'measured', outcome: 'edited' });
    expect(line.at).toBe(run.endedAt);
  });

  it('loses the minutes of a failed run, even without a baseline', () => {
    const line = estimatedLine({ ...run, status: 'failed' }, null, clues, null);
    expect(line).toMatchObject({ baselineId: null, baselineMinutes: 0, savedMinutes: -2, failed: true });
  });

  it('marks as sampled only unattended runs', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (id, unattended) => {
        const line = estimatedLine({ ...run, id: id as RunId, unattended }, baseline, clues, null);
        expect(line.sampled && !unattended).toBe(false);
      }),
    );
  });
});

describe('a correction', () => {
  it('puts other human minutes in place, names the old line and says why', () => {
    const old = stored(estimatedLine(run, baseline, clues, null));
    const line = correctionOf(old, { by: runner, humanMinutes: 10, reason: 'I had to call the supplier' });
    expect(line).toMatchObject({
      corrects: old.id,
      savedMinutes: 15,
      grade: 'confirmed',
      note: 'I had to call the supplier',
      confirmedById: runner,
    });
  });

  it('keeps the baseline, the outcome, the run and the month of the line that it corrects', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('accepted', 'edited', 'rejected'),
        fc.constantFrom('succeeded', 'failed'),
        fc.integer({ min: 0, max: 1_440 }),
        fc.integer({ min: 0, max: 1_440 }),
        (outcome, status, first, second) => {
          const said = { by: runner, outcome, humanMinutes: first, measuredHumanSeconds: null };
          const old = stored(confirmedLine({ ...run, status }, baseline, said, null));
          const line = correctionOf(old, { by: runner, humanMinutes: second, reason: 'typing error' });
          const { runId, workflowId, at, baselineId, baselineMinutes, failed } = old;
          expect(line).toMatchObject({ runId, workflowId, at, baselineId, baselineMinutes, failed, outcome });
          expect(line.savedMinutes - old.savedMinutes).toBe(first - second);
        },
      ),
    );
  });

  it('back to the first minutes gives the first saving again', () => {
    const old = stored(estimatedLine(run, baseline, clues, null));
    const there = stored(correctionOf(old, { by: runner, humanMinutes: 90, reason: 'wrong' }));
    const back = correctionOf(there, { by: runner, humanMinutes: old.humanMinutes, reason: 'right after all' });
    expect(back.savedMinutes).toBe(old.savedMinutes);
    expect(back.corrects).toBe(there.id);
  });
});

describe('the same submit twice', () => {
  it('is recognised, so that the second writes nothing', () => {
    const said = { by: runner, outcome: 'accepted', humanMinutes: 4, measuredHumanSeconds: null } as const;
    const first = stored(confirmedLine(run, baseline, said, null));
    expect(saysTheSame(first, confirmedLine(run, baseline, said, first.id))).toBe(true);
    expect(saysTheSame(first, confirmedLine(run, baseline, { ...said, humanMinutes: 5 }, first.id))).toBe(false);
    expect(saysTheSame(first, confirmedLine(run, baseline, { ...said, outcome: 'edited' }, first.id))).toBe(false);
  });
});
