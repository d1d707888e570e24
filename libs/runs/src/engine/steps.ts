import { newId, type RunId, type OrganisationId, type StepId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { insertRow, snakeCase, storedValue } from '../persistence/insert-row.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
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

/** Stores a step. */
export async function storeStep(tx: Tx, place: StepPlace, start: StepStart): Promise<RunStepEntity> {
  const step = Object.assign(new RunStepEntity(), {
    id: newId<StepId>(start.startedAt.getTime()),
    useIndex: null,
    toolId: null,
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
    endedAt: null,
    ...start,
    ...place,
  });
  await insertRow(tx, 'run_steps', step, JSON_FIELDS);
  return step;
}

/** Stores the next step of a worker, in the transaction of what it stands for. It joins the worker's view on commit. */
export async function beginStep(tx: Tx, work: RunWork, start: StepStart): Promise<RunStepEntity> {
  const { organisationId, id: runId, mode } = work.run;
  const step = await storeStep(tx, { organisationId, runId, seq: nextSeq(work), practice: mode === 'practice' }, start);
  tx.afterCommit(() => {
    work.steps.push(step);
  });
  return step;
}

/** Settles or changes a step. */
export async function changeStep(tx: Tx, step: RunStepEntity, change: StepChange): Promise<void> {
  const params: unknown[] = [step.organisationId, step.id];
  const sets = (Object.keys(change) as (keyof StepChange)[]).map((field) => {
    params.push(storedValue(change[field], JSON_FIELDS.has(field)));
    return `${snakeCase(field)} = $${params.length}`;
  });
  await tx.query(`UPDATE run_steps SET ${sets.join(', ')} WHERE organisation_id = $1 AND id = $2`, params);
  tx.afterCommit(() => {
    Object.assign(step, change);
  });
}
