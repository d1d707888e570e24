import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Database, Permission } from '@groundswell/platform';
import { ListRunsQuery, RunType, runTypeOf } from '@groundswell/runs';
import { ConfirmRunService } from '../confirm-run/confirm-run.service.js';
import { RunsToConfirmQuery } from '../confirm-run/runs-to-confirm.query.js';
import { CorrectTimeEntryService } from '../correct-time-entry/correct-time-entry.service.js';
import { SetBaselineService } from '../set-baseline/set-baseline.service.js';
import { BaselineType, baselineTypeOf } from './baseline.type.js';
import { ConfirmRunInput, SetBaselineInput } from './savings.input.js';
import { TimeEntryType, timeEntryTypeOf } from './time-entry.type.js';

const MOST_TO_CONFIRM = 50;

/** Baselines, confirmations and corrections. */
@Resolver()
export class SavingsResolver {
  constructor(
    private readonly baselines: SetBaselineService,
    private readonly confirmations: ConfirmRunService,
    private readonly corrections: CorrectTimeEntryService,
    private readonly toConfirm: RunsToConfirmQuery,
    private readonly runs: ListRunsQuery,
    private readonly database: Database,
  ) {}

  @Permission('baseline.set')
  @Mutation(() => BaselineType, { description: 'Locks what the task takes by hand, from now on.' })
  async setBaseline(@CurrentActor() actor: Actor, @Args('input') input: SetBaselineInput): Promise<BaselineType> {
    return baselineTypeOf(await this.baselines.set(actor, input));
  }

  @Permission('run.confirm')
  @Mutation(() => TimeEntryType, { description: 'The outcome and the minutes of a run, in one tap.' })
  async confirmRun(@CurrentActor() actor: Actor, @Args('input') input: ConfirmRunInput): Promise<TimeEntryType> {
    return timeEntryTypeOf(await this.confirmations.confirm(actor, input));
  }

  @Permission('time-entry.correct')
  @Mutation(() => TimeEntryType, { description: 'Writes a new line that names the old one.' })
  async correctTimeEntry(
    @CurrentActor() actor: Actor,
    @Args('entryId', { type: () => ID }) entryId: string,
    @Args('humanMinutes', { type: () => Int }) humanMinutes: number,
    @Args('reason') reason: string,
  ): Promise<TimeEntryType> {
    return timeEntryTypeOf(await this.corrections.correct(actor, { entryId, humanMinutes, reason }));
  }

  @Permission('run.confirm')
  @Query(() => [RunType], { description: 'Own runs of the last 30 days that only an estimate stands for.' })
  async runsToConfirm(@CurrentActor() actor: Actor): Promise<readonly RunType[]> {
    const runs = await this.database.transaction(actor.organisationId, async (tx) =>
      this.runs.readableByIds(tx, actor, await this.toConfirm.ofPerson(tx, actor, MOST_TO_CONFIRM)),
    );
    return runs.map(runTypeOf);
  }
}
