import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MicrosScalar, PicoUsdScalar } from '@groundswell/platform';

/** By what spending is summed up, as GraphQL shows it. */
export enum SpendingGroupEnum {
  run = 'run',
  version = 'version',
  workflow = 'workflow',
  person = 'person',
  team = 'team',
}
registerEnumType(SpendingGroupEnum, { name: 'SpendingGroup' });

@ObjectType('SpendingSums', { description: 'Exact sums over lines of the cost ledger.' })
export class SpendingSumsType {
  @Field(() => Int) runs!: number;
  @Field(() => Int, { description: 'Requests to the model, those that failed included.' }) attempts!: number;
  @Field(() => MicrosScalar) amountMicros!: number;
  @Field(() => MicrosScalar, { description: 'What of it is a guess: the service did not count to the end.' })
  estimatedMicros!: number;
  @Field(() => PicoUsdScalar) costPicoUsd!: string;
  @Field(() => Float) inputTokens!: number;
  @Field(() => Float) outputTokens!: number;
  @Field(() => Float) cacheReadTokens!: number;
  @Field(() => Float) cacheWriteTokens!: number;
}

@ObjectType('SpendingLine')
export class SpendingLineType extends SpendingSumsType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field(() => ID, { nullable: true }) workflowId!: string | null;
}

@ObjectType('Spending', { description: 'What the model cost in a month.' })
export class SpendingType {
  @Field({ description: 'YYYY-MM, in the organisation’s time zone.' }) month!: string;
  @Field({ description: 'It covers everybody’s runs, not only those that this person may sum up.' })
  everybody!: boolean;
  @Field(() => Int) totalLines!: number;
  @Field(() => SpendingSumsType) total!: SpendingSumsType;
  @Field(() => [SpendingLineType], { description: 'The dearest hundred.' }) lines!: readonly SpendingLineType[];
}
