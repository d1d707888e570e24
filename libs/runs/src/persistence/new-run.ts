import type { Tx } from '@groundswell/platform';
import { NO_LABELS } from '../domain/run-labels.js';
import { statusOf, waitOf, type RunState } from '../domain/run.js';
import { insertRow } from './insert-row.js';
import { RunEntity } from './run.entity.js';

type Given = Pick<
  RunEntity,
  | 'id'
  | 'organisationId'
  | 'workflowId'
  | 'versionId'
  | 'versionNumber'
  | 'versionDigest'
  | 'teamId'
  | 'actorId'
  | 'mode'
  | 'trigger'
  | 'purpose'
  | 'inputs'
  | 'model'
  | 'maxTurns'
  | 'maxCostMicros'
  | 'idempotencyKey'
  | 'requestDigest'
  | 'createdAt'
> &
  Partial<
    Pick<
      RunEntity,
      | 'output'
      | 'outputText'
      | 'outcome'
      | 'note'
      | 'parentRunId'
      | 'maxTokens'
      | 'maxMinutes'
      | 'retryOfId'
      | 'privateData'
      | 'untrustedContent'
      | 'reachedOutside'
    >
  >;

const JSON_FIELDS: ReadonlySet<keyof RunEntity> = new Set(['inputs', 'output', 'failure']);

/**
 * Stores a run in the state in which it is born.
 * @returns null when the same actor used the idempotency key before
 */
export async function insertRun(tx: Tx, given: Given, state: RunState): Promise<RunEntity | null> {
  const run = Object.assign(new RunEntity(), {
    parentRunId: null,
    maxTokens: null,
    maxMinutes: null,
    retryOfId: null,
    status: statusOf(state.phase),
    waitingFor: waitOf(state.phase),
    waitsUntil: state.waitsUntil,
    revision: state.revision,
    turns: state.turns,
    ...NO_LABELS,
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    costPicoUsd: 0n,
    costMicros: 0,
    output: null,
    outputText: null,
    failure: state.failure,
    outcome: null,
    note: null,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    leaseOwner: null,
    leaseProcess: null,
    leaseUntil: null,
    faults: 0,
    ...given,
  });
  return (await insertRow(tx, 'runs', run, JSON_FIELDS, { onConflict: 'skip' })) ? run : null;
}
