import type { Micros } from './money.js';

/** What an hour of a person's work costs an organisation, pay, taxes and overhead together, from an instant on. */
export interface DatedRate {
  readonly loadedRateMicrosPerHour: Micros;
  readonly validFrom: Date;
}

/**
 * The rate in force at an instant, in micro-units an hour. Before the first one the first one holds: work may have been done
 * before anybody said what an hour costs.
 * @param rates at least one, in any order; of two that begin at the same instant the later one listed holds.
 */
export function rateInForce(rates: readonly DatedRate[], at: Date): Micros {
  const sorted = [...rates].sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
  const begun = sorted.filter((rate) => rate.validFrom.getTime() <= at.getTime());
  const rate = begun.at(-1) ?? sorted[0];
  if (rate === undefined) throw new RangeError('An organisation without a rate.');
  return rate.loadedRateMicrosPerHour;
}
