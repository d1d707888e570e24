import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ObligationKind } from '../domain/rule.js';
import type { AskedDuty, PossibleRequest, UsedException } from '../domain/explanation.js';
import type { LayerScope } from '../domain/layer.js';
import { LayerScopeEnum, ObligationKindEnum } from './policy-layer.type.js';

@ObjectType('LayerVerdict', { description: 'What one layer of the stack said.' })
export class LayerVerdictType {
  @Field(() => ID) layerId!: string;
  @Field() layerName!: string;
  @Field(() => LayerScopeEnum) scope!: LayerScope;
  @Field() allowed!: boolean;
  @Field(() => ID, { nullable: true }) ruleId!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
}

export enum RequestableKindEnum {
  exception = 'exception',
  rule = 'rule',
  tool = 'tool',
}
registerEnumType(RequestableKindEnum, {
  name: 'RequestableKind',
  description: 'An exception past a rule, a rule that allows, or a tool that a steward allows.',
});

@ObjectType('PossibleRequest', { description: 'Something to ask a steward for, with what the request needs to know.' })
export class PossibleRequestType {
  @Field(() => RequestableKindEnum) kind!: PossibleRequest['kind'];
  @Field(() => ID, { nullable: true }) layerId!: string | null;
  @Field(() => String, { nullable: true }) layerName!: string | null;
  @Field(() => ID, { nullable: true }) ruleId!: string | null;
  @Field(() => ID, { nullable: true }) toolId!: string | null;
  @Field() text!: string;
}

@ObjectType('UsedException', { description: 'An exception that made a refusing rule step aside.' })
export class UsedExceptionType {
  @Field(() => ID) exceptionId!: string;
  @Field(() => ID) layerId!: string;
  @Field() layerName!: string;
  @Field(() => ID) ruleId!: string;
  @Field() reason!: string;
  @Field({ description: 'ISO 8601.' }) expiresAt!: string;
}

@ObjectType('AskedDuty', { description: 'An obligation of a call, with the layer that it comes from.' })
export class AskedDutyType {
  @Field(() => ID) obligationId!: string;
  @Field(() => ObligationKindEnum) kind!: ObligationKind;
  @Field(() => ID) layerId!: string;
  @Field() layerName!: string;
  @Field() sealed!: boolean;
  @Field() text!: string;
}

@ObjectType('PolicyExplanation', { description: 'Why the policy stack allows or refuses something, in plain words.' })
export class PolicyExplanationType {
  @Field() allowed!: boolean;
  @Field() sentence!: string;
  @Field(() => ID, { nullable: true }) decidingLayerId!: string | null;
  @Field(() => String, { nullable: true }) decidingLayerName!: string | null;
  @Field(() => ID, { nullable: true }) ruleId!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => [String]) obligations!: readonly string[];
  @Field(() => [String], { description: 'What a steward can be asked for; empty past a sealed rule.' })
  requestable!: readonly string[];
  @Field(() => [LayerVerdictType]) layers!: readonly LayerVerdictType[];
  /** Resolved to lists that are empty for steps stored before there were any. */
  mayRequest?: readonly PossibleRequest[];
  exceptions?: readonly UsedException[];
  asks?: readonly AskedDuty[];
}

@ObjectType('PlainPermission', {
  description: 'What a workflow may do with one tool, in plain words, with its origin.',
})
export class PlainPermissionType {
  @Field(() => ID, { nullable: true }) toolId!: string | null;
  @Field() toolName!: string;
  @Field() connectorName!: string;
  @Field() allowed!: boolean;
  @Field() sentence!: string;
  @Field() origin!: string;
  @Field(() => ID, { nullable: true }) originLayerId!: string | null;
  @Field(() => [String]) obligations!: readonly string[];
  @Field(() => [UsedExceptionType], { description: 'The exceptions that it rests on.' })
  exceptions!: readonly UsedException[];
  @Field(() => [PossibleRequestType], { description: 'What may be asked for where it is refused.' })
  mayRequest!: readonly PossibleRequest[];
}
