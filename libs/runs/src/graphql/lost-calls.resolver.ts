import { Context, Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { StepId } from '@groundswell/kernel';
import type { RequestContext } from '@groundswell/platform';
import { RunLoaders } from './run.loaders.js';
import { RunType } from './run.type.js';

@ObjectType('LostCall', { description: 'A write of which nobody knows whether it happened.' })
export class LostCallType {
  @Field(() => ID) stepId!: StepId;
  @Field({ description: 'What was called.' }) title!: string;
}

/** The writes of a run whose answers were lost, also those whose worker died after the run had ended. */
@Resolver(() => RunType)
export class LostCallsResolver {
  constructor(private readonly loaders: RunLoaders) {}

  @ResolveField(() => [LostCallType], { description: 'What a person still has to settle, in the order of the calls.' })
  async lostCalls(@Parent() run: RunType, @Context() context: RequestContext): Promise<readonly LostCallType[]> {
    return this.loaders.lostCalls(context, run.id);
  }
}
