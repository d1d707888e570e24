import type { Outcome, RunMode } from './run-kind.js';
import type { RunStatus } from './run.js';

/** The facts of a run that decide whether it may be tried again. */
export interface Retryable {
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly outcome: Outcome | null;
}

/**
 * Whether a run may be tried again, so that the retry stands for it in the time ledger: it came to nothing, or its person found
 * it of no use. One that was cancelled stands in no ledger, and one that was used is past: both are simply run again.
 */
export function isRetryable({ mode, status, outcome }: Retryable): boolean {
  if (mode === 'recorded') return false;
  return status === 'failed' || status === 'stopped' || (status === 'succeeded' && outcome === 'rejected');
}
