import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MICROS_PER_UNIT, payForMinutes, picoUsdToMicros } from './money.js';

const minutes = fc.integer({ min: 0, max: 100_000 });
const rates = fc.integer({ min: 0, max: 500 * MICROS_PER_UNIT });

describe('payForMinutes', () => {
  it('pays the whole rate for sixty minutes', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        expect(payForMinutes(60, rate)).toBe(rate);
      }),
    );
  });

  it('is a whole number of micro-units within half of the exact amount', () => {
    fc.assert(
      fc.property(minutes, rates, (time, rate) => {
        const paid = payForMinutes(time, rate);
        expect(Number.isSafeInteger(paid)).toBe(true);
        const offBy = BigInt(paid) * 60n - BigInt(time) * BigInt(rate);
        expect(offBy <= 30n && offBy >= -30n).toBe(true);
      }),
    );
  });

  it('treats lost minutes as the mirror of saved ones', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 60, max: 500 * MICROS_PER_UNIT }),
        (time, rate) => {
          expect(payForMinutes(-time, rate)).toBe(-payForMinutes(time, rate));
        },
      ),
    );
  });

  it('rounds half away from zero', () => {
    expect(payForMinutes(1, 30)).toBe(1);
    expect(payForMinutes(-1, 30)).toBe(-1);
    expect(payForMinutes(1, 29)).toBe(0);
  });
});

describe('picoUsdToMicros', () => {
  it('converts one dollar to what it was worth', () => {
    expect(picoUsdToMicros(1_000_000_000_000n, 920_000)).toBe(920_000);
  });

  it('keeps a price of a fraction of a nano-dollar from vanishing over many tokens', () => {
    const picoPerToken = 125n;
    expect(picoUsdToMicros(picoPerToken * 1_000_000n, MICROS_PER_UNIT)).toBe(125);
  });

  it('stays within half a micro-unit of the exact amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        fc.integer({ min: 1, max: 2 * MICROS_PER_UNIT }),
        (pico, rate) => {
          const offBy = BigInt(picoUsdToMicros(pico, rate)) * 10n ** 12n - pico * BigInt(rate);
          expect(offBy * 2n <= 10n ** 12n && offBy * 2n > -(10n ** 12n)).toBe(true);
        },
      ),
    );
  });

  it('never makes a dearer call cheaper', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 0n, max: 10n ** 15n }), (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(picoUsdToMicros(low, 920_000)).toBeLessThanOrEqual(picoUsdToMicros(high, 920_000));
      }),
    );
  });
});
