import { type Micros } from '@groundswell/kernel';
import { type Month } from './month.js';

/** What a month cost, and how many workflows were live at its end. */
export interface MonthOfCost {
  readonly month: Month;
  readonly costMicros: Micros;
  readonly live: number;
}

/**
 * Everything spent so far ÷ workflows live, at the end of each month. A month without live workflows has no average and
 * is left out, though its spending stays in every later one.
 * @param spentBeforeMicros spending from before the first month given.
 */
export function averageCosts(
  months: readonly MonthOfCost[],
  spentBeforeMicros: Micros = 0,
): { month: Month; micros: Micros }[] {
  let spent = spentBeforeMicros;
  return months.flatMap(({ month, costMicros, live }) => {
    spent += costMicros;
    return live === 0 ? [] : [{ month, micros: Math.round(spent / live) }];
  });
}
