import { Injectable } from '@nestjs/common';
import { notFound, type OrganisationId, type PersonId, type RunId, type WorkflowId } from '@groundswell/kernel';
import { IdentityLoaders, Permissions, type PersonType } from '@groundswell/identity';
import type { Actor, RequestContext } from '@groundswell/platform';
import { WorkflowLibrary, WorkflowLoaders, type WorkflowType } from '@groundswell/workflows';
import type { ScheduleState } from '../domain/schedule.js';
import { runSubject } from '../show-runs/run-access.js';
import { runTypeOf } from './run-shapes.js';
import { RunLoaders } from './run.loaders.js';
import type { RunType } from './run.type.js';
import type { TriggerActionsType } from './trigger.type.js';

/** What a schedule and a webhook have in common. */
interface Trigger {
  readonly id: string;
  readonly organisationId: OrganisationId;
  readonly ownerId: PersonId;
  readonly workflowId: WorkflowId;
  readonly state: ScheduleState;
  readonly pauseCode: string | null;
}

/** What schedules and webhooks show alike: of what they are, whose, which run came of them, and what this person may do. */
@Injectable()
export class TriggerFacts {
  constructor(
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
    private readonly library: WorkflowLibrary,
    private readonly runs: RunLoaders,
    private readonly permissions: Permissions,
  ) {}

  async workflow(context: RequestContext, id: WorkflowId): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, id);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  async person(context: RequestContext, id: PersonId): Promise<PersonType> {
    return this.people.person(context, id);
  }

  /** Null where none came of it, and for whoever may not see it. */
  async run(context: RequestContext, actor: Actor, id: RunId | null): Promise<RunType | null> {
    const run = id === null ? null : await this.runs.run(context, id);
    return run !== null && this.permissions.can(actor, 'run.read', runSubject(run)) ? runTypeOf(run) : null;
  }

  async actions(
    context: RequestContext,
    actor: Actor,
    kind: 'schedule' | 'webhook',
    { id, organisationId, ownerId, workflowId, state, pauseCode }: Trigger,
  ): Promise<TriggerActionsType> {
    const subject = { type: kind, id, organisationId, ownerId };
    const mayMake = this.permissions.can(actor, `${kind}.create`, { ...subject, ownerId: actor.personId });
    const mayRest = this.permissions.can(actor, `${kind}.pause`, subject);
    const own = ownerId === actor.personId && mayMake;
    const workflow = await this.workflows.workflow(context, workflowId);
    const answers = workflow !== null && [workflow.ownerId, workflow.operatorOwnerId].includes(actor.personId);
    const mayRun = workflow !== null && this.permissions.can(actor, 'workflow.run', this.library.subject(workflow));
    return {
      change: own && state !== 'ended',
      pause: mayRest && state === 'active',
      resume: own && state === 'paused',
      takeOver: pauseCode === 'OWNER_LEFT' && ownerId !== actor.personId && answers && mayRun && mayMake,
      end: mayRest && state !== 'ended',
    };
  }
}
