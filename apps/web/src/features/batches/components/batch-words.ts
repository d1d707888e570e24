import type { BatchHeadFragment, BatchRowFilter, BatchRowState, BatchStatus } from '@groundswell/contracts';

export const STATUS_WORDS: Readonly<Record<BatchStatus, string>> = {
  draft: 'Not started',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  cancelled: 'Cancelled',
};

export const ROW_WORDS: Readonly<Record<BatchRowState, string>> = {
  faulty: 'Does not fit',
  waiting: 'Waits its turn',
  started: 'Under way',
  succeeded: 'Succeeded',
  failed: 'Failed',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  refused: 'Refused',
  left: 'Not reached',
};

export const FILTERS: readonly { readonly value: BatchRowFilter; readonly label: string }[] = [
  { value: 'all', label: 'All rows' },
  { value: 'faulty', label: 'Rows that do not fit' },
  { value: 'waiting', label: 'Waiting their turn' },
  { value: 'underWay', label: 'Under way' },
  { value: 'waitingForPeople', label: 'Waiting for people' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Came to nothing' },
];

/** How many rows have come to an end, of those that fit. */
export function progressOf({ rowCount, counts }: Pick<BatchHeadFragment, 'rowCount' | 'counts'>): {
  readonly done: number;
  readonly of: number;
} {
  const of = rowCount - counts.faulty;
  return { of, done: of - counts.waiting - counts.underWay };
}
