import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '@groundswell/kernel';
import { checkedPlan, DEFAULT_PLAN, plannedAt, type PlanPoint } from './plan-line.js';

function faultsOf(points: readonly PlanPoint[]): string[] {
  try {
    checkedPlan(points);
  } catch (error) {
    if (error instanceof AppError) return error.fields.map((fault) => fault.path);
    throw error;
  }
  return [];
}

const plans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let monthsFromStart = 0;
    return steps.map(([gap, low, width]) => ({ monthsFromStart: (monthsFromStart += gap), low, high: low + width }));
  });

describe('the plan line', () => {
  it.each([
    [0, 0, 0],
    [1, 3, 3],
    [2, 7.5, 7.5],
    [3, 12, 12],
    [12, 40, 50],
  ])('after %p months plans %p to %p live workflows', (months, low, high) => {
    expect(plannedAt(DEFAULT_PLAN, months)).toEqual({ low, high });
  });

  it('widens between month 3 and month 12: at 7.5 months 26 to 31', () => {
    expect(plannedAt(DEFAULT_PLAN, 7.5)).toEqual({ low: 26, high: 31 });
  });

  it('says nothing past its last point or before the start, instead of drawing on', () => {
    expect(plannedAt(DEFAULT_PLAN, 12.5)).toBeNull();
    expect(plannedAt(DEFAULT_PLAN, -1)).toBeNull();
  });

  it('passes through every point, and between two points stays between them', () => {
    fc.assert(
      fc.property(plans, fc.double({ min: 0, max: 1, noNaN: true }), (plan, share) => {
        let before: PlanPoint = { monthsFromStart: 0, low: 0, high: 0 };
        for (const point of plan) {
          expect(plannedAt(plan, point.monthsFromStart)).toEqual({ low: point.low, high: point.high });
          const at = before.monthsFromStart + share * (point.monthsFromStart - before.monthsFromStart);
          const planned = plannedAt(plan, at);
          expect(planned?.low).toBeGreaterThanOrEqual(Math.min(before.low, point.low) - 1e-9);
          expect(planned?.low).toBeLessThanOrEqual(Math.max(before.low, point.low) + 1e-9);
          before = point;
        }
      }),
    );
  });
});

describe('a plan that a leader sets', () => {
  it('is taken when its points rise in time', () => {
    expect(checkedPlan(DEFAULT_PLAN)).toEqual(DEFAULT_PLAN);
  });

  it('is refused when empty, or when a point does not lie later than the one before', () => {
    expect(faultsOf([])).toEqual(['input']);
    expect(
      faultsOf([
        { monthsFromStart: 3, low: 1, high: 1 },
        { monthsFromStart: 3, low: 2, high: 2 },
      ]),
    ).toEqual(['input.1.monthsFromStart']);
  });

  it('has every fault named at once', () => {
    expect(faultsOf([{ monthsFromStart: 0, low: 5, high: -1 }])).toEqual([
      'input.0.monthsFromStart',
      'input.0.high',
      'input.0.high',
    ]);
  });
});
