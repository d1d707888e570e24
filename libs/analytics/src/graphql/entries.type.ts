import { Field, Int, ObjectType } from '@nestjs/graphql';
import { MicrosScalar } from '@groundswell/platform';
import { CostEntryType } from '@groundswell/runs';
import { TimeEntryType } from '@groundswell/savings';

@ObjectType('TimeEntryPage')
export class TimeEntryPageType {
  @Field(() => [TimeEntryType]) items!: readonly TimeEntryType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => Int, { description: 'The sum of all lines that fit, not only of this page.' }) savedMinutes!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('CostEntryPage')
export class CostEntryPageType {
  @Field(() => [CostEntryType]) items!: readonly CostEntryType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => MicrosScalar, { description: 'The sum of all lines that fit, not only of this page.' })
  amountMicros!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}
