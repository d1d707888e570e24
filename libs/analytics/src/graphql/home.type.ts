import { Field, Float, GraphQLISODateTime, Int, ObjectType } from '@nestjs/graphql';
import type { RunId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { MicrosScalar } from '@groundswell/platform';

@ObjectType('InboxItem', { description: 'Something that waits for this person.' })
export class InboxItemType {
  @Field({ description: 'Such as tool-changed, baseline-missing, exception-ends or runs-to-review.' }) kind!: string;
  @Field() title!: string;
  @Field() detail!: string;
  @Field({ description: 'The page on which it can be dealt with.' }) link!: string;
  @Field(() => GraphQLISODateTime) at!: Date;
}

@ObjectType('HomeHeadline', { description: 'The same figures as on the compounding page.' })
export class HomeHeadlineType {
  @Field(() => Int) liveWorkflows!: number;
  @Field(() => Float) confirmedHours!: number;
  @Field(() => Float) estimatedHours!: number;
  @Field(() => MicrosScalar) netValueMicros!: number;
}

/** The start page in GraphQL; its lists are resolved from the ids that have no field. */
@ObjectType('Home', { description: 'What somebody’s start page lists, by their roles.' })
export class HomeType {
  @Field(() => [InboxItemType]) inbox!: readonly InboxItemType[];
  teamWorkflowIds!: readonly WorkflowId[];
  draftIds!: readonly WorkflowId[];
  adaptedIds!: readonly WorkflowId[];
  approvalIds!: readonly RunId[];
  toConfirmIds!: readonly RunId[];
  reviewIds!: readonly WorkflowVersionId[];
}
