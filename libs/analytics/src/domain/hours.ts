import { percent, plainNumber } from './plain-numbers.js';

/** Sums of minutes saved over lines of the time ledger that count. */
export interface MinuteSums {
  readonly measured: number;
  readonly confirmed: number;
  readonly estimated: number;
  /** The part of `estimated` that comes from unattended runs. */
  readonly estimatedUnattended: number;
  /** Minutes lost on lines with a negative saving, as a positive number; already taken off the grades. */
  readonly lost: number;
  /** Unattended runs that were drawn and looked at, and those of them that were accepted or edited. */
  readonly sampled: number;
  readonly sampledUseful: number;
}

/** Hours saved by evidence grade. The grades are sums of the ledger; `estimatedScaled` is for display only. */
export interface HoursByGrade {
  readonly measured: number;
  readonly confirmed: number;
  readonly estimated: number;
  readonly lost: number;
  /** Measured + confirmed. */
  readonly headline: number;
  /** The estimate with its unattended part scaled by the share of looked-at samples that were useful. */
  readonly estimatedScaled: number;
  readonly explanation: string;
}

/** FTE saved over a period. */
export interface FteSaved {
  readonly headline: number;
  readonly withEstimated: number;
  readonly explanation: string;
}

export const NO_MINUTES: MinuteSums = {
  measured: 0,
  confirmed: 0,
  estimated: 0,
  estimatedUnattended: 0,
  lost: 0,
  sampled: 0,
  sampledUseful: 0,
};

/** Fewer looked-at samples than this scale nothing. */
export const FEWEST_SAMPLES_TO_SCALE = 10;
const SHORTEST_PERIOD_DAYS = 30;
const DAYS_A_YEAR = 365;
const DAY_MS = 86_400_000;

/** The sum of two sums. */
export function addMinutes(a: MinuteSums, b: MinuteSums): MinuteSums {
  return {
    measured: a.measured + b.measured,
    confirmed: a.confirmed + b.confirmed,
    estimated: a.estimated + b.estimated,
    estimatedUnattended: a.estimatedUnattended + b.estimatedUnattended,
    lost: a.lost + b.lost,
    sampled: a.sampled + b.sampled,
    sampledUseful: a.sampledUseful + b.sampledUseful,
  };
}

/** The headline in minutes: what people measured or confirmed. */
export function headlineMinutes(sums: MinuteSums): number {
  return sums.measured + sums.confirmed;
}

/** Hours by grade from minutes, with the estimate scaled for display where enough samples were looked at. */
export function hoursByGrade(sums: MinuteSums): HoursByGrade {
  const share = usefulShare(sums);
  const scaled = sums.estimated - sums.estimatedUnattended + sums.estimatedUnattended * (share ?? 1);
  return {
    measured: sums.measured / 60,
    confirmed: sums.confirmed / 60,
    estimated: sums.estimated / 60,
    lost: sums.lost / 60,
    headline: headlineMinutes(sums) / 60,
    estimatedScaled: scaled / 60,
    explanation: scaleNote(sums, share),
  };
}

/**
 * Hours saved ÷ (FTE hours a year × the period's share of the year). A period of under 30 days counts as 30, since a few
 * good days are no full-time position.
 */
export function fteSaved(hours: HoursByGrade, from: Date, to: Date, fteHoursPerYear: number): FteSaved {
  const days = Math.max(SHORTEST_PERIOD_DAYS, (to.getTime() - from.getTime()) / DAY_MS);
  const hoursOfOne = (fteHoursPerYear * days) / DAYS_A_YEAR;
  return {
    headline: hours.headline / hoursOfOne,
    withEstimated: (hours.headline + hours.estimatedScaled) / hoursOfOne,
    explanation: `In ${plainNumber(days)} days one full-time position works ${plainNumber(hoursOfOne)} hours, at ${plainNumber(fteHoursPerYear)} hours a year.`,
  };
}

function usefulShare(sums: MinuteSums): number | null {
  return sums.sampled < FEWEST_SAMPLES_TO_SCALE ? null : sums.sampledUseful / sums.sampled;
}

function scaleNote(sums: MinuteSums, share: number | null): string {
  if (sums.estimatedUnattended === 0) return 'Estimated minutes stand beside the headline as a band.';
  if (share === null) {
    const looked =
      sums.sampled === 0
        ? 'no sampled run has'
        : `only ${sums.sampled} sampled ${sums.sampled === 1 ? 'run has' : 'runs have'}`;
    return `The estimate is shown as it is: ${looked} been looked at, and scaling needs ${FEWEST_SAMPLES_TO_SCALE}.`;
  }
  return `Of ${sums.sampled} sampled unattended runs ${percent(share * 100)} were accepted or edited; the estimate of unattended runs is scaled by that share.`;
}
