import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { CurrentActor, Permission, type Actor, type RequestContext } from '@groundswell/platform';
import { SetBudgetService } from '../budgets/set-budget.service.js';
import { ShowBudgetsQuery, type ShownBudget } from '../budgets/show-budgets.query.js';
import { BudgetType, SetBudgetInput } from './budget.type.js';

/** Reads and sets budgets. */
@Resolver(() => BudgetType)
export class BudgetsResolver {
  constructor(
    private readonly show: ShowBudgetsQuery,
    private readonly setService: SetBudgetService,
    private readonly people: IdentityLoaders,
  ) {}

  @Permission('budget.read')
  @Query(() => [BudgetType], { description: 'Every budget as it stands this month, the widest first.' })
  async budgets(@CurrentActor() actor: Actor): Promise<readonly ShownBudget[]> {
    return this.show.all(actor);
  }

  @Permission('budget.set')
  @Mutation(() => BudgetType)
  async setBudget(@CurrentActor() actor: Actor, @Args('input') input: SetBudgetInput): Promise<ShownBudget> {
    const { targetId = null, revision = null, ...wanted } = input;
    const id = await this.setService.set(actor, { ...wanted, targetId, revision });
    const budget = await this.show.one(actor, id);
    if (budget === null) throw notFound('budget');
    return budget;
  }

  @Permission('budget.set')
  @Mutation(() => Boolean, { description: 'From then on nothing is limited at this place.' })
  async removeBudget(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<boolean> {
    await this.setService.remove(actor, id, revision);
    return true;
  }

  @ResolveField(() => PersonType, { nullable: true })
  async setBy(@Parent() budget: BudgetType, @Context() context: RequestContext): Promise<PersonType | null> {
    return this.people.person(context, budget.setById);
  }
}
