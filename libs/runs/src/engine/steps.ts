import { newId, type RunId, type OrganisationId, type StepId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { LeaseLost } from '../domain/runs.errors.js';
import { insertRow, type InsertOptions, snakeCase, storedValue } from '../persistence/insert-row.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import { isHeld, maySettle, type Lease } from './lease.js';
import { nextSeq, type RunWork } from './run-work.js';

const JSON_FIELDS: ReadonlySet<keyof RunStepEntity> = new Set(['arguments', 'reply', 'result', 'explanation']);

export type StepStart = Pick<RunStepEntity, 'kind' | 'status' | 'title' | 'turn' | 'startedAt'> &
  Partial<RunStepEntity>;
type StepChange = Partial<Omit<RunStepEntity, 'id' | 'organisationId' | 'runId' | 'seq' | 'kind' | 'startedAt'>>;

/** Where a step belongs. */
interface StepPlace {
  readonly organisationId: OrganisationId;
  readonly runId: RunId;
  readonly seq: number;
  readonly practice: boolean;
}

/** Stores a step. Null when its number is taken, which only `skip` allows, or where the condition does not hold. */
export async function storeStep(
  tx: Tx,
  place: StepPlace,
  start: StepStart,
  options: InsertOptions = {},
): Promise<RunStepEntity | null> {
  const step = Object.assign(new RunStepEntity(), {
    id: newId<StepId>(start.startedAt.getTime()),
    useIndex: null,
    toolId: null,
    childRunId: null,
    arguments: null,
    repeatable: false,
    reply: null,
    replyEnd: null,
    replyDetail: null,
    result: null,
    told: null,
    text: null,
    explanation: null,
    costPicoUsd: null,
    costMicros: null,
    auditEntryId: null,
    editedById: null,
    endedAt: null,
    ...start,
    ...place,
  });
  return (await insertRow(tx, 'run_steps', step, JSON_FIELDS, options)) ? step : null;
}

/**
 * Stores the next step of a worker, in the transaction of what it stands for, if the worker still holds the run. It joins the
 * worker's view on commit.
 * @throws LeaseLost
 */
export async function beginStep(tx: Tx, work: RunWork, start: StepStart): Promise<RunStepEntity> {
  const { organisationId, id: runId, mode } = work.run;
  const place = { organisationId, runId, seq: nextSeq(work), practice: mode === 'practice' };
  const step = await storeStep(tx, place, start, { onConflict: 'skip', onlyIf: (param) => isHeld(work.lease, param) });
  // The run is no longer ours; another worker may have taken this number.
  if (step === null) throw new LeaseLost();
  tx.afterCommit(() => {
    work.steps.push(step);
  });
  return step;
}

/**
 * Makes a call that was begun before its own again: at most one worker gets it.
 * @throws LeaseLost
 */
export async function reclaimStep(
  tx: Tx,
  step: RunStepEntity,
  change: Pick<RunStepEntity, 'auditEntryId' | 'repeatable'>,
): Promise<void> {
  const mine = await tx.write(
    `UPDATE run_steps SET audit_entry_id = $4, repeatable = $5
      WHERE organisation_id = $1 AND id = $2 AND status = 'intended' AND audit_entry_id IS NOT DISTINCT FROM $3`,
    [step.organisationId, step.id, step.auditEntryId, change.auditEntryId, change.repeatable],
  );
  if (mine === 0) throw new LeaseLost();
  tx.afterCommit(() => {
    Object.assign(step, change);
  });
}

/** Settles or changes a step. */
export async function changeStep(tx: Tx, step: RunStepEntity, change: StepChange): Promise<void> {
  await updateStep(tx, step, change, () => 'TRUE');
}

/** Stores what became of a step, if this worker may still say so. @returns whether it was stored, see {@link maySettle} */
export async function settleStep(tx: Tx, lease: Lease, step: RunStepEntity, change: StepChange): Promise<boolean> {
  return updateStep(tx, step, change, (param) => maySettle(lease, step, param));
}

async function updateStep(
  tx: Tx,
  step: RunStepEntity,
  change: StepChange,
  onlyIf: (param: (value: unknown) => string) => string,
): Promise<boolean> {
  const params: unknown[] = [step.organisationId, step.id];
  const param = (value: unknown) => `$${params.push(value)}`;
  const sets = (Object.keys(change) as (keyof StepChange)[]).map(
    (field) => `${snakeCase(field)} = ${param(storedValue(change[field], JSON_FIELDS.has(field)))}`,
  );
  const changed = await tx.write(
    `UPDATE run_steps s SET ${sets.join(', ')} WHERE s.organisation_id = $1 AND s.id = $2 AND ${onlyIf(param)}`,
    params,
  );
  if (changed === 0) return false;
  tx.afterCommit(() => {
    Object.assign(step, change);
  });
  return true;
}
