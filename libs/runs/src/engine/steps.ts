import { newId, type StepId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import { nextSeq, type RunWork } from './run-work.js';

/** How each field of a step is stored. */
const STORED = {
  id: 'uuid',
  organisationId: 'uuid',
  runId: 'uuid',
  seq: 'integer',
  turn: 'integer',
  useIndex: 'integer',
  kind: 'text',
  status: 'text',
  title: 'text',
  practice: 'boolean',
  toolId: 'uuid',
  arguments: 'json',
  repeatable: 'boolean',
  reply: 'json',
  replyEnd: 'text',
  replyDetail: 'text',
  result: 'json',
  told: 'text',
  text: 'text',
  explanation: 'json',
  costPicoUsd: 'bigint',
  costMicros: 'bigint',
  auditEntryId: 'uuid',
  startedAt: 'timestamptz',
  endedAt: 'timestamptz',
} as const satisfies Record<keyof RunStepEntity, string>;

type StepField = keyof typeof STORED;
type StepStart = Pick<RunStepEntity, 'kind' | 'status' | 'title' | 'turn' | 'startedAt'> & Partial<RunStepEntity>;
type StepChange = Partial<Omit<RunStepEntity, 'id' | 'organisationId' | 'runId' | 'seq' | 'kind' | 'startedAt'>>;

const FIELDS = Object.keys(STORED) as StepField[];
const COLUMNS = FIELDS.map(snakeCase).join(', ');
const PLACES = FIELDS.map((_, index) => `$${index + 1}`).join(', ');

/** Stores a new step, in the transaction of what it stands for. It joins the worker's view when that commits. */
export async function beginStep(tx: Tx, work: RunWork, start: StepStart): Promise<RunStepEntity> {
  const step = Object.assign(new RunStepEntity(), {
    id: newId<StepId>(start.startedAt.getTime()),
    organisationId: work.run.organisationId,
    runId: work.run.id,
    seq: nextSeq(work),
    practice: work.run.mode === 'practice',
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
  });
  await tx.query(
    `INSERT INTO run_steps (${COLUMNS}) VALUES (${PLACES})`,
    FIELDS.map((field) => stored(field, step[field])),
  );
  tx.afterCommit(() => {
    work.steps.push(step);
  });
  return step;
}

/** Settles or changes a step. */
export async function changeStep(tx: Tx, step: RunStepEntity, change: StepChange): Promise<void> {
  const params: unknown[] = [step.organisationId, step.id];
  const sets = FIELDS.flatMap((field) => {
    const value = change[field as keyof StepChange];
    if (value === undefined) return [];
    params.push(stored(field, value));
    return [`${snakeCase(field)} = $${params.length}`];
  });
  await tx.query(`UPDATE run_steps SET ${sets.join(', ')} WHERE organisation_id = $1 AND id = $2`, params);
  tx.afterCommit(() => {
    Object.assign(step, change);
  });
}

function stored(field: StepField, value: unknown): unknown {
  if (value === null) return null;
  if (STORED[field] === 'json') return JSON.stringify(value);
  return typeof value === 'bigint' ? value.toString() : value;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
