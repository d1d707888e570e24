/** Why a worker is interrupted that is about to stop with its process: its calls are let end. */
export const DRAINING = new Error('The process is stopping.');

const known = new WeakMap<AbortSignal, AbortSignal>();

/**
 * The signal that cuts off the calls of a run: aborted with the worker's own, because the run ended or is another worker's now,
 * but not when the process merely stops.
 */
export function cutSignal(worker: AbortSignal): AbortSignal {
  const made = known.get(worker);
  if (made !== undefined) return made;
  const controller = new AbortController();
  const follow = (): void => {
    if (worker.reason !== DRAINING) controller.abort();
  };
  if (worker.aborted) follow();
  else worker.addEventListener('abort', follow, { once: true });
  known.set(worker, controller.signal);
  return controller.signal;
}
