import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { RequestKind, RequestState } from '../domain/request.js';

export enum RequestKindEnum {
  connector = 'connector',
  tool = 'tool',
  exception = 'exception',
  rule = 'rule',
  credential = 'credential',
}
registerEnumType(RequestKindEnum, {
  name: 'RequestKind',
  description: 'What is asked for. rule is a widening: that a layer lists what no rule of it allows yet.',
});

export enum RequestStateEnum {
  open = 'open',
  granted = 'granted',
  refused = 'refused',
  withdrawn = 'withdrawn',
}
registerEnumType(RequestStateEnum, { name: 'RequestState' });

@ObjectType('RequestAsker', { description: 'Somebody who asks, with why; the first one first.' })
export class RequestAskerType {
  @Field() justification!: string;
  @Field(() => GraphQLISODateTime) askedAt!: Date;
  personId!: string;
}

/** A request in GraphQL; people and the workflow are resolved from the ids that have no field. */
@ObjectType('Request', { description: 'A question to the stewards, and its answer.' })
export class RequestType {
  @Field(() => ID) id!: string;
  @Field(() => RequestKindEnum) kind!: RequestKind;
  @Field(() => RequestStateEnum) state!: RequestState;
  @Field(() => Int, { description: 'Send it back with the answer.' }) revision!: number;
  @Field() title!: string;
  @Field(() => ID, { nullable: true }) connectorId!: string | null;
  @Field(() => ID, { nullable: true }) toolId!: string | null;
  @Field(() => ID, { nullable: true }) layerId!: string | null;
  @Field(() => ID, { nullable: true }) ruleId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The run whose refusal led here.' }) runId!: string | null;
  @Field(() => String, { nullable: true, description: 'The system that nobody has connected yet.' }) wanted!:
    string | null;
  @Field(() => [RequestAskerType]) askers!: readonly RequestAskerType[];
  @Field(() => GraphQLISODateTime) askedAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) endedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What the steward said.' }) answer!: string | null;
  @Field(() => ID, { nullable: true }) exceptionId!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the granted exception ends.' })
  expiresAt!: Date | null;
  @Field({ description: 'Whether the signed-in person asks it.' }) mine!: boolean;
  @Field({ description: 'Whether the signed-in person may answer it: never one of those who ask.' })
  mayDecide!: boolean;
  @Field() mayWithdraw!: boolean;
  @Field({ description: 'Whether an answer waits that the person was not shown yet.' }) isNews!: boolean;
  workflowId!: string | null;
  decidedById!: string | null;
}

@ObjectType('RequestPage')
export class RequestPageType {
  @Field(() => [RequestType]) items!: readonly RequestType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@InputType('RequestSubjectInput', { description: 'What is asked for; which ids it needs follows from the kind.' })
export class RequestSubjectInput {
  @Field(() => RequestKindEnum) kind!: RequestKind;
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => ID, { nullable: true }) connectorId?: string | null;
  @Field(() => ID, { nullable: true }) toolId?: string | null;
  @Field(() => ID, { nullable: true }) layerId?: string | null;
  @Field(() => ID, { nullable: true }) ruleId?: string | null;
  @Field(() => String, { nullable: true, description: 'The system to connect, in one’s own words.' }) wanted?:
    string | null;
}

@InputType('AskRequestInput')
export class AskRequestInput {
  @Field(() => RequestSubjectInput) subject!: RequestSubjectInput;
  @Field() justification!: string;
  @Field(() => ID, { nullable: true }) runId?: string | null;
}

@InputType('GrantRequestInput')
export class GrantRequestInput {
  @Field(() => ID) requestId!: string;
  @Field(() => Int) revision!: number;
  @Field(() => String, { nullable: true }) answer?: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the exception ends.' }) expiresAt?: Date | null;
  @Field(() => ID, { nullable: true, description: 'The connector that was registered for it.' }) connectorId?:
    string | null;
}

@ObjectType('AskedRequest')
export class AskedRequestType {
  @Field(() => RequestType) request!: RequestType;
  @Field({ description: 'Whether an open request was there already, which the person joined.' }) joined!: boolean;
}
