import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minutesSaved, whyNotCounted } from './minutes-saved.js';

const b = fc.integer({ min: 1, max: 2_400 });
const h = fc.integer({ min: 0, max: 1_440 });
const work = { mode: 'live', purpose: 'work', parentRunId: null, retried: false } as const;

describe('minutes saved', () => {
  it('are 18 when a task of 25 minutes took its person 7 and the output was accepted', () => {
    expect(minutesSaved({ baselineMinutes: 25, humanMinutes: 7, failed: false, outcome: 'accepted' })).toBe(18);
  });

  it('are the same for an edited output, whose correcting is part of the human minutes', () => {
    expect(minutesSaved({ baselineMinutes: 25, humanMinutes: 11, failed: false, outcome: 'edited' })).toBe(14);
  });

  it('are minus 7 when the output was rejected: the task still has to be done by hand', () => {
    expect(minutesSaved({ baselineMinutes: 25, humanMinutes: 7, failed: false, outcome: 'rejected' })).toBe(-7);
  });

  it('are minus 4 when the run failed, whether or not somebody looked', () => {
    expect(minutesSaved({ baselineMinutes: 25, humanMinutes: 4, failed: true, outcome: null })).toBe(-4);
    expect(minutesSaved({ baselineMinutes: 25, humanMinutes: 4, failed: true, outcome: 'rejected' })).toBe(-4);
  });

  it('are negative when a person spent longer than by hand', () => {
    expect(minutesSaved({ baselineMinutes: 10, humanMinutes: 45, failed: false, outcome: 'accepted' })).toBe(-35);
  });

  it('are a plain zero, not minus zero, for a failed run that cost nobody anything', () => {
    expect(Object.is(minutesSaved({ baselineMinutes: 10, humanMinutes: 0, failed: true, outcome: null }), 0)).toBe(
      true,
    );
  });

  it('never exceed the baseline and never gain from more human minutes', () => {
    fc.assert(
      fc.property(
        b,
        h,
        fc.boolean(),
        fc.constantFrom('accepted', 'edited', 'rejected', null),
        (base, human, failed, outcome) => {
          const run = { baselineMinutes: base, humanMinutes: human, failed, outcome };
          expect(minutesSaved(run)).toBeLessThanOrEqual(base);
          expect(minutesSaved({ ...run, humanMinutes: human + 1 })).toBe(minutesSaved(run) - 1);
        },
      ),
    );
  });

  it('differ by exactly the baseline between an accepted and a rejected run', () => {
    fc.assert(
      fc.property(b, h, (baselineMinutes, humanMinutes) => {
        const run = { baselineMinutes, humanMinutes, failed: false };
        const gap = minutesSaved({ ...run, outcome: 'accepted' }) - minutesSaved({ ...run, outcome: 'rejected' });
        expect(gap).toBe(baselineMinutes);
      }),
    );
  });
});

describe('a run that counts', () => {
  it('is live or recorded work that no other run called', () => {
    expect(whyNotCounted(work)).toBeNull();
    expect(whyNotCounted({ ...work, mode: 'recorded' })).toBeNull();
  });

  it('is never a practice run', () => {
    expect(whyNotCounted({ ...work, mode: 'practice' })).toBe('practice');
  });

  it('is never an evaluation or a rehearsal', () => {
    expect(whyNotCounted({ ...work, purpose: 'evaluation' })).toBe('evaluation');
    expect(whyNotCounted({ ...work, purpose: 'rehearsal' })).toBe('rehearsal');
  });

  it('is only the outermost of a tree of runs', () => {
    expect(whyNotCounted({ ...work, parentRunId: 'another' })).toBe('called-by-another-run');
  });

  it('is not one that was tried again', () => {
    expect(whyNotCounted({ ...work, retried: true })).toBe('retried');
  });
});
