import { Global, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppError, type Clock, newId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { AuditModule } from '@groundswell/audit';
import { IdentityModule } from '@groundswell/identity';
import { PoliciesModule } from '@groundswell/policies';
import { RunOutcomes } from '@groundswell/runs';
import {
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  StartDraftService,
  SubmitVersionService,
  ToolDirectory,
  WorkflowsModule,
} from '@groundswell/workflows';
import { ConfirmRunService } from './confirm-run/confirm-run.service.js';
import { RunsToConfirmQuery } from './confirm-run/runs-to-confirm.query.js';
import { CorrectTimeEntryService } from './correct-time-entry/correct-time-entry.service.js';
import { BeginAccountsSubscriber } from './estimate-run/begin-accounts.subscriber.js';
import { EstimateRunService } from './estimate-run/estimate-run.service.js';
import { BaselineEntity } from './persistence/baseline.entity.js';
import { EndedRunsQuery } from './persistence/ended-runs.query.js';
import { TimeEntryEntity } from './persistence/time-entry.entity.js';
import { TimeLedger } from './persistence/time-ledger.js';
import { WaitingMinutesEntity } from './persistence/waiting-minutes.entity.js';
import { WaitingMinutes } from './persistence/waiting-minutes.js';
import { SetBaselineService } from './set-baseline/set-baseline.service.js';
import { ListTimeEntriesQuery } from './time-entries/list-time-entries.query.js';

class NoTools extends ToolDirectory {
  async describe() {
    return new Map<never, never>();
  }

  async writingToolIds() {
    return [];
  }
}

@Global()
@Module({ providers: [{ provide: ToolDirectory, useClass: NoTools }], exports: [ToolDirectory] })
class NoToolsModule {}

/** Notes verdicts on runs as the library below does, without its engine. */
class OutcomesOnly {
  async note(tx: Tx, runId: RunId, outcome: string): Promise<void> {
    await tx.query(`UPDATE runs SET outcome = $2 WHERE id = $1`, [runId, outcome]);
  }
}

/** The services of this library without its GraphQL face, which needs a whole server. */
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([BaselineEntity, TimeEntryEntity, WaitingMinutesEntity])],
  providers: [
    BeginAccountsSubscriber,
    ConfirmRunService,
    CorrectTimeEntryService,
    EndedRunsQuery,
    EstimateRunService,
    ListTimeEntriesQuery,
    { provide: RunOutcomes, useClass: OutcomesOnly },
    RunsToConfirmQuery,
    SetBaselineService,
    TimeLedger,
    WaitingMinutes,
  ],
})
class SavingsServicesModule {}

/** What a fixture needs of a booted spec. */
interface SpecApp {
  readonly clock: Clock;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** The modules that a spec of this library boots. */
export const SPEC_MODULES = [IdentityModule, PoliciesModule, WorkflowsModule, NoToolsModule, SavingsServicesModule];

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
  readonly startedAt?: Date;
  readonly seconds?: number;
  readonly id?: RunId;
}

/** A run in the table of the library below. */
export async function makeRun(
  app: SpecApp,
  actor: Actor,
  workflowId: WorkflowId,
  wanted: WantedRun = {},
): Promise<RunId> {
  const { id = newId<RunId>(), mode = 'live', trigger = 'person', purpose = 'work', status = 'succeeded' } = wanted;
  const { outcome = null, parentRunId = null, startedAt = app.clock.now(), seconds = 120 } = wanted;
  const endedAt = status === 'running' ? null : new Date(startedAt.getTime() + seconds * 1_000);
  await app.get(Database).transaction(actor.organisationId, (tx) =>
    tx.query(`INSERT INTO runs SELECT * FROM json_populate_record(NULL::runs, $1)`, [
      JSON.stringify({
        id,
        organisation_id: actor.organisationId,
        workflow_id: workflowId,
        version_id: newId(),
        version_number: 1,
        version_digest: '',
        team_id: newId(),
        actor_id: actor.personId,
        parent_run_id: parentRunId,
        mode,
        trigger,
        purpose,
        status,
        revision: 1,
        inputs: {},
        model: 'claude-haiku-5-5',
        max_turns: 8,
        max_cost_micros: 100_000,
        turns: 1,
        private_data: false,
        untrusted_content: false,
        reached_outside: false,
        input_tokens: 0,
        output_tokens: 0,
        cache_read_tokens: 0,
        cache_write_tokens: 0,
        cost_pico_usd: 0,
        cost_micros: 0,
        outcome,
        idempotency_key: id,
        request_digest: '',
        created_at: startedAt,
        started_at: startedAt,
        ended_at: endedAt,
      }),
    ]),
  );
  return id;
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
