import { describe, expect, it } from '@jest/globals';
import { monthRange } from './month.js';
import { planByMonth, plannedNow } from './plan-by-month.js';
import { DEFAULT_PLAN } from './plan-line.js';

describe('the plan by month', () => {
  it('plans 3 at the end of the month in which the programme began, and 40 to 50 at the end of its twelfth', () => {
    const planned = planByMonth(DEFAULT_PLAN, '2025-12', monthRange('2025-12', '2026-11'));
    expect(planned[0]).toEqual({ month: '2025-12', low: 3, high: 3 });
    expect(planned[2]).toEqual({ month: '2026-02', low: 12, high: 12 });
    expect(planned[11]).toEqual({ month: '2026-11', low: 40, high: 50 });
  });

  it('ends where its last point lies, and begins with the programme', () => {
    expect(planByMonth(DEFAULT_PLAN, '2025-12', ['2025-10', '2026-11', '2026-12'])).toHaveLength(1);
  });
});

describe('the plan now', () => {
  it('is half of the way to 3 in the middle of the first month', () => {
    const middle = new Date('2026-06-16T00:00:00Z');
    expect(plannedNow(DEFAULT_PLAN, '2026-06', '2026-06', middle, 'UTC')).toBeCloseTo(1.5, 10);
  });

  it('is the middle of the range where the plan is one', () => {
    const lastDay = new Date('2026-11-30T23:59:59.999Z');
    expect(plannedNow(DEFAULT_PLAN, '2025-12', '2026-11', lastDay, 'UTC')).toBeCloseTo(45, 3);
  });

  it('is missing once the plan has ended', () => {
    expect(plannedNow(DEFAULT_PLAN, '2024-01', '2026-11', new Date('2026-11-10T00:00:00Z'), 'UTC')).toBeNull();
  });
});
