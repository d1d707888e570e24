import {
  Args,
  Context,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { notFound, type RunId } from '@groundswell/kernel';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import type { ReviewVerdict } from '../domain/review-sampling.js';
import { ReviewRunService } from '../review-run/review-run.service.js';
import { RunsToReviewQuery } from '../review-run/runs-to-review.query.js';
import { runTypeOf } from './run-shapes.js';
import { RunLoaders } from './run.loaders.js';
import { RunType } from './run.type.js';

export enum ReviewVerdictEnum {
  fine = 'fine',
  concern = 'concern',
}
registerEnumType(ReviewVerdictEnum, { name: 'ReviewVerdict' });

@ObjectType('RunToReview', { description: 'A run that a policy layer wants a person to look at afterwards.' })
export class RunToReviewType {
  @Field(() => ID) runId!: RunId;
  @Field(() => Int, { description: 'The share of runs that its layers ask for.' }) percent!: number;
  @Field(() => GraphQLISODateTime) drawnAt!: Date;
  @Field({ description: 'Nobody reviews a run of their own.' }) mayReview!: boolean;
}

@InputType('ReviewRunInput')
export class ReviewRunInput {
  @Field(() => ID) runId!: string;
  @Field(() => ReviewVerdictEnum) verdict!: ReviewVerdict;
  @Field(() => String, { nullable: true, description: 'Needed with a concern.' }) note?: string | null;
}

/** Runs that were drawn for a look afterwards. */
@Resolver(() => RunToReviewType)
export class RunReviewsResolver {
  constructor(
    private readonly waiting: RunsToReviewQuery,
    private readonly reviewRunService: ReviewRunService,
    private readonly loaders: RunLoaders,
  ) {}

  @Permission('run.read')
  @Query(() => [RunToReviewType], { description: 'Drawn runs that nobody has looked at yet, the oldest first.' })
  async runsToReview(@CurrentActor() actor: Actor): Promise<RunToReviewType[]> {
    return this.waiting.list(actor);
  }

  @Permission('run.review')
  @Mutation(() => [RunToReviewType], { description: 'Takes a run off the list; answers with what is left of it.' })
  async reviewRun(@CurrentActor() actor: Actor, @Args('input') input: ReviewRunInput): Promise<RunToReviewType[]> {
    await this.reviewRunService.review(actor, { ...input, note: input.note ?? null });
    return this.waiting.list(actor);
  }

  @ResolveField(() => RunType)
  async run(@Parent() review: RunToReviewType, @Context() context: RequestContext): Promise<RunType> {
    const run = await this.loaders.run(context, review.runId);
    if (run === null) throw notFound('run');
    return runTypeOf(run);
  }
}
