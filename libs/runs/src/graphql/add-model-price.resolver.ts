import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor, Database, Permission, type Actor } from '@groundswell/platform';
import { AddModelPriceService } from '../add-model-price/add-model-price.service.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { AddModelPriceInput } from './model-price.input.js';
import { modelPriceTypesOf } from './run-shapes.js';
import { ModelPriceType } from './run.type.js';

/** Extends the price table. */
@Resolver(() => ModelPriceType)
export class AddModelPriceResolver {
  constructor(
    private readonly adds: AddModelPriceService,
    private readonly database: Database,
    private readonly prices: ModelPrices,
  ) {}

  @Permission('model-price.add')
  @Mutation(() => [ModelPriceType], { description: 'From a day on; what was spent before keeps its price.' })
  async addModelPrice(
    @CurrentActor() actor: Actor,
    @Args('input') { contextTokens = null, maxOutputTokens = null, ...input }: AddModelPriceInput,
  ): Promise<ModelPriceType[]> {
    const tiers = input.tiers.map(({ upToPromptTokens = null, ...tier }) => ({ ...tier, upToPromptTokens }));
    const id = await this.adds.add(actor, { ...input, tiers, contextTokens, maxOutputTokens });
    const all = await this.database.transaction(actor.organisationId, (tx) => this.prices.all(tx));
    return all.filter((price) => price.id === id).flatMap(modelPriceTypesOf);
  }
}
