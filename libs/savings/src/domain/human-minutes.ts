import { type FieldFault } from '@groundswell/kernel';
import { median } from './baseline.js';

/** One day: a person who spent longer did not spend it on one run. */
export const MOST_HUMAN_MINUTES = 1_440;
/** Waiting longer than this no longer blocks anybody: people turn to something else. */
const LONGEST_BLOCKING_WAIT_MINUTES = 15;

/** What is known about the human time of a run before its person has said anything. */
export interface HumanTimeClues {
  /** True for a schedule or a webhook: nobody sat in front of it. */
  readonly unattended: boolean;
  readonly durationMs: number;
  /** Human minutes that people confirmed for earlier runs of the same workflow, newest first. */
  readonly confirmedBefore: readonly number[];
}

/**
 * The human minutes to offer, and to estimate with until somebody answers: the median of what people confirmed for this
 * workflow before. Without any, an attended run blocked its person while it ran, an unattended one nobody.
 */
export function likelyHumanMinutes(clues: HumanTimeClues): number {
  if (clues.confirmedBefore.length > 0) return median(clues.confirmedBefore);
  if (clues.unattended) return 0;
  const waited = Math.ceil(Math.max(0, clues.durationMs) / 60_000);
  return Math.min(Math.max(1, waited), LONGEST_BLOCKING_WAIT_MINUTES);
}

/** The faults of human minutes that a person typed, and of what the page measured. */
export function humanTimeFaults(humanMinutes: number, measuredHumanSeconds: number | null): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!Number.isInteger(humanMinutes) || humanMinutes < 0 || humanMinutes > MOST_HUMAN_MINUTES) {
    const message = `Your minutes must be a whole number from 0 to ${MOST_HUMAN_MINUTES}.`;
    faults.push({ path: 'humanMinutes', message });
  }
  if (measuredHumanSeconds !== null && !isMeasurable(measuredHumanSeconds)) {
    const message = `The measured time must be whole seconds from 0 to ${MOST_HUMAN_MINUTES * 60}; leave it out if unknown.`;
    faults.push({ path: 'measuredHumanSeconds', message });
  }
  return faults;
}

function isMeasurable(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= MOST_HUMAN_MINUTES * 60;
}
