import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { humanTimeFaults, likelyHumanMinutes } from './human-minutes.js';

describe('the human minutes offered for a run', () => {
  it('are the median of what people confirmed for this workflow before', () => {
    expect(likelyHumanMinutes({ unattended: false, durationMs: 600_000, confirmedBefore: [3, 30, 4] })).toBe(4);
  });

  it('are the time it blocked its person, when there is nothing to go by: 140 seconds offer 3 minutes', () => {
    expect(likelyHumanMinutes({ unattended: false, durationMs: 140_000, confirmedBefore: [] })).toBe(3);
  });

  it('are at least one minute for an attended run, since somebody started it', () => {
    expect(likelyHumanMinutes({ unattended: false, durationMs: 400, confirmedBefore: [] })).toBe(1);
  });

  it('stop at a quarter of an hour of waiting: by then people turn to something else', () => {
    expect(likelyHumanMinutes({ unattended: false, durationMs: 9_000_000, confirmedBefore: [] })).toBe(15);
  });

  it('are none for an unattended run that nobody ever confirmed', () => {
    expect(likelyHumanMinutes({ unattended: true, durationMs: 9_000_000, confirmedBefore: [] })).toBe(0);
  });

  it('are always minutes that a person could confirm unchanged', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: -1_000, max: 100_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_440 }), { maxLength: 20 }),
        (unattended, durationMs, confirmedBefore) => {
          expect(humanTimeFaults(likelyHumanMinutes({ unattended, durationMs, confirmedBefore }), null)).toEqual([]);
        },
      ),
    );
  });
});

describe('human minutes that a person typed', () => {
  it.each([-1, 1.5, 1_441, Number.NaN, 2 ** 40])('of %p are refused', (humanMinutes) => {
    expect(humanTimeFaults(humanMinutes, null).map((fault) => fault.path)).toEqual(['humanMinutes']);
  });

  it('are refused together with an impossible measurement, both named at once', () => {
    expect(humanTimeFaults(-1, -1).map((fault) => fault.path)).toEqual(['humanMinutes', 'measuredHumanSeconds']);
  });
});
