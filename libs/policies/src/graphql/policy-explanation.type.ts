import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { LayerScope } from '../domain/layer.js';
import { LayerScopeEnum } from './policy-layer.type.js';

@ObjectType('LayerVerdict', { description: 'What one layer of the stack said.' })
export class LayerVerdictType {
  @Field(() => ID) layerId!: string;
  @Field() layerName!: string;
  @Field(() => LayerScopeEnum) scope!: LayerScope;
  @Field() allowed!: boolean;
  @Field(() => ID, { nullable: true }) ruleId!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
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
}
