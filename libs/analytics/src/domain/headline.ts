import type { Micros } from '@groundswell/kernel';
import { type Compounding } from './compounding.js';

/** The headline row of a leader's start page. */
export interface Headline {
  readonly liveWorkflows: number;
  /** Measured and confirmed. */
  readonly confirmedHours: number;
  /** As the band shows them. */
  readonly estimatedHours: number;
  readonly netValueMicros: Micros;
}

/** The headline out of the figures of the compounding page: the same numbers in both places. */
export function headlineOf(page: Pick<Compounding, 'liveNow' | 'hoursTotal' | 'netValue'>): Headline {
  return {
    liveWorkflows: page.liveNow,
    confirmedHours: page.hoursTotal.headline,
    estimatedHours: page.hoursTotal.estimatedScaled,
    netValueMicros: page.netValue.headlineMicros,
  };
}
