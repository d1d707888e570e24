import { AppError } from '@groundswell/kernel';

/** Invariant: nobody grants what they asked for themselves. */
export function ownRequest(): AppError {
  return new AppError(
    'forbidden',
    'REQUEST_OWN',
    'You asked for this yourself, so another steward or owner must answer it.',
  );
}

/** The thing is there already, so there is nothing to ask for. */
export function requestNotNeeded(message: string): AppError {
  return new AppError('conflict', 'REQUEST_NOT_NEEDED', message);
}

/** A request that is granted by doing something elsewhere, which is not done yet. */
export function requestNotDone(message: string): AppError {
  return new AppError('conflict', 'REQUEST_NOT_DONE', message);
}

/** A rule past which no exception leads. */
export function ruleNotPassable(message: string): AppError {
  return new AppError('conflict', 'REQUEST_NOT_POSSIBLE', message);
}
