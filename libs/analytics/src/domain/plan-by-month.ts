import { type Month, monthEnd, monthsBetween, monthStart } from './month.js';
import { plannedAt, type PlanPoint } from './plan-line.js';

/** The planned range at the end of a month. */
export interface PlanMonth {
  readonly month: Month;
  readonly low: number;
  readonly high: number;
}

/** The plan at the end of each month; months past its last point are left out. The start month's end is month 1. */
export function planByMonth(plan: readonly PlanPoint[], startMonth: Month, months: readonly Month[]): PlanMonth[] {
  return months.flatMap((month) => {
    const planned = plannedAt(plan, monthsBetween(startMonth, month) + 1);
    return planned === null ? [] : [{ month, ...planned }];
  });
}

/** The middle of the planned range at an instant within a month; null once the plan has ended. */
export function plannedNow(
  plan: readonly PlanPoint[],
  startMonth: Month,
  month: Month,
  now: Date,
  timeZone: string,
): number | null {
  const start = monthStart(month, timeZone).getTime();
  const share = (now.getTime() - start) / (monthEnd(month, timeZone).getTime() - start);
  const planned = plannedAt(plan, monthsBetween(startMonth, month) + share);
  return planned === null ? null : (planned.low + planned.high) / 2;
}
