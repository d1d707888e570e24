import type { Type } from '@nestjs/common';
import { AppError, type Clock, newId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { ConnectorsModule } from '@groundswell/connectors';
import { IdentityModule } from '@groundswell/identity';
import { PoliciesModule } from '@groundswell/policies';
import { RunsModule } from '@groundswell/runs';
import {
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  StartDraftService,
  SubmitVersionService,
  WorkflowsModule,
} from '@groundswell/workflows';
import { SavingsModule } from './savings.module.js';

/** What a fixture needs of a booted spec. */
interface SpecApp {
  readonly clock: Clock;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** The modules that a spec of this library boots: those of a server, without its faces. */
export const SPEC_MODULES = [
  IdentityModule,
  PoliciesModule,
  WorkflowsModule,
  ConnectorsModule,
  RunsModule,
  SavingsModule,
];

/** A workflow in pilot, built by one person and published by the owner of the organisation. */
export async function makeWorkflow(
  app: SpecApp,
  organisation: { readonly owner: Actor },
  builder: Actor,
  teamId: TeamId,
): Promise<WorkflowId> {
  const wanted = { title: 'Checks an invoice', task: 'Each one is compared with its order.', teamId };
  const workflow = await app.get(RegisterWorkflowService).register(builder, wanted);
  const draft = await app.get(StartDraftService).start(builder, workflow.id);
  const saved = await app.get(SaveDraftService).save(builder, {
    versionId: draft.id,
    revision: draft.revision,
    instructions: 'Compare the invoice {{inputs.invoice}} with its order.',
    inputSchema: { type: 'object', required: ['invoice'], properties: { invoice: { type: 'string' } } },
    sampleInputs: { invoice: 'RE-1' },
    model: 'claude-haiku-5-5',
    maxTurns: 8,
    maxCostMicros: 250_000,
    bindings: [],
    changeNote: 'What it does first.',
  });
  const { id: versionId, revision } = await app.get(SubmitVersionService).submit(builder, saved.id, 30);
  const review = { versionId, revision, approve: true, comment: '', reviewMinutes: 5 };
  const result = await app.get(ReviewVersionService).review(organisation.owner, review);
  if (result.kind === 'blocked') throw new Error(result.reasons.map((reason) => reason.message).join(' '));
  return workflow.id;
}

/** A run as a spec wants it; what it leaves out is a run of a person that succeeded. */
export interface WantedRun {
  readonly mode?: 'live' | 'practice' | 'recorded';
  readonly trigger?: 'person' | 'schedule' | 'hand';
  readonly purpose?: 'work' | 'evaluation' | 'rehearsal';
  readonly status?: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'stopped';
  readonly outcome?: 'accepted' | 'edited' | 'rejected' | null;
  readonly parentRunId?: RunId | null;
  readonly retryOfId?: RunId | null;
  readonly startedAt?: Date;
  readonly seconds?: number;
  readonly id?: RunId;
}

/**
 * A run in the table of the library below, past its engine. What savings does not look at gets the emptiest value of its
 * type, so that the table may grow without this fixture.
 */
export async function makeRun(
  app: SpecApp,
  actor: Actor,
  workflowId: WorkflowId,
  wanted: WantedRun = {},
): Promise<RunId> {
  const { id = newId<RunId>(), mode = 'live', trigger = 'person', purpose = 'work', status = 'succeeded' } = wanted;
  const { outcome = null, parentRunId = null, retryOfId = null, startedAt = app.clock.now(), seconds = 120 } = wanted;
  const endedAt = status === 'running' ? null : new Date(startedAt.getTime() + seconds * 1_000);
  const facts = {
    ...{ id, mode, trigger, purpose, status, outcome },
    organisation_id: actor.organisationId,
    workflow_id: workflowId,
    actor_id: actor.personId,
    parent_run_id: parentRunId,
    retry_of_id: retryOfId,
    idempotency_key: id,
    created_at: startedAt,
    started_at: startedAt,
    ended_at: endedAt,
  };
  await app.get(Database).transaction(actor.organisationId, async (tx) => {
    const columns = await tx.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
        WHERE attrelid = 'runs'::regclass AND attnum > 0 AND attnotnull AND NOT attisdropped`,
    );
    const empty = Object.fromEntries(columns.map(({ name, type }) => [name, emptiest(type)]));
    await tx.query(`INSERT INTO runs SELECT * FROM json_populate_record(NULL::runs, $1)`, [
      JSON.stringify({ ...empty, ...facts }),
    ]);
  });
  return id;
}

function emptiest(type: string): unknown {
  if (type === 'uuid') return newId();
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'bigint' || type === 'numeric') return 0;
  if (type === 'json' || type === 'jsonb') return {};
  return '';
}

/** The code that some work is refused with; a spec whose work is allowed fails. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was allowed.');
}
