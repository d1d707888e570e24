import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { AccessCounts, AccessWorkflow } from '../simulate-access/access-tally.js';

@ObjectType('AccessCounts', { description: 'How often the layers of today would answer so.' })
export class AccessCountsType {
  @Field(() => Int) allowed!: number;
  @Field(() => Int, { description: 'Allowed once a person agrees.' }) approval!: number;
  @Field(() => Int, { description: 'A layer refuses it all the same.' }) refused!: number;
}

@ObjectType('AccessWorkflow')
export class AccessWorkflowType {
  @Field(() => ID) workflowId!: string;
  @Field() title!: string;
  @Field(() => AccessCountsType, { description: 'Past calls that were refused or not reached.' }) calls!: AccessCounts;
  @Field(() => AccessCountsType, { description: 'Past starts that were refused for it.' }) starts!: AccessCounts;
  @Field(() => Int, { description: 'Who met the refusals.' }) people!: number;
  @Field(() => Int, { description: 'Confirmed on all runs of the workflow in these days.' }) confirmedMinutes!: number;
  @Field({ description: 'Whether its present version, or the draft of one that has none, binds it.' }) binds!: boolean;
  @Field({ description: 'Whether people may run it now.' }) runnable!: boolean;
  @Field({ description: 'Whether a schedule runs it.' }) scheduled!: boolean;
  @Field(() => [String], { description: 'What the layers say about its tools of this kind from now on.' })
  fromNowOn!: readonly string[];
}

@ObjectType('AccessForecast', {
  description:
    'What hangs on a tool or a connector that cannot be used yet, judged by the layers of today as if it could.',
})
export class AccessForecastType {
  @Field(() => Int) days!: number;
  @Field(() => GraphQLISODateTime) since!: Date;
  @Field({ description: 'Whether older work of these days was left out.' }) cut!: boolean;
  @Field(() => AccessCountsType) calls!: AccessCounts;
  @Field(() => AccessCountsType) starts!: AccessCounts;
  @Field(() => Int) people!: number;
  @Field(() => Int, { description: 'Confirmed on all runs of these workflows in these days.' })
  confirmedMinutes!: number;
  @Field(() => [AccessWorkflowType]) workflows!: readonly AccessWorkflow[];
}
