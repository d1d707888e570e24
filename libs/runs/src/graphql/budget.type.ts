import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PersonId } from '@groundswell/kernel';
import { MicrosScalar } from '@groundswell/platform';
import type { BudgetLevel } from '../domain/budget.js';

/** Where a budget is set, as GraphQL shows it. */
export enum BudgetLevelEnum {
  organisation = 'organisation',
  team = 'team',
  workflow = 'workflow',
}
registerEnumType(BudgetLevelEnum, { name: 'BudgetLevel' });

/** A budget in GraphQL; who set it is fetched from the id that has no field. */
@ObjectType('Budget', { description: 'What the model may cost in a calendar month, and how it stands in this one.' })
export class BudgetType {
  @Field(() => ID) id!: string;
  @Field(() => BudgetLevelEnum) level!: BudgetLevel;
  @Field(() => ID, { description: 'The organisation, the team or the workflow.' }) targetId!: string;
  @Field() name!: string;
  @Field({ description: 'YYYY-MM, in the organisation’s time zone.' }) month!: string;
  @Field(() => MicrosScalar) limitMicros!: number;
  @Field(() => MicrosScalar, { description: 'By the cost ledger.' }) spentMicros!: number;
  @Field(() => MicrosScalar, { description: 'Held for turns under way, each at the most that it may cost.' })
  reservedMicros!: number;
  @Field(() => MicrosScalar) leftMicros!: number;
  @Field(() => MicrosScalar, { nullable: true, description: 'By the end of the month at the pace so far.' })
  forecastMicros!: number | null;
  @Field(() => Int, { nullable: true, description: 'The highest threshold passed this month: 50, 80 or 100.' })
  warnedPercent!: number | null;
  @Field({ description: 'It refuses runs since it was set: less is left than a turn may cost.' }) refuses!: boolean;
  @Field(() => Int, { description: 'Runs that it stopped this month.' }) runsStopped!: number;
  @Field(() => Int) revision!: number;
  @Field(() => GraphQLISODateTime) setAt!: Date;
  setById!: PersonId;
}

@InputType('SetBudgetInput')
export class SetBudgetInput {
  @Field(() => BudgetLevelEnum) level!: BudgetLevel;
  @Field(() => ID, { nullable: true, description: 'The team or the workflow.' }) targetId?: string | null;
  @Field(() => MicrosScalar) limitMicros!: number;
  @Field(() => Int, { nullable: true, description: 'The revision that was seen; absent where there was none.' })
  revision?: number | null;
}
