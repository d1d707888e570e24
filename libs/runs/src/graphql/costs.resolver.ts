import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { CurrentActor, Database, Permission, SignedIn, type Actor, type RequestContext } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { ListCostEntriesQuery } from '../ledger/list-cost-entries.query.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { ModelClients } from '../model/model-clients.js';
import { PRACTICE_EXPLANATION } from '../practice/practice-fetch.js';
import { CostEntryPageType, CostEntryType, EntryFilterInput } from './cost-entry.type.js';
import { costEntryTypeOf, modelPriceTypesOf } from './run-shapes.js';
import { ModelPriceType, ModelServiceType } from './run.type.js';

/** The cost ledger, the price table, and which model there is. */
@Resolver(() => CostEntryType)
export class CostsResolver {
  constructor(
    private readonly database: Database,
    private readonly entries: ListCostEntriesQuery,
    private readonly prices: ModelPrices,
    private readonly models: ModelClients,
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @Permission('cost-entry.read')
  @Query(() => CostEntryPageType)
  async costEntries(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => EntryFilterInput, nullable: true }) filter: EntryFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CostEntryPageType> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const page = await this.entries.page(tx, actor, filter ?? {}, first, after ?? null);
      return { ...page, items: page.items.map(costEntryTypeOf) };
    });
  }

  @Permission('model-price.read')
  @Query(() => [ModelPriceType], { description: 'Every dated price list, one line for each tier.' })
  async modelPrices(@CurrentActor() actor: Actor): Promise<ModelPriceType[]> {
    const prices = await this.database.transaction(actor.organisationId, (tx) => this.prices.all(tx));
    return prices.flatMap(modelPriceTypesOf);
  }

  @SignedIn('Whether live runs are possible concerns everybody who starts one; the key itself is never shown.')
  @Query(() => ModelServiceType)
  modelService(): ModelServiceType {
    const { liveConfigured, baseUrl } = this.models;
    return { liveConfigured, baseUrl, practiceExplanation: PRACTICE_EXPLANATION };
  }

  @ResolveField(() => WorkflowType, { nullable: true })
  async workflow(@Parent() entry: CostEntryType, @Context() context: RequestContext): Promise<WorkflowType | null> {
    return entry.workflowId === null ? null : this.workflows.workflow(context, entry.workflowId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async person(@Parent() entry: CostEntryType, @Context() context: RequestContext): Promise<PersonType | null> {
    return entry.personId === null ? null : this.people.person(context, entry.personId);
  }
}
