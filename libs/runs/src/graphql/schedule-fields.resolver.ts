import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Clock, notFound } from '@groundswell/kernel';
import { IdentityLoaders, Permissions, PersonType } from '@groundswell/identity';
import { type Actor, CLOCK, CurrentActor, type RequestContext } from '@groundswell/platform';
import { WorkflowLibrary, WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { nextDues } from '../domain/due-times.js';
import { timetableWords } from '../domain/timetable-words.js';
import { timetableOf } from '../schedules/fire-schedule/fire-schedule.service.js';
import type { ScheduleEntity, ScheduleId } from '../persistence/schedule.entity.js';
import { runSubject } from '../show-runs/run-access.js';
import { scheduleSubject } from '../schedules/show-schedules/schedule-access.js';
import { SchedulesQuery } from '../schedules/show-schedules/schedules.query.js';
import { manyLoader } from './many-loader.js';
import { runTypeOf } from './run-shapes.js';
import { RunLoaders } from './run.loaders.js';
import { RunType } from './run.type.js';
import {
  ScheduleActionsType,
  ScheduleFiringPageType,
  ScheduleFiringType,
  ScheduleTroubleType,
  ScheduleType,
} from './schedule.type.js';

const SHOWN_TIMES = 5;
const LAST_FIRING = Symbol('newest due time of schedule');
const SCHEDULE = Symbol('schedule');

/** The GraphQL shape of a schedule. */
export function scheduleTypeOf(schedule: ScheduleEntity): ScheduleType {
  const { id, name, inputs, cron, timeZone, missedRule, missedCap, overlapRule, state } = schedule;
  const { pauseCode, pauseReason, pausedAt, nextDueAt, revision, createdAt, workflowId, ownerId } = schedule;
  return {
    ...{ id, name, inputs, cron, timeZone, missedRule, missedCap, overlapRule, state },
    ...{ pauseCode, pauseReason, pausedAt, nextDueAt, revision, createdAt, workflowId, ownerId },
    words: timetableWords(timetableOf(schedule).line),
    nextTimes: [],
    stored: schedule,
  };
}

/** What a schedule is of, whose it is, when it runs, and what this person may do with it. */
@Resolver(() => ScheduleType)
export class ScheduleFieldsResolver {
  constructor(
    private readonly query: SchedulesQuery,
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
    private readonly library: WorkflowLibrary,
    private readonly permissions: Permissions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() schedule: ScheduleType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, schedule.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() schedule: ScheduleType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, schedule.ownerId);
  }

  @ResolveField()
  nextTimes(@Parent() schedule: ScheduleType): readonly Date[] {
    if (schedule.state !== 'active') return [];
    return nextDues(timetableOf(schedule), this.clock.now(), SHOWN_TIMES);
  }

  @ResolveField(() => ScheduleFiringType, { nullable: true, description: 'Its newest due time.' })
  async lastFiring(
    @Parent() schedule: ScheduleType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ScheduleFiringType | null> {
    return manyLoader(context, LAST_FIRING, (ids: readonly ScheduleId[]) => this.query.lastFirings(actor, ids)).load(
      schedule.id,
    );
  }

  @ResolveField(() => ScheduleFiringPageType, {
    description: 'When it fell due and what came of it, the newest first.',
  })
  async firings(
    @Parent() schedule: ScheduleType,
    @CurrentActor() actor: Actor,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ScheduleFiringPageType> {
    return this.query.firings(actor, schedule.id, after ?? null);
  }

  @ResolveField(() => ScheduleActionsType)
  async can(
    @Parent() { stored, state, workflowId }: ScheduleType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ScheduleActionsType> {
    const own =
      stored.ownerId === actor.personId && this.permissions.can(actor, 'schedule.create', scheduleSubject(stored));
    const rests = this.permissions.can(actor, 'schedule.pause', scheduleSubject(stored));
    const workflow = await this.workflows.workflow(context, workflowId);
    const answers = workflow !== null && [workflow.ownerId, workflow.operatorOwnerId].includes(actor.personId);
    const mayRun = workflow !== null && this.permissions.can(actor, 'workflow.run', this.library.subject(workflow));
    return {
      change: own && state !== 'ended',
      pause: rests && state === 'active',
      resume: own && state === 'paused',
      takeOver: stored.pauseCode === 'OWNER_LEFT' && stored.ownerId !== actor.personId && answers && mayRun,
      end: rests && state !== 'ended',
    };
  }
}

/** The run that a due time led to, for whoever may see it. */
@Resolver(() => ScheduleFiringType)
export class ScheduleFiringResolver {
  constructor(
    private readonly loaders: RunLoaders,
    private readonly permissions: Permissions,
  ) {}

  @ResolveField(() => RunType, { nullable: true })
  async run(
    @Parent() firing: ScheduleFiringType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunType | null> {
    const run = firing.runId === null ? null : await this.loaders.run(context, firing.runId);
    return run !== null && this.permissions.can(actor, 'run.read', runSubject(run)) ? runTypeOf(run) : null;
  }
}

/** The schedule that needs somebody. */
@Resolver(() => ScheduleTroubleType)
export class ScheduleTroubleResolver {
  constructor(private readonly query: SchedulesQuery) {}

  @ResolveField(() => ScheduleType)
  async schedule(
    @Parent() trouble: ScheduleTroubleType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ScheduleType> {
    const schedule = await manyLoader(context, SCHEDULE, (ids: readonly ScheduleId[]) =>
      this.query.byIds(actor, ids),
    ).load(trouble.scheduleId);
    if (schedule === null) throw notFound('schedule');
    return scheduleTypeOf(schedule);
  }
}
