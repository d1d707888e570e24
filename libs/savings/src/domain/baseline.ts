import { type BaselineId, invalidInput, type FieldFault } from '@groundswell/kernel';

/** How a baseline was found: *stated* by a person, or *timed* on samples of the work done by hand. */
export type BaselineMethod = 'stated' | 'timed';

/** What a person hands in: either the minutes, or the samples. */
export interface BaselineStatement {
  readonly minutes?: number | null;
  readonly samples?: readonly number[] | null;
}

/** The figures of a baseline, before it is dated. */
export interface BaselineFigures {
  readonly method: BaselineMethod;
  readonly minutes: number;
  readonly samples: readonly number[];
  /** Longest sample minus shortest; null for a stated baseline. */
  readonly spreadMinutes: number | null;
}

/** A baseline as entries refer to it. */
export interface DatedBaseline {
  readonly id: BaselineId;
  readonly minutes: number;
  readonly method: BaselineMethod;
  readonly validFrom: Date;
}

export const FEWEST_TIMED_SAMPLES = 3;
export const MOST_TIMED_SAMPLES = 200;
/** One week of working time: past that a task is no single task. */
export const LONGEST_BASELINE_MINUTES = 2_400;

/** The middle of the values; with an even number, the mean of the two middle ones, rounded half up. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of nothing is undefined.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? 0);
  return Math.floor((lower + upper) / 2 + 0.5);
}

/**
 * The figures of a baseline from what a person handed in: the median of three or more timed samples, or stated minutes.
 * @throws AppError INPUT_INVALID naming every fault at once.
 */
export function baselineFigures(statement: BaselineStatement): BaselineFigures {
  const { minutes = null, samples = null } = statement;
  const faults: FieldFault[] = [];
  if (minutes !== null && samples !== null) {
    faults.push({ path: 'samples', message: 'Give either the minutes or the timed samples, not both.' });
  } else if (samples !== null) {
    faults.push(...sampleFaults(samples));
  } else if (minutes === null) {
    faults.push({ path: 'minutes', message: 'Say how many minutes the task takes by hand, or give timed samples.' });
  } else if (!isTaskLength(minutes)) {
    faults.push({ path: 'minutes', message: lengthMessage('The minutes by hand') });
  }
  if (faults.length > 0) throw invalidInput(faults);
  if (samples !== null) {
    const spreadMinutes = Math.max(...samples) - Math.min(...samples);
    return { method: 'timed', minutes: median(samples), samples: [...samples], spreadMinutes };
  }
  return { method: 'stated', minutes: minutes ?? 0, samples: [], spreadMinutes: null };
}

/**
 * The baseline that a run is measured against: the latest one that held when the run began. A run from before the first
 * baseline takes the first, since no other statement about that work exists. Null when there is none at all.
 */
export function baselineInForce<T extends DatedBaseline>(baselines: readonly T[], runBeganAt: Date): T | null {
  const inOrder = [...baselines].sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
  const held = inOrder.filter((baseline) => baseline.validFrom.getTime() <= runBeganAt.getTime());
  return held.at(-1) ?? inOrder[0] ?? null;
}

function sampleFaults(samples: readonly number[]): FieldFault[] {
  if (samples.length < FEWEST_TIMED_SAMPLES) {
    const message = `Time the task at least ${FEWEST_TIMED_SAMPLES} times, or state the minutes instead.`;
    return [{ path: 'samples', message }];
  }
  if (samples.length > MOST_TIMED_SAMPLES) {
    return [{ path: 'samples', message: `Give at most ${MOST_TIMED_SAMPLES} timed samples.` }];
  }
  return samples.flatMap((sample, index) =>
    isTaskLength(sample) ? [] : [{ path: `samples.${index}`, message: lengthMessage(`Sample ${index + 1}`) }],
  );
}

function isTaskLength(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_BASELINE_MINUTES;
}

function lengthMessage(what: string): string {
  return `${what} must be a whole number from 1 to ${LONGEST_BASELINE_MINUTES}.`;
}
