import type { RunFailure } from '../domain/run-failure.js';

/** The run cannot go on, for a reason that is its own: it ends with that reason. */
export class WorkRefused extends Error {
  constructor(
    readonly failure: RunFailure,
    /** Stopped by a rule or a limit, rather than failed. */
    readonly asStop: boolean,
  ) {
    super(failure.message);
    this.name = 'WorkRefused';
  }
}
