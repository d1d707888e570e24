import { Context, Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RunId } from '@groundswell/kernel';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import type { RunTrigger } from '../domain/run-kind.js';
import { RunOriginsQuery } from '../start-unattended/run-origins.query.js';
import { manyLoader } from './many-loader.js';
import { RunTriggerEnum } from './run.enums.js';
import { RunType } from './run.type.js';

@ObjectType('RunOrigin', { description: 'The schedule or the webhook that started a run.' })
export class RunOriginType {
  @Field(() => RunTriggerEnum) kind!: RunTrigger;
  @Field(() => ID) id!: string;
  @Field() name!: string;
}

const ORIGIN = Symbol('origin of run');

/** What started a run that nobody stood beside. */
@Resolver(() => RunType)
export class RunOriginResolver {
  constructor(private readonly origins: RunOriginsQuery) {}

  @ResolveField(() => RunOriginType, { nullable: true, description: 'Null for what a person started.' })
  async origin(
    @Parent() run: RunType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunOriginType | null> {
    if (run.trigger !== 'schedule' && run.trigger !== 'webhook') return null;
    return manyLoader(context, ORIGIN, (ids: readonly RunId[]) => this.origins.ofRuns(actor, ids)).load(run.id);
  }
}
