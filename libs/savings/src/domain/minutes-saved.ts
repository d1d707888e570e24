/** The person's verdict on a run's output. */
export type Outcome = 'accepted' | 'edited' | 'rejected';

/** Why a run stays out of the time ledger. */
export type NotCounted = 'practice' | 'evaluation' | 'rehearsal' | 'called-by-another-run' | 'retried';

/** The facts of a run that decide whether its minutes count. */
export interface RunStanding {
  readonly mode: 'live' | 'practice' | 'recorded';
  /** What the run was for: only *work* saves anybody time. */
  readonly purpose: 'work' | 'evaluation' | 'rehearsal';
  /** The run that called this one, when there is one: only the outermost run of a tree counts. */
  readonly parentRunId: string | null;
  /** A retry of it has ended, and stands for it. */
  readonly retried: boolean;
}

/** The minutes of one run: by hand (b), still spent by a person (h), and how it ended. */
export interface RunMinutes {
  readonly baselineMinutes: number;
  readonly humanMinutes: number;
  readonly failed: boolean;
  /** Null while nobody has looked. */
  readonly outcome: Outcome | null;
}

/** Why the run's minutes count nowhere, or null when they count. */
export function whyNotCounted(run: RunStanding): NotCounted | null {
  if (run.mode === 'practice') return 'practice';
  if (run.purpose !== 'work') return run.purpose;
  if (run.parentRunId !== null) return 'called-by-another-run';
  if (run.retried) return 'retried';
  return null;
}

/**
 * Minutes saved by one run that counts: b − h when its output was accepted or edited, or nobody has looked yet; −h when
 * it was rejected or failed, since that time was lost. May be negative.
 */
export function minutesSaved(run: RunMinutes): number {
  const useful = !run.failed && run.outcome !== 'rejected';
  return useful ? run.baselineMinutes - run.humanMinutes : 0 - run.humanMinutes;
}
