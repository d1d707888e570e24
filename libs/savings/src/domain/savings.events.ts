/** A line was added to the time ledger. Payload: `entryId`, `runId`, `workflowId`. */
export const TIME_ENTRY_ADDED = 'time-entry.added';
/** A workflow has a new baseline. Payload: `baselineId`, `workflowId`, `first` (true when it had none before). */
export const BASELINE_SET = 'baseline.set';
/** News of the runs library that savings listens to: a run is over. Payload: `runId`; for recorded runs `humanMinutes`. */
export const RUN_FINISHED = 'run.finished';
