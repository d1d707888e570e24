/**
 * A run came to an end. Payload: `runId`, `workflowId`, `versionId`, `actorId`, `mode`, `trigger`, `purpose`, `parentRunId`,
 * `status`, `endedAt` (ISO 8601); for a run recorded by hand also `outcome` and `humanMinutes`, which the person gave along.
 */
export const RUN_FINISHED = 'run.finished';

/** A budget passed a threshold. Payload: `level`, `targetId`, `name`, `month`, `percent`, `spentMicros`, `limitMicros`. */
export const BUDGET_WARNED = 'budget.warned';

/** Signal to every process: something about a run changed. Payload: the run's id. */
export const RUN_CHANGED_SIGNAL = 'runs.changed';

/** Signal to every process: a batch moved, or one of its rows was begun. Payload: the batch's id. */
export const BATCH_CHANGED_SIGNAL = 'batches.changed';

/** Signal to the process whose worker holds a run: stop. Payload: the run's id. */
export const RUN_INTERRUPT_SIGNAL = 'runs.interrupt';

/** The queue's task that says "look at this run". Payload: `organisationId`, `runId`. */
export const LOOK_AT_TASK = 'runs.look-at';

/** Signal from the worker that asks a model: a part of its words. Payload: the run's id, a space, the part as JSON. */
export const RUN_WORDS_SIGNAL = 'runs.words';

/** Signal to workers: somebody watches these runs. Payload: `join` for those who were told nothing yet or `stay`, then ids. */
export const RUN_LISTENERS_SIGNAL = 'runs.listeners';

/** Those whom a run asks were reminded. Payload: `runId`, `workflowId`, `waitingFor`, `waitsUntil` (ISO 8601 or null). */
export const RUN_WAIT_REMINDED = 'run.wait.reminded';
