import { type BaselineMethod } from './baseline.js';

/** How well a line of the time ledger is founded. */
export type EvidenceGrade = 'measured' | 'confirmed' | 'estimated';

/** All grades, the best founded first: the order in which totals are shown. */
export const EVIDENCE_GRADES: readonly EvidenceGrade[] = ['measured', 'confirmed', 'estimated'];

/** What is known about the two sides of a line: the minutes by hand and the human minutes. */
export interface Evidence {
  readonly confirmedByPerson: boolean;
  readonly baselineMethod: BaselineMethod | null;
  readonly humanMinutes: number;
  /** What the page measured; null when it did not. */
  readonly measuredHumanSeconds: number | null;
}

/** Whole minutes of a measured time, rounded half up: what the page offers for confirmation. */
export function minutesOfSeconds(seconds: number): number {
  return Math.floor(seconds / 60 + 0.5);
}

/**
 * *Estimated* when nobody looked. *Measured* needs both sides: a timed baseline, and human minutes that the person left
 * as the page measured them. Everything else that a person looked at is *confirmed*.
 */
export function evidenceGrade(evidence: Evidence): EvidenceGrade {
  if (!evidence.confirmedByPerson) return 'estimated';
  const untouched =
    evidence.measuredHumanSeconds !== null && minutesOfSeconds(evidence.measuredHumanSeconds) === evidence.humanMinutes;
  return evidence.baselineMethod === 'timed' && untouched ? 'measured' : 'confirmed';
}
