import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError, newId } from '@groundswell/kernel';
import { baselineFigures, baselineInForce, type DatedBaseline, median } from './baseline.js';

const minutes = fc.integer({ min: 1, max: 2_400 });

function faultsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.fields.map((fault) => fault.path);
    throw error;
  }
  return [];
}

function dated(validFrom: string, held = 30): DatedBaseline {
  return { id: newId(), minutes: held, method: 'stated', validFrom: new Date(validFrom) };
}

describe('a baseline', () => {
  it('takes stated minutes as they are, without samples or spread', () => {
    expect(baselineFigures({ minutes: 25 })).toEqual({
      method: 'stated',
      minutes: 25,
      samples: [],
      spreadMinutes: null,
    });
  });

  it('takes the median of timed samples and shows their spread', () => {
    expect(baselineFigures({ samples: [40, 22, 31] })).toEqual({
      method: 'timed',
      minutes: 31,
      samples: [40, 22, 31],
      spreadMinutes: 18,
    });
  });

  it('rounds the median of an even number of samples half up: 20, 25, 30, 60 give 28', () => {
    expect(baselineFigures({ samples: [20, 60, 25, 30] }).minutes).toBe(28);
  });

  it('refuses fewer than three samples, since two cannot show a spread', () => {
    expect(faultsOf(() => baselineFigures({ samples: [10, 12] }))).toEqual(['samples']);
  });

  it('refuses minutes and samples together, and neither of them', () => {
    expect(faultsOf(() => baselineFigures({ minutes: 3, samples: [1, 2, 3] }))).toEqual(['samples']);
    expect(faultsOf(() => baselineFigures({}))).toEqual(['minutes']);
  });

  it.each([0, -5, 2_401, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p minutes by hand', (value) => {
    expect(faultsOf(() => baselineFigures({ minutes: value }))).toEqual(['minutes']);
  });

  it('names every faulty sample at once', () => {
    expect(faultsOf(() => baselineFigures({ samples: [10, 0, 12, 2.5] }))).toEqual(['samples.1', 'samples.3']);
  });

  it('has a median that lies between the shortest and the longest sample, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(minutes, { minLength: 3, maxLength: 50 }), (samples) => {
        const figures = baselineFigures({ samples });
        expect(figures.minutes).toBeGreaterThanOrEqual(Math.min(...samples));
        expect(figures.minutes).toBeLessThanOrEqual(Math.max(...samples));
        expect(figures.spreadMinutes).toBeGreaterThanOrEqual(0);
        expect(baselineFigures({ samples: [...samples].reverse() }).minutes).toBe(figures.minutes);
      }),
    );
  });

  it('moves its median not at all when the longest sample becomes extreme', () => {
    expect(median([10, 12, 14])).toBe(median([10, 12, 2_400]));
  });
});

describe('the baseline in force', () => {
  const first = dated('2026-01-01T00:00:00Z', 30);
  const second = dated('2026-06-01T00:00:00Z', 20);

  it('is the latest one that held when the run began, so that old runs keep theirs', () => {
    expect(baselineInForce([second, first], new Date('2026-05-31T23:59:59Z'))).toBe(first);
    expect(baselineInForce([second, first], new Date('2026-06-01T00:00:00Z'))).toBe(second);
  });

  it('is the first one for a run from before it', () => {
    expect(baselineInForce([second, first], new Date('2025-01-01T00:00:00Z'))).toBe(first);
  });

  it('is missing when nobody has set one', () => {
    expect(baselineInForce([], new Date())).toBeNull();
  });

  it('of a past run is not changed by any later baseline', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 1_000 }),
        (offsets, runOffset) => {
          const runAt = new Date(runOffset);
          const known = offsets.map((offset) => ({ ...first, validFrom: new Date(offset) }));
          const before = baselineInForce(known, runAt);
          const later = { ...first, validFrom: new Date(Math.max(runOffset, ...offsets) + 1) };
          expect(baselineInForce([...known, later], runAt)).toBe(before);
        },
      ),
    );
  });
});
