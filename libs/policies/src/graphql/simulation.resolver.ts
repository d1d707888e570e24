import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { SimulatePolicyQuery } from '../simulate-policy/simulate-policy.query.js';
import { PolicySimulationType, SimulatedCallType, SimulatePolicyInput } from './simulation.type.js';

@Resolver(() => SimulatedCallType)
export class SimulationResolver {
  constructor(
    private readonly simulation: SimulatePolicyQuery,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('policy.simulate')
  @Query(() => PolicySimulationType, {
    description: 'Judges the runs and calls of the last days again as if a change had been made. Changes nothing.',
  })
  async simulatePolicy(
    @CurrentActor() actor: Actor,
    @Args('input') { days, ...proposed }: SimulatePolicyInput,
  ): Promise<PolicySimulationType> {
    return this.simulation.simulate(actor, proposed, days ?? undefined);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async actor(@Parent() call: SimulatedCallType, @Context() context: RequestContext): Promise<PersonType | null> {
    return this.loaders.person(context, call.actorId);
  }
}
