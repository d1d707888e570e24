import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { EntryFilterInput } from '@groundswell/runs';
import { timeEntryTypeOf } from '@groundswell/savings';
import { OpenEntriesQuery } from '../entries/open-entries.query.js';
import { FigureCostPageType, TimeEntryPageType } from './entries.type.js';

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
  @Query(() => FigureCostPageType, { description: 'Exactly the lines of the cost ledger that a figure sums.' })
  async costEntriesBehind(
    @CurrentActor() actor: Actor,
    @Args('figure', { description: 'The key of its definition.' }) figure: string,
    @Args('workflowId', { type: () => ID, nullable: true }) workflowId: string | null,
    @Args('month', { type: () => String, nullable: true }) month: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<FigureCostPageType> {
    return this.entries.cost(actor, { figure, workflowId, month }, first, after ?? null);
  }
}
