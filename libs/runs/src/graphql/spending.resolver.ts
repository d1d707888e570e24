import { Args, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor, Permission, type Actor } from '@groundswell/platform';
import { SpendingQuery, type Spending, type SpendingGroup } from '../show-spending/spending.query.js';
import { SpendingGroupEnum, SpendingType } from './spending.type.js';

/** What the model cost. */
@Resolver(() => SpendingType)
export class SpendingResolver {
  constructor(private readonly spendings: SpendingQuery) {}

  @Permission('spending.read')
  @Query(() => SpendingType)
  async spending(
    @CurrentActor() actor: Actor,
    @Args('by', { type: () => SpendingGroupEnum }) by: SpendingGroup,
    @Args('month', { type: () => String, nullable: true }) month?: string | null,
  ): Promise<Spending> {
    return this.spendings.of(actor, by, month ?? null);
  }
}
