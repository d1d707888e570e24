import { AppError, notFound } from '@groundswell/kernel';
import type { BatchAct, BatchStatus } from './batch.js';

export function batchNotFound(): AppError {
  return notFound('batch');
}

const WAYS_ON: Readonly<Record<BatchStatus, string>> = {
  draft: 'It was not started yet.',
  running: 'It is running.',
  paused: 'It is paused.',
  finished: 'It is finished. Give the table again for another batch.',
  cancelled: 'It was cancelled. Give the table again for another batch.',
};

/** The error for an act that the state of a batch does not allow. */
export function batchConflict(act: BatchAct, status: BatchStatus): AppError {
  return new AppError('conflict', 'BATCH_STATUS', `That is not possible now. ${WAYS_ON[status]}`, { details: { act } });
}
