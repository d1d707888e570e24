import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import type { LayerScope } from '../domain/layer.js';
import type { ObligationKind, RuleEffect } from '../domain/rule.js';

/** The scopes as GraphQL shows them. */
export enum LayerScopeEnum {
  organisation = 'organisation',
  team = 'team',
  connector = 'connector',
  workflow = 'workflow',
}
registerEnumType(LayerScopeEnum, { name: 'LayerScope', description: 'Where a policy layer is set.' });

export enum RuleEffectEnum {
  allow = 'allow',
  deny = 'deny',
}
registerEnumType(RuleEffectEnum, { name: 'RuleEffect' });

export enum ObligationKindEnum {
  approval = 'approval',
  redaction = 'redaction',
  costLimit = 'costLimit',
  review = 'review',
}
registerEnumType(ObligationKindEnum, { name: 'ObligationKind', description: 'What must happen for an allowed call.' });

@ObjectType('PolicyRule', { description: 'One rule of a layer. A deny beats every allow of its layer.' })
export class PolicyRuleType {
  @Field(() => ID) id!: string;
  @Field(() => RuleEffectEnum) effect!: RuleEffect;
  @Field({ description: 'tool.call, model.use or workflow.run.' }) action!: string;
  @Field({ description: 'Tool, Model or Workflow: what the action concerns.' }) subject!: string;
  @Field(() => JsonScalar, { description: 'Fields of the subject with values or comparisons; all must hold.' })
  conditions!: unknown;
  @Field() reason!: string;
  @Field({ description: 'No exception passes a sealed rule.' }) sealed!: boolean;
  @Field({ description: 'The rule in one plain sentence.' }) sentence!: string;
}

@ObjectType('Obligation', { description: 'What must happen for an allowed call. Obligations of all layers add up.' })
export class ObligationType {
  @Field(() => ID) id!: string;
  @Field(() => ObligationKindEnum) kind!: ObligationKind;
  @Field(() => JsonScalar) conditions!: unknown;
  @Field(() => JsonScalar, {
    description:
      '{ by } for approval, { fields } for redaction, { maxCostMicros } for costLimit, { percent } for review.',
  })
  value!: unknown;
  @Field() reason!: string;
  @Field() sealed!: boolean;
  @Field({ description: 'The obligation in one plain sentence.' }) sentence!: string;
}

@ObjectType('PolicyLayer', { description: 'A versioned list of rules and obligations, set at one place.' })
export class PolicyLayerType {
  @Field(() => ID) id!: string;
  @Field(() => LayerScopeEnum) scope!: LayerScope;
  @Field() name!: string;
  @Field(() => ID, { nullable: true, description: 'The team, connector or workflow; null for the organisation’s.' })
  targetId!: string | null;
  @Field(() => String, { nullable: true }) targetName!: string | null;
  @Field(() => Int) version!: number;
  @Field(() => Int, { description: 'Send it back with a change.' }) revision!: number;
  @Field(() => [PolicyRuleType]) rules!: PolicyRuleType[];
  @Field(() => [ObligationType]) obligations!: ObligationType[];
  @Field(() => GraphQLISODateTime) updatedAt!: Date;
  /** Resolved to `updatedBy`. */
  updatedById!: string | null;
}

@ObjectType('GovernedWorkflow', { description: 'A workflow whose stack contains a layer.' })
export class GovernedWorkflowType {
  @Field(() => ID) workflowId!: string;
  @Field() title!: string;
  @Field() stage!: string;
  @Field(() => String, { nullable: true, description: 'The ancestor that it inherits the layer from.' })
  throughTitle!: string | null;
}

@InputType('PolicyRuleInput')
export class PolicyRuleInputType {
  @Field(() => ID, { nullable: true, description: 'Of a rule that the layer has; absent for a new one.' }) id?:
    string | null;
  @Field(() => RuleEffectEnum) effect!: RuleEffect;
  @Field() action!: string;
  @Field() subject!: string;
  @Field(() => JsonScalar) conditions!: unknown;
  @Field() reason!: string;
  @Field() sealed!: boolean;
}

@InputType('ObligationInput')
export class ObligationInputType {
  @Field(() => ID, { nullable: true }) id?: string | null;
  @Field(() => ObligationKindEnum) kind!: ObligationKind;
  @Field(() => JsonScalar) conditions!: unknown;
  @Field(() => JsonScalar) value!: unknown;
  @Field() reason!: string;
  @Field(() => Boolean, { nullable: true, description: 'Absent: as it was; not sealed when new.' })
  sealed?: boolean | null;
}

@InputType('SavePolicyLayerInput')
export class SavePolicyLayerInput {
  @Field(() => ID, { nullable: true, description: 'Absent for a new layer.' }) id?: string | null;
  @Field(() => LayerScopeEnum) scope!: LayerScope;
  @Field(() => ID, { nullable: true }) targetId?: string | null;
  @Field() name!: string;
  @Field(() => Int, { nullable: true, description: 'The revision that was changed; needed with an id.' })
  revision?: number | null;
  @Field(() => [PolicyRuleInputType]) rules!: PolicyRuleInputType[];
  @Field(() => [ObligationInputType]) obligations!: ObligationInputType[];
}
