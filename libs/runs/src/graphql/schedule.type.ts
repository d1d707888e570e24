import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { JsonObject, PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import { JsonScalar } from '@groundswell/platform';
import type { FiringStatus, MissedRule, OverlapRule, ScheduleState } from '../domain/schedule.js';
import type { ScheduleEntity, ScheduleId } from '../persistence/schedule.entity.js';
import type { KeptRefusal } from '../start-run/kept-refusal.js';
import { FieldErrorType, RunRefusedType } from './run.type.js';

export enum MissedRuleEnum {
  skip = 'skip',
  once = 'once',
  all = 'all',
}
export enum OverlapRuleEnum {
  skip = 'skip',
  queue = 'queue',
  allow = 'allow',
}
export enum ScheduleStateEnum {
  active = 'active',
  paused = 'paused',
  ended = 'ended',
}
export enum FiringStatusEnum {
  waiting = 'waiting',
  started = 'started',
  skipped = 'skipped',
  refused = 'refused',
}
registerEnumType(MissedRuleEnum, {
  name: 'MissedRule',
  description: 'What becomes of times that fell due while nobody was at work.',
});
registerEnumType(OverlapRuleEnum, {
  name: 'OverlapRule',
  description: 'What becomes of a time that falls due while an earlier run is open.',
});
registerEnumType(ScheduleStateEnum, { name: 'ScheduleState' });
registerEnumType(FiringStatusEnum, { name: 'FiringStatus' });

@ObjectType('Schedule', { description: 'A workflow that runs by the clock, on its owner’s authority.' })
export class ScheduleType {
  @Field(() => ID) id!: ScheduleId;
  @Field() name!: string;
  @Field(() => JsonScalar) inputs!: JsonObject;
  @Field({ description: 'Minute, hour, day of the month, month, day of the week.' }) cron!: string;
  @Field({ description: 'The cron line in words.' }) words!: string;
  @Field() timeZone!: string;
  @Field(() => MissedRuleEnum) missedRule!: MissedRule;
  @Field(() => Int, { description: 'How many missed times the rule “all” makes good.' }) missedCap!: number;
  @Field(() => OverlapRuleEnum) overlapRule!: OverlapRule;
  @Field(() => ScheduleStateEnum) state!: ScheduleState;
  @Field(() => String, { nullable: true }) pauseCode!: string | null;
  @Field(() => String, { nullable: true }) pauseReason!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) pausedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) nextDueAt!: Date | null;
  @Field(() => [GraphQLISODateTime], { description: 'The next five times, while it is active.' })
  nextTimes!: readonly Date[];
  @Field(() => Int) revision!: number;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  stored!: ScheduleEntity;
  workflowId!: WorkflowId;
  ownerId!: PersonId;
}

@ObjectType('SchedulePage')
export class SchedulePageType {
  @Field(() => [ScheduleType]) items!: readonly ScheduleType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('ScheduleFiring', { description: 'A time at which a schedule fell due, and what came of it.' })
export class ScheduleFiringType {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLISODateTime) dueAt!: Date;
  @Field(() => Int, { description: 'How many due times it stands for.' }) standsFor!: number;
  @Field(() => FiringStatusEnum) status!: FiringStatus;
  @Field(() => String, { nullable: true }) code!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => String, { nullable: true }) nextStep!: string | null;
  @Field(() => GraphQLISODateTime) decidedAt!: Date;
  @Field({ description: 'Whether its owner fired it at that moment, instead of the clock.' }) byHand!: boolean;
  runId!: RunId | null;
  kept!: KeptRefusal | null;
}

@ObjectType('ScheduleFiringPage')
export class ScheduleFiringPageType {
  @Field(() => [ScheduleFiringType]) items!: readonly ScheduleFiringType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('SchedulePreview', { description: 'When a schedule would run, and what would stand against it today.' })
export class SchedulePreviewType {
  @Field(() => String, { nullable: true }) words!: string | null;
  @Field(() => [GraphQLISODateTime]) nextTimes!: readonly Date[];
  @Field(() => [FieldErrorType]) faults!: readonly FieldErrorType[];
  @Field(() => RunRefusedType, { nullable: true }) refusal!: RunRefusedType | null;
}

@InputType('ScheduleFilter', {
  description: 'What is left out does not narrow; ended ones are shown only when asked for.',
})
export class ScheduleFilterInput {
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => Boolean, { nullable: true }) mine?: boolean | null;
  @Field(() => ScheduleStateEnum, { nullable: true }) state?: ScheduleState | null;
}

@InputType('PreviewScheduleInput')
export class PreviewScheduleInput {
  @Field(() => ID) workflowId!: string;
  @Field(() => JsonScalar) inputs!: unknown;
  @Field() cron!: string;
  @Field() timeZone!: string;
}

@InputType('SaveScheduleInput')
export class SaveScheduleInput extends PreviewScheduleInput {
  @Field(() => ID, { nullable: true, description: 'A schedule to change; a new one without.' }) id?: string | null;
  @Field(() => Int, { nullable: true, description: 'Needed with the id: the revision that was seen.' })
  revision?: number | null;
  @Field() name!: string;
  @Field(() => MissedRuleEnum) missedRule!: MissedRule;
  @Field(() => Int, { defaultValue: 10 }) missedCap!: number;
  @Field(() => OverlapRuleEnum) overlapRule!: OverlapRule;
}
