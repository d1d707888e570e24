import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ExceptionEnd, IdleReason } from '../domain/exception.js';
import type { LayerScope } from '../domain/layer.js';
import { LayerScopeEnum } from './policy-layer.type.js';

export enum ExceptionEndEnum {
  expired = 'expired',
  revoked = 'revoked',
  replaced = 'replaced',
}
registerEnumType(ExceptionEndEnum, { name: 'ExceptionEnd', description: 'How an exception ended.' });

@ObjectType('PolicyException', {
  description: 'A dated permission past one deny rule of one layer for one workflow. Never past a sealed rule.',
})
export class PolicyExceptionType {
  @Field(() => ID) id!: string;
  @Field(() => ID) layerId!: string;
  @Field() layerName!: string;
  @Field(() => LayerScopeEnum) layerScope!: LayerScope;
  @Field(() => ID) ruleId!: string;
  @Field({ description: 'The rule as it was when the exception was granted.' }) ruleSentence!: string;
  @Field(() => ID) workflowId!: string;
  @Field(() => String, { nullable: true }) workflowTitle!: string | null;
  @Field() justification!: string;
  @Field(() => GraphQLISODateTime) grantedAt!: Date;
  @Field(() => GraphQLISODateTime) expiresAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When people were reminded of its end.' })
  remindedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) endedAt!: Date | null;
  @Field(() => ExceptionEndEnum, { nullable: true }) endedHow!: ExceptionEnd | null;
  @Field(() => String, { nullable: true }) endReason!: string | null;
  @Field({ description: 'Whether it opens anything at this moment.' }) inForce!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Why it has no effect although nobody ended it: expired, rule-gone, rule-changed or rule-sealed.',
  })
  idle!: IdleReason | null;
  /** Resolved to people. */
  askedById!: string;
  grantedById!: string;
  endedById!: string | null;
}

@InputType('PolicyExceptionsFilter')
export class PolicyExceptionsFilterInput {
  @Field(() => ID, { nullable: true }) layerId?: string | null;
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Also those that have ended.' }) ended?: boolean | null;
}

@InputType('GrantExceptionInput')
export class GrantExceptionInput {
  @Field(() => ID) layerId!: string;
  @Field(() => ID) ruleId!: string;
  @Field(() => ID) workflowId!: string;
  @Field(() => ID, { description: 'Who asked for it: someone else than who grants it.' }) askedById!: string;
  @Field({ description: 'Why it is needed.' }) justification!: string;
  @Field(() => GraphQLISODateTime, { description: 'At most 90 days ahead.' }) expiresAt!: Date;
}
