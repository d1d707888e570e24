import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { SavePolicyLayerService } from '../save-layer/save-policy-layer.service.js';
import { GovernedWorkflowType, PolicyLayerType, SavePolicyLayerInput } from './policy-layer.type.js';
import { ShowLayersQuery } from './show-layers.query.js';

@Resolver(() => PolicyLayerType)
export class PolicyLayersResolver {
  constructor(
    private readonly showLayers: ShowLayersQuery,
    private readonly savePolicyLayerService: SavePolicyLayerService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('policy.read')
  @Query(() => [PolicyLayerType], { description: 'Every policy layer, the organisation’s first.' })
  async policyLayers(@CurrentActor() actor: Actor): Promise<PolicyLayerType[]> {
    return this.showLayers.all(actor);
  }

  @Permission('policy.read')
  @Query(() => PolicyLayerType, { nullable: true })
  async policyLayer(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<PolicyLayerType | null> {
    return this.showLayers.find(actor, id);
  }

  @Permission('policy.edit')
  @Mutation(() => PolicyLayerType, { description: 'Saves a new version; it governs from the next call on.' })
  async savePolicyLayer(
    @CurrentActor() actor: Actor,
    @Args('input') input: SavePolicyLayerInput,
  ): Promise<PolicyLayerType> {
    const { id } = await this.savePolicyLayerService.save(actor, input);
    const shown = await this.showLayers.find(actor, id);
    if (!shown) throw notFound('policy layer');
    return shown;
  }

  @ResolveField(() => [GovernedWorkflowType], {
    description: 'Where it is used: the workflows whose stack contains it.',
  })
  async governs(@Parent() layer: PolicyLayerType, @CurrentActor() actor: Actor): Promise<GovernedWorkflowType[]> {
    return this.showLayers.governedBy(actor, layer);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async updatedBy(@Parent() layer: PolicyLayerType, @Context() context: RequestContext): Promise<PersonType | null> {
    return layer.updatedById ? this.loaders.person(context, layer.updatedById) : null;
  }
}
