import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { stopSentence, type StopScope } from '../domain/stop.js';
import { RaiseStopService } from '../raise-stop/raise-stop.service.js';
import { ReleaseStopService } from '../release-stop/release-stop.service.js';
import { type ShownStop, ShowStopsQuery } from '../show-stops/show-stops.query.js';
import { RaiseStopInput, StopPageType, StopScopeEnum, StopType } from './stop.type.js';

/** A stop before its people are named. */
type StopShape = Omit<StopType, 'sentence'>;

function shapeOf({ stop, sightings, mayRelease }: ShownStop): StopShape {
  const missing = stop.processes.filter((id) => !sightings.some((seen) => seen.processId === id));
  const slowest = sightings.at(-1)?.tookMs ?? null;
  return {
    id: stop.id,
    scope: stop.scope,
    targetId: stop.targetId,
    targetName: stop.targetName,
    reason: stop.reason,
    drill: stop.drill,
    raisedAt: stop.raisedAt,
    releasedAt: stop.releasedAt,
    releaseReason: stop.releaseReason,
    reach: stop.reach,
    processCount: stop.processes.length,
    sightings: sightings.map(({ processId, tookMs }) => ({ processId, tookMs })),
    seenByAllMs: missing.length === 0 ? slowest : null,
    mayRelease,
    raisedById: stop.raisedById,
    releasedById: stop.releasedById,
  };
}

@Resolver(() => StopType)
export class StopsResolver {
  constructor(
    private readonly show: ShowStopsQuery,
    private readonly raiseService: RaiseStopService,
    private readonly releaseService: ReleaseStopService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('stop.read')
  @Query(() => [StopType], { description: 'Everything that is stopped now, the widest first.' })
  async activeStops(@CurrentActor() actor: Actor): Promise<StopShape[]> {
    return (await this.show.holding(actor)).map(shapeOf);
  }

  @Permission('stop.read')
  @Query(() => [StopType], { description: 'The stops that cover one thing now; empty when it may act.' })
  async stopsOver(
    @CurrentActor() actor: Actor,
    @Args('scope', { type: () => StopScopeEnum }) scope: StopScope,
    @Args('targetId', { type: () => ID }) targetId: string,
  ): Promise<StopShape[]> {
    return (await this.show.over(actor, scope, targetId)).map(shapeOf);
  }

  @Permission('stop.read')
  @Query(() => StopPageType, { description: 'All stops and drills, the newest first.' })
  async stops(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Omit<StopPageType, 'items'> & { readonly items: readonly StopShape[] }> {
    const page = await this.show.history(actor, first, after ?? null);
    return { ...page, items: page.items.map(shapeOf) };
  }

  @Permission('stop.read')
  @Query(() => StopType, { nullable: true })
  async stop(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<StopShape | null> {
    const found = await this.show.find(actor, id);
    return found && shapeOf(found);
  }

  @Permission('stop.raise')
  @Mutation(() => StopType, { description: 'Stops at once, or measures in a drill how long stopping would take.' })
  async raiseStop(@CurrentActor() actor: Actor, @Args('input') input: RaiseStopInput): Promise<StopShape> {
    return this.get(actor, await this.raiseService.raise(actor, input));
  }

  @Permission('stop.release')
  @Mutation(() => StopType, { description: 'Ends a stop. A stop of everything is released by another person.' })
  async releaseStop(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason') reason: string,
  ): Promise<StopShape> {
    await this.releaseService.release(actor, id, reason);
    return this.get(actor, id);
  }

  @ResolveField(() => String)
  async sentence(@Parent() stop: StopType, @Context() context: RequestContext): Promise<string> {
    const { name } = await this.loaders.person(context, stop.raisedById);
    return stopSentence({ ...stop, raisedByName: name });
  }

  @ResolveField(() => PersonType)
  async raisedBy(@Parent() stop: StopType, @Context() context: RequestContext): Promise<PersonType> {
    return this.loaders.person(context, stop.raisedById);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async releasedBy(@Parent() stop: StopType, @Context() context: RequestContext): Promise<PersonType | null> {
    return stop.releasedById ? this.loaders.person(context, stop.releasedById) : null;
  }

  private async get(actor: Actor, id: string): Promise<StopShape> {
    const found = await this.show.find(actor, id);
    if (!found) throw notFound('stop');
    return shapeOf(found);
  }
}
