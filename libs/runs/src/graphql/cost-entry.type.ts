import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CostEntryId, PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import { MicrosScalar } from '@groundswell/platform';
import type { CostKind } from '../domain/cost-entry.js';

/** The kinds of cost as GraphQL shows them. */
export enum CostKindEnum {
  build = 'build',
  review = 'review',
  connectorSetup = 'connectorSetup',
  policySetup = 'policySetup',
  model = 'model',
  tool = 'tool',
  upkeep = 'upkeep',
  training = 'training',
  licence = 'licence',
  overhead = 'overhead',
}
registerEnumType(CostKindEnum, { name: 'CostKind' });

/** How sure the minutes of a time entry are. Declared here because both ledgers are narrowed by the same filter. */
export enum EvidenceGradeEnum {
  measured = 'measured',
  confirmed = 'confirmed',
  estimated = 'estimated',
}
registerEnumType(EvidenceGradeEnum, {
  name: 'EvidenceGrade',
  description: 'Measured: timed on both sides. Confirmed: a person looked. Estimated: nobody did.',
});

@InputType('EntryFilter', { description: 'Narrows a ledger. What is left out does not narrow.' })
export class EntryFilterInput {
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM, in the organisation’s time zone.' })
  month?: string | null;
  @Field(() => EvidenceGradeEnum, { nullable: true }) grade?: 'measured' | 'confirmed' | 'estimated' | null;
  @Field(() => CostKindEnum, { nullable: true }) kind?: CostKind | null;
  @Field(() => ID, { nullable: true }) personId?: string | null;
  @Field(() => ID, { nullable: true }) runId?: string | null;
  @Field(() => String, { nullable: true, description: 'The key of a figure: only the lines behind it.' })
  figure?: string | null;
}

/** A line of the cost ledger in GraphQL; workflow and person are resolved from the ids that have no field. */
@ObjectType('CostEntry', { description: 'One line of the cost ledger, which only grows.' })
export class CostEntryType {
  @Field(() => ID) id!: CostEntryId;
  @Field(() => CostKindEnum) kind!: CostKind;
  @Field(() => ID, { nullable: true }) runId!: RunId | null;
  @Field(() => Int, { nullable: true }) minutes!: number | null;
  @Field(() => Int, { nullable: true }) inputTokens!: number | null;
  @Field(() => Int, { nullable: true }) outputTokens!: number | null;
  @Field(() => Int, { nullable: true }) cacheReadTokens!: number | null;
  @Field(() => Int, { nullable: true }) cacheWriteTokens!: number | null;
  @Field(() => String, { nullable: true }) model!: string | null;
  @Field({ description: 'The service did not count to the end, so the tokens are a guess.' }) estimated!: boolean;
  @Field(() => MicrosScalar, { nullable: true }) rateMicrosPerHour!: number | null;
  @Field(() => MicrosScalar) amountMicros!: number;
  @Field(() => GraphQLISODateTime) at!: Date;
  @Field(() => ID, { nullable: true, description: 'The line that this one replaces.' }) corrects!: CostEntryId | null;
  @Field(() => String, { nullable: true }) note!: string | null;
  workflowId!: WorkflowId | null;
  personId!: PersonId | null;
}
