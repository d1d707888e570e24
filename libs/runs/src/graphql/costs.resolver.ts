import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { CurrentActor, Database, Permission, SignedIn, type Actor, type RequestContext } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { ModelPrices } from '../ledger/model-prices.js';
import { ModelClients } from '../model/model-clients.js';
import { PRACTICE_EXPLANATION } from '../practice/practice-fetch.js';
import { CostEntryType } from './cost-entry.type.js';
import { modelPriceTypesOf } from './run-shapes.js';
import { ModelPriceType, ModelServiceType } from './run.type.js';

/** Whose a line of the cost ledger is, the price table, and which model there is. */
@Resolver(() => CostEntryType)
export class CostsResolver {
  constructor(
    private readonly database: Database,
    private readonly prices: ModelPrices,
    private readonly models: ModelClients,
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
  ) {}

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
