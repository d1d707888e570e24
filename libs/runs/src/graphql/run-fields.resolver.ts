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
import { callPreviewOf, stepTypeOf } from './run-shapes.js';
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
    const { mayDecide, mayEdit } = await this.mayAnswer(run, actor, context);
    const { id, stepId, toolId, argumentsDigest, reason, requestedAt, expiresAt } = approval;
    const steps = approval.previewStepId === null ? [] : await this.loaders.steps(context, run.id);
    const preview = steps.find((step) => step.id === approval.previewStepId);
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
      mayEdit,
      originalArguments: approval.originalArguments,
      preview: preview === undefined ? null : callPreviewOf(preview.result),
      editedById: approval.editedById,
      agreedByIds: [...new Set(approval.grants.map((grant) => grant.personId))],
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
      approve:
        run.waitingFor === 'outcomeUnknown'
          ? may('run.approve')
          : (await this.mayAnswer(run, actor, context)).mayDecide,
      settle: (ended || run.waitingFor === 'outcomeUnknown') && may('run.approve'),
      confirm:
        ended && run.status !== 'cancelled' && run.mode !== 'practice' && run.purpose === 'work' && may('run.confirm'),
      rerun: ended && run.mode !== 'recorded' && mayStart,
      retry:
        mayStart &&
        run.actorId === actor.personId &&
        isRetryable(past) &&
        (await this.loaders.retryOf(context, run.id)) === null,
      answer: this.access.mayAnswer(actor, run),
      makeTestCase:
        run.status === 'succeeded' &&
        run.storedOutcome !== 'rejected' &&
        workflow !== null &&
        this.permissions.can(actor, 'workflow.edit', this.library.subject(workflow)),
    };
  }

  @ResolveField(() => ID, { nullable: true, description: 'The run that took the place of this one.' })
  retriedBy(@Parent() run: RunType, @Context() context: RequestContext): Promise<RunId | null> {
    return this.loaders.retryOf(context, run.id);
  }

  private async mayAnswer(
    run: RunType,
    actor: Actor,
    context: RequestContext,
  ): Promise<{ readonly mayDecide: boolean; readonly mayEdit: boolean }> {
    const approval = await this.loaders.waitingApproval(context, run.id);
    if (approval === null) return { mayDecide: false, mayEdit: false };
    const { id, organisationId, workflowId, actorId } = run;
    const facts = { id, organisationId, workflowId, actorId };
    return this.database.transaction(actor.organisationId, async (tx) => ({
      mayDecide: await this.access.mayDecide(tx, actor, facts, approval),
      mayEdit: await this.access.mayEdit(tx, actor, facts, approval),
    }));
  }
}

/** Who changed a call, and who has agreed to it so far. */
@Resolver(() => ApprovalType)
export class ApprovalPeopleResolver {
  constructor(private readonly people: IdentityLoaders) {}

  @ResolveField(() => PersonType, { nullable: true })
  async editedBy(
    @Parent() { editedById }: ApprovalType,
    @Context() context: RequestContext,
  ): Promise<PersonType | null> {
    return editedById === null ? null : this.people.person(context, editedById);
  }

  @ResolveField(() => [PersonType], { description: 'Who said yes to the call as it is, while others are still asked.' })
  async agreedBy(@Parent() { agreedByIds }: ApprovalType, @Context() context: RequestContext): Promise<PersonType[]> {
    return Promise.all(agreedByIds.map((id) => this.people.person(context, id)));
  }
}

/** Who changed the arguments of a call before it was approved. */
@Resolver(() => StepType)
export class StepPeopleResolver {
  constructor(private readonly people: IdentityLoaders) {}

  @ResolveField(() => PersonType, { nullable: true })
  async editedBy(@Parent() { editedById }: StepType, @Context() context: RequestContext): Promise<PersonType | null> {
    return editedById === null ? null : this.people.person(context, editedById);
  }
}
