import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission, SignedIn } from '@groundswell/platform';
import { ChangeScheduleService } from '../schedules/change-schedule/change-schedule.service.js';
import { FireByHandService } from '../schedules/fire-by-hand/fire-by-hand.service.js';
import { PreviewScheduleQuery } from '../schedules/save-schedule/preview-schedule.query.js';
import { SaveScheduleService } from '../schedules/save-schedule/save-schedule.service.js';
import { SchedulesQuery } from '../schedules/show-schedules/schedules.query.js';
import { inputsOf } from './run.input.js';
import { scheduleTypeOf } from './schedule-fields.resolver.js';
import {
  PreviewScheduleInput,
  SaveScheduleInput,
  ScheduleFilterInput,
  SchedulePageType,
  SchedulePreviewType,
  ScheduleType,
} from './schedule.type.js';

const OWN_AND_ANSWERED_FOR =
  'The service shows one’s own, those of workflows that one answers for, and all to those who oversee.';

/** Reads schedules and moves them. */
@Resolver(() => ScheduleType)
export class SchedulesResolver {
  constructor(
    private readonly query: SchedulesQuery,
    private readonly previews: PreviewScheduleQuery,
    private readonly saves: SaveScheduleService,
    private readonly changes: ChangeScheduleService,
    private readonly byHand: FireByHandService,
  ) {}

  @SignedIn(OWN_AND_ANSWERED_FOR)
  @Query(() => SchedulePageType)
  async schedules(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => ScheduleFilterInput, nullable: true }) filter: ScheduleFilterInput | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<SchedulePageType> {
    const page = await this.query.page(actor, filter ?? {}, after ?? null);
    return { ...page, items: page.items.map(scheduleTypeOf) };
  }

  @SignedIn(OWN_AND_ANSWERED_FOR)
  @Query(() => ScheduleType, { nullable: true })
  async schedule(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ScheduleType | null> {
    const schedule = await this.query.find(actor, id);
    return schedule === null ? null : scheduleTypeOf(schedule);
  }

  @Permission('schedule.create')
  @Query(() => SchedulePreviewType, { description: 'When it would run, and what would stand against it today.' })
  async previewSchedule(
    @CurrentActor() actor: Actor,
    @Args('input') input: PreviewScheduleInput,
  ): Promise<SchedulePreviewType> {
    return this.previews.preview(actor, { ...input, inputs: inputsOf(input.inputs) });
  }

  @Permission('schedule.create')
  @Mutation(() => ScheduleType)
  async saveSchedule(@CurrentActor() actor: Actor, @Args('input') input: SaveScheduleInput): Promise<ScheduleType> {
    const wish = { ...input, inputs: inputsOf(input.inputs) };
    const { id, revision } = input;
    const saved = id
      ? await this.saves.change(actor, { id, revision: revision ?? -1 }, wish)
      : await this.saves.create(actor, wish);
    return scheduleTypeOf(saved);
  }

  @Permission('schedule.create')
  @Mutation(() => ScheduleType, { description: 'This moment falls due, by the same rules as the times of the clock.' })
  async fireSchedule(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<ScheduleType> {
    return scheduleTypeOf(await this.byHand.fire(actor, id));
  }

  @Permission('schedule.pause')
  @Mutation(() => ScheduleType)
  async pauseSchedule(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason', { type: () => String, nullable: true }) reason: string | null,
  ): Promise<ScheduleType> {
    return scheduleTypeOf(await this.changes.pause(actor, id, reason ?? null));
  }

  @Permission('schedule.create')
  @Mutation(() => ScheduleType, { description: 'By its owner alone: it runs on that person’s authority.' })
  async resumeSchedule(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ScheduleType> {
    return scheduleTypeOf(await this.changes.resume(actor, id));
  }

  @Permission('schedule.create')
  @Mutation(() => ScheduleType, {
    description: 'Of an owner who left. It stays paused until the new owner resumes it.',
  })
  async takeOverSchedule(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ScheduleType> {
    return scheduleTypeOf(await this.changes.takeOver(actor, id));
  }

  @Permission('schedule.pause')
  @Mutation(() => ScheduleType, { description: 'For good. Its history stays.' })
  async endSchedule(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<ScheduleType> {
    return scheduleTypeOf(await this.changes.end(actor, id));
  }
}
