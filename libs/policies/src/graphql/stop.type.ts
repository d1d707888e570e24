import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { StopScope } from '../domain/stop.js';

/** The scopes as GraphQL shows them. */
export enum StopScopeEnum {
  run = 'run',
  workflow = 'workflow',
  lineage = 'lineage',
  tool = 'tool',
  connector = 'connector',
  person = 'person',
  organisation = 'organisation',
}
registerEnumType(StopScopeEnum, {
  name: 'StopScope',
  description: 'What is stopped. lineage is a workflow with all that was adapted from it; person is a person’s runs.',
});

@ObjectType('ReachedRun', { description: 'Work under way that a stop ended, or that a drill would have ended.' })
export class ReachedRunType {
  @Field(() => ID) runId!: string;
  @Field() title!: string;
  @Field() personName!: string;
  @Field() status!: string;
}

@ObjectType('StopReach', { description: 'Whom and what a stop concerned at the click.' })
export class StopReachType {
  @Field(() => Int) runs!: number;
  @Field(() => Int) workflows!: number;
  @Field(() => Int) people!: number;
  @Field(() => [ReachedRunType]) examples!: readonly ReachedRunType[];
}

@ObjectType('StopSighting', { description: 'One process read the stop, so long after the click.' })
export class StopSightingType {
  @Field(() => ID) processId!: string;
  @Field(() => Int) tookMs!: number;
}

/** A stop in GraphQL; people are resolved from the ids that have no field. */
@ObjectType('Stop', { description: 'One pull of the kill switch, or a drill that only measured.' })
export class StopType {
  @Field(() => ID) id!: string;
  @Field(() => StopScopeEnum) scope!: StopScope;
  @Field(() => ID) targetId!: string;
  @Field() targetName!: string;
  @Field({ description: 'Who stopped what, and why, in one sentence.' }) sentence!: string;
  @Field() reason!: string;
  @Field({ description: 'Only measured: nothing was stopped.' }) drill!: boolean;
  @Field(() => GraphQLISODateTime) raisedAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) releasedAt!: Date | null;
  @Field(() => String, { nullable: true }) releaseReason!: string | null;
  @Field(() => StopReachType) reach!: StopReachType;
  @Field(() => Int, { description: 'Processes that listened at the click.' }) processCount!: number;
  @Field(() => [StopSightingType]) sightings!: readonly StopSightingType[];
  @Field(() => Int, { nullable: true, description: 'Until the last process had seen it; null while one has not.' })
  seenByAllMs!: number | null;
  @Field({ description: 'Whether the signed-in person may release it.' }) mayRelease!: boolean;
  raisedById!: string;
  releasedById!: string | null;
}

@ObjectType('StopPage')
export class StopPageType {
  @Field(() => [StopType]) items!: readonly StopType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@InputType('RaiseStopInput')
export class RaiseStopInput {
  @Field(() => StopScopeEnum) scope!: StopScope;
  @Field(() => ID, { nullable: true, description: 'Absent for everything in the organisation.' }) targetId?:
    string | null;
  @Field() reason!: string;
  @Field({ defaultValue: false, description: 'Measure the time to stop, without stopping anything.' }) drill!: boolean;
}
