import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CostPoint, fitCostCurve, learningRate, percentPerDoubling } from './learning-rate.js';
import { seededRandom } from './seeded-random.js';

function curve(count: number, first: number, k: number, noise: () => number = () => 0): CostPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    return { n, micros: Math.max(1, Math.round(first * n ** -k * Math.exp(noise()))) };
  });
}

describe('the learning rate', () => {
  it('is 20 % when each doubling costs four fifths: k = 0.3219', () => {
    expect(percentPerDoubling(Math.log2(1.25))).toBeCloseTo(20, 10);
  });

  it('of a library without change is zero, and of one that gets dearer is negative', () => {
    expect(learningRate(curve(12, 500_000_000, 0)).percent).toBeCloseTo(0, 6);
    expect(learningRate(curve(12, 500_000_000, -0.2)).percent).toBeLessThan(0);
  });

  it('is worked out by hand for costs 800, 400, 200, 100 at n = 1, 2, 4, 8: k = 1, half as dear each doubling', () => {
    const fitted = fitCostCurve([1, 2, 4, 8].map((n) => ({ n, micros: 800 / n })));
    expect(fitted?.k).toBeCloseTo(1, 12);
    expect(fitted?.a).toBeCloseTo(Math.log(800), 12);
  });

  it('finds the curve that the costs were drawn from, whatever the curve', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 60 }),
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        fc.integer({ min: 100_000_000, max: 5_000_000_000 }),
        (count, k, first) => {
          const rate = learningRate(curve(count, first, k));
          expect(rate.k).toBeCloseTo(k, 3);
          expect(rate.percent).toBeCloseTo(percentPerDoubling(k), 1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lies within its own interval, which covers the true rate in at least 17 of 20 noisy libraries', () => {
    const random = seededRandom(7);
    const noise = () => (random() + random() + random() - 1.5) * 0.5;
    const rates = Array.from({ length: 60 }, () => learningRate(curve(46, 900_000_000, 0.32, noise)));
    for (const { percent, lowPercent, highPercent } of rates) {
      expect(lowPercent).toBeLessThan(percent ?? 0);
      expect(highPercent).toBeGreaterThan(percent ?? 0);
    }
    const truth = percentPerDoubling(0.32);
    const covering = rates.filter(
      ({ lowPercent, highPercent }) => (lowPercent ?? 0) < truth && (highPercent ?? 0) > truth,
    );
    expect(covering.length / rates.length).toBeGreaterThanOrEqual(0.85);
    expect(rates[0]?.explanation).toContain('Each doubling of the library makes the next workflow');
  });

  it('is the same for every reader: the redrawing is seeded', () => {
    const random = seededRandom(3);
    const points = curve(20, 900_000_000, 0.2, () => random() - 0.5);
    expect(learningRate(points)).toEqual(learningRate(points));
  });

  it('says so when the interval cannot be told apart from no change', () => {
    const random = seededRandom(5);
    const rate = learningRate(curve(10, 900_000_000, 0, () => (random() - 0.5) * 2));
    expect(rate.explanation).toContain('cannot yet be told apart from no change');
  });

  it.each([
    [0, 'No workflows have entered pilot with a recorded cost.'],
    [1, 'One workflow has entered pilot with a recorded cost.'],
    [7, '7 workflows have entered pilot with a recorded cost.'],
  ])('is said in words, not drawn, with %p workflows', (count, words) => {
    const rate = learningRate(curve(count, 500_000_000, 0.3));
    expect(rate).toMatchObject({ enough: false, percent: null, lowPercent: null, highPercent: null, a: null, k: null });
    expect(rate.explanation).toContain(words);
  });

  it('leaves out workflows without a recorded cost and says how many', () => {
    const rate = learningRate([...curve(8, 500_000_000, 0.3), { n: 9, micros: 0 }]);
    expect(rate.enough).toBe(true);
    expect(rate.explanation).toContain('One workflow without a recorded cost is left out.');
  });
});
