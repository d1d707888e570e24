import { Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound, type RunId } from '@groundswell/kernel';
import { IdentityLoaders, Permissions, PersonType } from '@groundswell/identity';
import { CurrentActor, Database, type Actor, type RequestContext } from '@groundswell/platform';
import {
  versionTypeOf,
  WorkflowLibrary,
  WorkflowLoaders,
  WorkflowType,
  WorkflowVersionType,
} from '@groundswell/workflows';
import { isEnd, phaseOf } from '../domain/run.js';
import { RunAccess, runSubject } from '../show-runs/run-access.js';
import { stepTypeOf } from './run-shapes.js';
import { RunLoaders } from './run.loaders.js';
import { isRetryable } from '../domain/retry.js';
import { ApprovalType, RunActionsType, RunType, StepType } from './run.type.js';

/** What a run is about, who ran it, what it did, and what this person may do with it. */
@Resolver(() => RunType)
export class RunFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly loaders: RunLoaders,
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
    private readonly library: WorkflowLibrary,
    private readonly permissions: Permissions,
    private readonly access: RunAccess,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() run: RunType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, run.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => WorkflowVersionType)
  async version(@Parent() run: RunType, @Context() context: RequestContext): Promise<WorkflowVersionType> {
    const version = await this.workflows.version(context, run.versionId);
    if (version === null) throw notFound('version');
    return versionTypeOf(version);
  }

  @ResolveField(() => PersonType)
  async actor(@Parent() run: RunType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, run.actorId);
  }

  @ResolveField(() => [StepType])
  async steps(@Parent() run: RunType, @Context() context: RequestContext): Promise<StepType[]> {
    return (await this.loaders.steps(context, run.id)).map((step) => stepTypeOf(step, run));
  }

  @ResolveField(() => ApprovalType, { nullable: true })
  async pendingApproval(
    @Parent() run: RunType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ApprovalType | null> {
    const approval = await this.loaders.waitingApproval(context, run.id);
    if (approval === null) return null;
    const mayDecide = await this.mayDecide(run, actor, context);
    const { id, stepId, toolId, argumentsDigest, reason, requestedAt, expiresAt } = approval;
    return {
      id,
      stepId,
      toolId,
      arguments: approval.arguments,
      argumentsDigest,
      reason,
      requestedAt,
      expiresAt,
      mayDecide,
    };
  }

  @ResolveField(() => RunActionsType)
  async can(
    @Parent() run: RunType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunActionsType> {
    const ended = isEnd(phaseOf(run.status, run.waitingFor));
    const may = (permission: string): boolean => this.permissions.can(actor, permission, runSubject(run));
    const workflow = await this.workflows.workflow(context, run.workflowId);
    const mayRun = workflow !== null && this.permissions.can(actor, 'workflow.run', this.library.subject(workflow));
    const mayStart = mayRun && this.permissions.can(actor, 'run.start');
    const past = { mode: run.mode, status: run.status, outcome: run.storedOutcome };
    return {
      cancel: !ended && may('run.cancel'),
      approve: run.waitingFor === 'outcomeUnknown' ? may('run.approve') : await this.mayDecide(run, actor, context),
      confirm:
        ended && run.status !== 'cancelled' && run.mode !== 'practice' && run.purpose === 'work' && may('run.confirm'),
      rerun: ended && run.mode !== 'recorded' && mayStart,
      retry:
        mayStart &&
        run.actorId === actor.personId &&
        isRetryable(past) &&
        (await this.loaders.retryOf(context, run.id)) === null,
    };
  }

  @ResolveField(() => ID, { nullable: true, description: 'The run that took the place of this one.' })
  retriedBy(@Parent() run: RunType, @Context() context: RequestContext): Promise<RunId | null> {
    return this.loaders.retryOf(context, run.id);
  }

  private async mayDecide(run: RunType, actor: Actor, context: RequestContext): Promise<boolean> {
    const approval = await this.loaders.waitingApproval(context, run.id);
    if (approval === null) return false;
    const { id, organisationId, workflowId, actorId } = run;
    return this.database.transaction(actor.organisationId, (tx) =>
      this.access.mayDecide(tx, actor, { id, organisationId, workflowId, actorId }, approval),
    );
  }
}
