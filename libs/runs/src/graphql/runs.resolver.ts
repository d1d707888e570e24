import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { isId, notFound } from '@groundswell/kernel';
import { CurrentActor, Database, Permission, SignedIn, type Actor } from '@groundswell/platform';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { EditApprovalService } from '../edit-approval/edit-approval.service.js';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { RecordRunService } from '../record-run/record-run.service.js';
import { SettleOutcomeService } from '../settle-outcome/settle-outcome.service.js';
import { ApprovalsWaitingQuery } from '../show-runs/approvals-waiting.query.js';
import { ListRunsQuery } from '../show-runs/list-runs.query.js';
import { RunAccess } from '../show-runs/run-access.js';
import { StartRunService } from '../start-run/start-run.service.js';
import {
  argumentsOf,
  DecideApprovalInput,
  EditApprovalInput,
  inputsOf,
  RecordRunInput,
  RunFilterInput,
  SettleOutcomeInput,
  StartRunInput,
} from './run.input.js';
import { runTypeOf } from './run-shapes.js';
import { RunPageType, RunRefusedType, RunType, StartRunResultType } from './run.type.js';

const APPROVALS_SHOWN = 100;

/** Reads runs. */
@Resolver(() => RunType)
export class RunsResolver {
  constructor(
    private readonly database: Database,
    private readonly list: ListRunsQuery,
    private readonly access: RunAccess,
    private readonly waiting: ApprovalsWaitingQuery,
  ) {}

  @Permission('run.read')
  @Query(() => RunPageType)
  async runs(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => RunFilterInput, nullable: true }) filter: RunFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 30 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<RunPageType> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const page = await this.list.page(tx, actor, filter ?? {}, first, after ?? null);
      return { ...page, items: page.items.map(runTypeOf) };
    });
  }

  @SignedIn('The service shows own runs, all to those who oversee, and those that ask this person something.')
  @Query(() => RunType, { nullable: true })
  async run(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<RunType | null> {
    const run = await this.database.transaction(actor.organisationId, (tx) => this.access.findReadable(tx, actor, id));
    return run === null ? null : runTypeOf(run);
  }

  @SignedIn('Only approvals for which this very person is asked.')
  @Query(() => [RunType])
  async approvalsWaiting(@CurrentActor() actor: Actor): Promise<RunType[]> {
    const runs = await this.database.transaction(actor.organisationId, (tx) =>
      this.waiting.ofPerson(tx, actor, APPROVALS_SHOWN),
    );
    return runs.map(runTypeOf);
  }
}

/** Starts and moves runs. */
@Resolver(() => RunType)
export class MoveRunsResolver {
  constructor(
    private readonly starts: StartRunService,
    private readonly records: RecordRunService,
    private readonly cancels: CancelRunService,
    private readonly approvals: DecideApprovalService,
    private readonly outcomes: SettleOutcomeService,
    private readonly edits: EditApprovalService,
  ) {}

  @Permission('run.start')
  @Mutation(() => StartRunResultType)
  async startRun(@CurrentActor() actor: Actor, @Args('input') input: StartRunInput): Promise<RunType | RunRefusedType> {
    const answer = await this.starts.start(actor, {
      workflowId: knownId<WorkflowId>(input.workflowId, 'workflow'),
      versionId: input.versionId ? knownId<WorkflowVersionId>(input.versionId, 'version') : null,
      inputs: inputsOf(input.inputs),
      mode: input.mode,
      idempotencyKey: input.idempotencyKey,
      retryOf: input.retryOf ?? null,
    });
    return answer.refused === undefined ? runTypeOf(answer.run) : answer.refused;
  }

  @Permission('run.record')
  @Mutation(() => RunType)
  async recordRun(@CurrentActor() actor: Actor, @Args('input') input: RecordRunInput): Promise<RunType> {
    const workflowId = knownId<WorkflowId>(input.workflowId, 'workflow');
    return runTypeOf(await this.records.record(actor, { ...input, workflowId, inputs: inputsOf(input.inputs) }));
  }

  @Permission('run.cancel')
  @Mutation(() => RunType)
  async cancelRun(@CurrentActor() actor: Actor, @Args('runId', { type: () => ID }) runId: string): Promise<RunType> {
    return runTypeOf(await this.cancels.cancel(actor, runId));
  }

  @SignedIn('The approval itself names who is asked; everybody else is refused by the service.')
  @Mutation(() => RunType)
  async decideApproval(@CurrentActor() actor: Actor, @Args('input') input: DecideApprovalInput): Promise<RunType> {
    return runTypeOf(await this.approvals.decide(actor, { ...input, reason: input.reason ?? null }));
  }

  @SignedIn('The approval itself names who is asked; everybody else is refused by the service.')
  @Mutation(() => RunType, { description: 'Changes the call that a run asks about, and approves it as it is then.' })
  async editApproval(@CurrentActor() actor: Actor, @Args('input') input: EditApprovalInput): Promise<RunType> {
    return runTypeOf(await this.edits.edit(actor, { ...input, arguments: argumentsOf(input.arguments) }));
  }

  @Permission('run.approve')
  @Mutation(() => RunType, { description: 'A person says what became of a write whose answer was lost.' })
  async settleOutcome(@CurrentActor() actor: Actor, @Args('input') input: SettleOutcomeInput): Promise<RunType> {
    return runTypeOf(await this.outcomes.settle(actor, input.stepId, input.verdict, input.reason));
  }
}

function knownId<T extends string>(id: string, what: string): T {
  if (!isId(id)) throw notFound(what);
  return id as T;
}
