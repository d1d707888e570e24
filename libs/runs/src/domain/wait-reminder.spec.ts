import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { remindAt } from './wait-reminder.js';

const HOUR = 3_600_000;
const asked = new Date('2026-11-21T08:00:00Z');
const after = (ms: number): Date => new Date(asked.getTime() + ms);

describe('a reminder', () => {
  it('comes four hours before the end of a day, and in the last quarter of a short wait', () => {
    expect(remindAt(asked, after(24 * HOUR))).toEqual(after(20 * HOUR));
    expect(remindAt(asked, after(HOUR))).toEqual(after(0.75 * HOUR));
    expect(remindAt(asked, null)).toEqual(after(24 * HOUR));
  });

  it('never comes before the question nor after its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 24 * HOUR }), (ms) => {
        const at = remindAt(asked, after(ms)).getTime();
        expect(at).toBeGreaterThanOrEqual(asked.getTime());
        expect(at).toBeLessThanOrEqual(after(ms).getTime());
      }),
    );
  });
});
