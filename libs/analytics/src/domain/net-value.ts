import { type Micros, payForMinutes } from '@groundswell/kernel';
import { type Month, monthName } from './month.js';

/** Minutes saved and money spent in one month. */
export interface MonthOfValue {
  readonly month: Month;
  readonly headlineMinutes: number;
  readonly costMicros: Micros;
  /** What an hour cost at the end of the month. */
  readonly rateMicrosPerHour: Micros;
}

/** The value of the hours saved so far, less everything spent so far. */
export interface NetValue {
  readonly headlineMicros: Micros;
  readonly withEstimatedMicros: Micros;
  readonly costMicros: Micros;
  readonly paybackMonth: Month | null;
  readonly explanation: string;
}

/**
 * Net value since the programme started: for the headline, each month's hours at the rate of that month, and with the estimate
 * added at the newest rate, since it is one figure over all months.
 * @param months every month since the start, in order.
 * @param estimatedMinutes the estimate as it is displayed.
 */
export function netValue(months: readonly MonthOfValue[], estimatedMinutes: number): NetValue {
  const costMicros = months.reduce((sum, month) => sum + month.costMicros, 0);
  const headlineMicros = months.reduce((sum, month) => sum + valueOf(month), 0) - costMicros;
  const paybackMonth = paybackMonthOf(months);
  return {
    headlineMicros,
    withEstimatedMicros: headlineMicros + payForMinutes(estimatedMinutes, months.at(-1)?.rateMicrosPerHour ?? 0),
    costMicros,
    paybackMonth,
    explanation: sentence(months, paybackMonth),
  };
}

/** The first month from whose end on the headline value has covered all cost and stayed above it; null when not yet. */
export function paybackMonthOf(months: readonly MonthOfValue[]): Month | null {
  let value = 0;
  let spent = 0;
  let since: Month | null = null;
  for (const month of months) {
    value += valueOf(month);
    spent += month.costMicros;
    const paidBack = spent > 0 && value >= spent;
    since = paidBack ? (since ?? month.month) : null;
  }
  return since;
}

function valueOf({ headlineMinutes, rateMicrosPerHour }: MonthOfValue): Micros {
  return payForMinutes(headlineMinutes, rateMicrosPerHour);
}

function sentence(months: readonly MonthOfValue[], paybackMonth: Month | null): string {
  const spent = months.some((month) => month.costMicros !== 0);
  const saved = months.some((month) => month.headlineMinutes !== 0);
  if (!spent && !saved) return 'Nothing has been saved or spent yet.';
  if (!spent) return 'No cost has been recorded yet, so the value is not net of anything.';
  if (paybackMonth === null) return 'Confirmed hours have not yet covered what was spent.';
  return `Confirmed hours have covered everything spent since ${monthName(paybackMonth)}.`;
}
