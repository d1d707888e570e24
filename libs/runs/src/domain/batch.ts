export const BATCH_STATUSES = ['draft', 'running', 'paused', 'finished', 'cancelled'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];
export const BATCH_ROW_STATES = [
  'faulty',
  'waiting',
  'started',
  'succeeded',
  'failed',
  'stopped',
  'cancelled',
  'refused',
  'left',
] as const;
/** `faulty` never fitted, `refused` was turned away at its start, `left` was never reached before the batch was cancelled. */
export type BatchRowState = (typeof BATCH_ROW_STATES)[number];

export type BatchAct = 'map' | 'start' | 'pause' | 'resume' | 'finish' | 'cancel' | 'retry';

/** The one table of batch states. A finished batch goes on only for rows that are tried again. */
export const BATCH_TRANSITIONS: Readonly<
  Record<BatchAct, { readonly from: readonly BatchStatus[]; readonly to: BatchStatus }>
> = {
  map: { from: ['draft'], to: 'draft' },
  start: { from: ['draft'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  finish: { from: ['running'], to: 'finished' },
  cancel: { from: ['draft', 'running', 'paused'], to: 'cancelled' },
  retry: { from: ['running', 'paused', 'finished'], to: 'running' },
};

/** Whether an act is possible in a state, and where it leads. */
export function batchAfter(status: BatchStatus, act: BatchAct): BatchStatus | null {
  const { from, to } = BATCH_TRANSITIONS[act];
  return from.includes(status) ? to : null;
}

/** Rows whose run came to nothing: these can be tried again. */
export const FAILED_ROWS: readonly BatchRowState[] = ['failed', 'stopped', 'cancelled', 'refused'];

/** Runs that a batch may have under way, alone and beside others: whoever starts one run finds a free worker all the same. */
const MOST_UNDER_WAY = 10;
const MOST_OF_ALL = 24;
/** Runs that may wait for people before no more are begun: nobody answers a thousand questions at once. */
export const MOST_WAITING_FOR_PEOPLE = 100;

/** How many runs each of some running batches of an organisation may have under way. */
export function batchWindow(runningBatches: number): number {
  return Math.max(1, Math.min(MOST_UNDER_WAY, Math.floor(MOST_OF_ALL / Math.max(1, runningBatches))));
}

/** After so many failures in a row a batch pauses: what is wrong with all of them is no fault of the rows. */
export const FAILURES_IN_A_ROW = 10;
