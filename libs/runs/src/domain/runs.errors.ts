import { AppError, notFound } from '@groundswell/kernel';
import type { ApprovalRefusal } from './approval.js';
import type { RunRefusal } from './run.js';

/** The answer for a run that does not exist or may not be read. */
export function runNotFound(): AppError {
  return notFound('run');
}

/** Why a person's wish about a run came to nothing. */
export function runConflict(refusal: RunRefusal): AppError {
  switch (refusal) {
    case 'ended':
      return new AppError('conflict', 'RUN_ENDED', 'This run is over. Start it again if you need another one.');
    case 'stale':
      return new AppError('conflict', 'RUN_MOVED_ON', 'This run moved on while you were looking. Look again.');
    case 'out-of-turn':
      return new AppError('conflict', 'RUN_NOT_WAITING', 'This run does not wait for that now. Look again.');
  }
}

/** Why a person's answer to an approval does not count. */
export function approvalConflict(refusal: ApprovalRefusal): AppError {
  switch (refusal) {
    case 'settled':
      return new AppError('conflict', 'APPROVAL_SETTLED', 'Someone answered this already. Reload to see the answer.');
    case 'expired':
      return new AppError('conflict', 'APPROVAL_EXPIRED', 'This question has expired. Start the run again.');
    case 'other-arguments':
      return new AppError(
        'conflict',
        'APPROVAL_ARGUMENTS_CHANGED',
        'The call is not the one that you saw. Reload, read it again, and decide on what stands there then.',
      );
    case 'not-yours':
      return new AppError(
        'forbidden',
        'APPROVAL_NOT_YOURS',
        'Someone else must decide this: you already agreed, or you are not among those who are asked.',
      );
  }
}

/** Thrown when a worker finds that it no longer holds the run: it stops and touches nothing. */
export class LeaseLost extends Error {
  constructor() {
    super('Another worker, or a person, moved the run on.');
    this.name = 'LeaseLost';
  }
}
