import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { EntryFilterInput } from '@groundswell/runs';
import { timeEntryTypeOf } from '@groundswell/savings';
import { OpenEntriesQuery } from '../entries/open-entries.query.js';
import { CostEntryPageType, TimeEntryPageType } from './entries.type.js';

/** Opens the entries behind the figures. */
@Resolver()
export class EntriesResolver {
  constructor(private readonly entries: OpenEntriesQuery) {}

  @Permission('time-entry.read')
  @Query(() => TimeEntryPageType, { description: 'Lines of the time ledger that count, newest work first.' })
  async timeEntries(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => EntryFilterInput, nullable: true }) filter: EntryFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('fromMonth', { type: () => String, nullable: true, description: 'From this month on, such as 2026-01.' })
    fromMonth: string | null,
    @Args('includeCorrected', { defaultValue: false, description: 'Also lines that a later one took the place of.' })
    includeCorrected: boolean,
  ): Promise<TimeEntryPageType> {
    const page = await this.entries.time(actor, filter ?? {}, { fromMonth, includeCorrected }, first, after ?? null);
    return { ...page, items: page.items.map(timeEntryTypeOf) };
  }

  @Permission('cost-entry.read')
  @Query(() => CostEntryPageType, {
    description: 'Lines of the cost ledger that count, newest first; with a figure exactly those that it sums.',
  })
  async costEntries(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => EntryFilterInput, nullable: true }) filter: EntryFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CostEntryPageType> {
    return this.entries.cost(actor, filter ?? {}, first, after ?? null);
  }
}
