import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { BaselineMethod } from '../domain/baseline.js';
import type { BaselineEntity } from '../persistence/baseline.entity.js';

/** How a baseline was found, as GraphQL shows it. */
export enum BaselineMethodEnum {
  stated = 'stated',
  timed = 'timed',
}
registerEnumType(BaselineMethodEnum, {
  name: 'BaselineMethod',
  description: 'Stated by a person, or timed on three and more samples.',
});

@ObjectType('Baseline', {
  description: 'What a task takes by hand. Locked: another one is a new one with its own date.',
})
export class BaselineType {
  @Field(() => ID) id!: string;
  @Field(() => ID) workflowId!: string;
  @Field(() => Int) minutes!: number;
  @Field(() => BaselineMethodEnum) method!: BaselineMethod;
  @Field(() => [Int], { description: 'Timed samples in minutes; empty for a stated baseline.' })
  samples!: readonly number[];
  @Field(() => Int, { nullable: true, description: 'Longest sample minus shortest.' }) spreadMinutes!: number | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) lockedAt!: Date | null;
  @Field(() => GraphQLISODateTime) validFrom!: Date;
  @Field(() => String, { nullable: true, description: 'Why it took the place of an earlier one.' })
  reason!: string | null;
  setById!: string;
}

/** The GraphQL shape of a baseline. */
export function baselineTypeOf(baseline: BaselineEntity): BaselineType {
  const { id, workflowId, minutes, method, samples, spreadMinutes, validFrom, reason, setById } = baseline;
  return { id, workflowId, minutes, method, samples, spreadMinutes, lockedAt: validFrom, validFrom, reason, setById };
}
