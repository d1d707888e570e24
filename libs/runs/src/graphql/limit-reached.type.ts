import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MicrosScalar } from '@groundswell/platform';
import type { LimitLevel } from '../domain/limit-reached.js';

/** Whose money it was, as GraphQL shows it. */
export enum LimitLevelEnum {
  organisation = 'organisation',
  team = 'team',
  workflow = 'workflow',
  run = 'run',
}
registerEnumType(LimitLevelEnum, {
  name: 'LimitLevel',
  description: 'A month’s budget of the organisation, a team or a workflow; or what the run itself may cost.',
});

/** A limit that was reached; who can raise it is asked when it is read. */
@ObjectType('LimitReached', {
  description: 'A budget, or the limit of a run, that did not allow one more turn, as it stood at that moment.',
})
export class LimitReachedType {
  @Field(() => LimitLevelEnum) level!: LimitLevel;
  @Field(() => String, { nullable: true, description: 'Of the organisation, the team or the workflow.' })
  name!: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM, in the organisation’s time zone.' })
  month!: string | null;
  @Field(() => MicrosScalar) limitMicros!: number;
  @Field(() => MicrosScalar) spentMicros!: number;
  @Field(() => MicrosScalar, { description: 'The most that the turn which was not asked for could have cost.' })
  turnMicros!: number;
}
