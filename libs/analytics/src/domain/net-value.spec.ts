import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Month } from './month.js';
import { type MonthOfValue, netValue, paybackMonthOf } from './net-value.js';

const EUR = 1_000_000;
const RATE = 60 * EUR;

function months(...pairs: [headlineMinutes: number, costEuros: number][]): MonthOfValue[] {
  return pairs.map(([headlineMinutes, costEuros], index) => ({
    month: `2026-${String(index + 1).padStart(2, '0')}` as Month,
    headlineMinutes,
    costMicros: costEuros * EUR,
    rateMicrosPerHour: RATE,
  }));
}

describe('net value', () => {
  it('is 2 hours at 60 less 100 spent: 20 in the headline, 80 with one estimated hour', () => {
    const value = netValue(months([120, 100]), 60);
    expect(value).toMatchObject({ headlineMicros: 20 * EUR, withEstimatedMicros: 80 * EUR, costMicros: 100 * EUR });
  });

  it('values the hours of each month at the rate of that month, and the estimate at the newest', () => {
    const [january, february] = months([60, 0], [60, 30]);
    if (!january || !february) throw new Error('Two months were made.');
    const value = netValue([january, { ...february, rateMicrosPerHour: 80 * EUR }], 60);
    expect(value).toMatchObject({ headlineMicros: 110 * EUR, withEstimatedMicros: 190 * EUR });
  });

  it('is negative while more was spent than saved, and says so in words', () => {
    const value = netValue(months([10, 500]), 0);
    expect(value.headlineMicros).toBe(-490 * EUR);
    expect(value.paybackMonth).toBeNull();
    expect(value.explanation).toBe('Confirmed hours have not yet covered what was spent.');
  });

  it('pays back in March when the hours until then cover the cost until then', () => {
    const value = netValue(months([0, 300], [100, 0], [250, 10]), 0);
    expect(value.paybackMonth).toBe('2026-03');
    expect(value.explanation).toContain('March 2026');
  });

  it('does not count a payback that later spending undid', () => {
    expect(paybackMonthOf(months([500, 100], [0, 900], [100, 0]))).toBeNull();
    expect(paybackMonthOf(months([500, 100], [0, 900], [600, 0]))).toBe('2026-03');
  });

  it('has no payback while nothing was spent', () => {
    expect(netValue(months([100, 0]), 0)).toMatchObject({ paybackMonth: null });
    expect(netValue([], 0).explanation).toBe('Nothing has been saved or spent yet.');
  });

  it('has a payback month exactly when the headline is not negative and something was spent', () => {
    const pair = fc.tuple(fc.integer({ min: -500, max: 3_000 }), fc.nat(2_000));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 12 }), (pairs) => {
        const value = netValue(months(...pairs), 0);
        expect(value.paybackMonth !== null).toBe(value.costMicros > 0 && value.headlineMicros >= 0);
      }),
    );
  });
});
