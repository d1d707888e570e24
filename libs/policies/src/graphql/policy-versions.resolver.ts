import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { ListLayerVersionsQuery } from '../show-versions/list-layer-versions.query.js';
import { PolicyLayerVersionType } from './layer-version.type.js';

@Resolver(() => PolicyLayerVersionType)
export class PolicyVersionsResolver {
  constructor(
    private readonly listVersions: ListLayerVersionsQuery,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('policy.read')
  @Query(() => [PolicyLayerVersionType], { description: 'The versions of a layer, the newest first.' })
  async policyLayerVersions(
    @CurrentActor() actor: Actor,
    @Args('layerId', { type: () => ID }) layerId: string,
  ): Promise<PolicyLayerVersionType[]> {
    return this.listVersions.list(actor, layerId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async savedBy(@Parent() it: PolicyLayerVersionType, @Context() context: RequestContext): Promise<PersonType | null> {
    return it.savedById ? this.loaders.person(context, it.savedById) : null;
  }
}
