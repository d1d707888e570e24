import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rateInForce, type DatedRate } from './loaded-rate.js';

const rate = (day: string, euros: number): DatedRate => ({
  loadedRateMicrosPerHour: euros * 1_000_000,
  validFrom: new Date(`${day}T00:00:00Z`),
});
const rates = [rate('2026-06-01', 60), rate('2026-01-01', 50)];

describe('the rate in force', () => {
  it.each([
    ['2026-01-01T00:00:00Z', 50],
    ['2026-05-31T23:59:59Z', 50],
    ['2026-06-01T00:00:00Z', 60],
    ['2027-01-01T00:00:00Z', 60],
    ['2025-01-01T00:00:00Z', 50],
  ])('at %s is %i', (at, euros) => {
    expect(rateInForce(rates, new Date(at))).toBe(euros * 1_000_000);
  });

  it('is the later one listed of two that begin together', () => {
    expect(rateInForce([rate('2026-01-01', 50), rate('2026-01-01', 70)], new Date('2026-02-01'))).toBe(70_000_000);
  });

  it('does not depend on the order in which rates of different days are listed', () => {
    const day = fc.integer({ min: 0, max: 365 });
    const dated = fc.uniqueArray(fc.tuple(day, fc.integer({ min: 1, max: 1000 })), {
      minLength: 1,
      selector: ([on]) => on,
    });
    fc.assert(
      fc.property(dated, day, (pairs, on) => {
        const all = pairs.map(([from, euros]) => ({
          loadedRateMicrosPerHour: euros,
          validFrom: new Date(Date.UTC(2026, 0, from)),
        }));
        const at = new Date(Date.UTC(2026, 0, on));
        expect(rateInForce([...all].reverse(), at)).toBe(rateInForce(all, at));
      }),
    );
  });
});
