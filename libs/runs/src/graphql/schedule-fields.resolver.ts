import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Clock } from '@groundswell/kernel';
import { PersonType } from '@groundswell/identity';
import { type Actor, CLOCK, CurrentActor, type RequestContext } from '@groundswell/platform';
import { WorkflowType } from '@groundswell/workflows';
import { nextDues } from '../domain/due-times.js';
import { timetableWords } from '../domain/timetable-words.js';
import { timetableOf } from '../schedules/fire-schedule/fire-schedule.service.js';
import type { ScheduleEntity, ScheduleId } from '../persistence/schedule.entity.js';
import { SchedulesQuery } from '../schedules/show-schedules/schedules.query.js';
import { refusedAgain } from '../start-run/kept-refusal.js';
import { manyLoader } from './many-loader.js';
import { RunRefusedType, RunType } from './run.type.js';
import { ScheduleFiringPageType, ScheduleFiringType, ScheduleType } from './schedule.type.js';
import { TriggerFacts } from './trigger-facts.js';
import { TriggerActionsType } from './trigger.type.js';

const SHOWN_TIMES = 5;
const LAST_FIRING = Symbol('newest due time of schedule');

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
    private readonly facts: TriggerFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() schedule: ScheduleType, @Context() context: RequestContext): Promise<WorkflowType> {
    return this.facts.workflow(context, schedule.workflowId);
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() schedule: ScheduleType, @Context() context: RequestContext): Promise<PersonType> {
    return this.facts.person(context, schedule.ownerId);
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

  @ResolveField(() => TriggerActionsType)
  async can(
    @Parent() { stored }: ScheduleType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<TriggerActionsType> {
    return this.facts.actions(context, actor, 'schedule', stored);
  }
}

/** The run that a due time led to, for whoever may see it, or what it was refused with. */
@Resolver(() => ScheduleFiringType)
export class ScheduleFiringResolver {
  constructor(private readonly facts: TriggerFacts) {}

  @ResolveField(() => RunType, { nullable: true })
  async run(
    @Parent() firing: ScheduleFiringType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunType | null> {
    return this.facts.run(context, actor, firing.runId);
  }

  @ResolveField(() => RunRefusedType, { nullable: true, description: 'The rule or the limit that stood against it.' })
  refusal(@Parent() firing: ScheduleFiringType): RunRefusedType | null {
    return refusedAgain(firing.kept);
  }
}
