import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import type { JsonValue } from '@groundswell/kernel';
import { JsonScalar, MicrosScalar } from '@groundswell/platform';
import type { Stage } from '../domain/stage.js';
import { StageEnum } from './workflow.type.js';

/** The orders of the library as GraphQL shows them. */
export enum WorkflowSortEnum {
  RELEVANCE = 'RELEVANCE',
  NEWEST = 'NEWEST',
  MOST_ADAPTED = 'MOST_ADAPTED',
  TITLE = 'TITLE',
}
registerEnumType(WorkflowSortEnum, { name: 'WorkflowSort' });

@InputType('WorkflowFilter', { description: 'All given parts must fit. Retired ones are found only by their stage.' })
export class WorkflowFilterInput {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) teamId?: string | null;
  @Field(() => [StageEnum], { nullable: true }) stage?: Stage[] | null;
  @Field(() => ID, { nullable: true }) connectorId?: string | null;
  @Field(() => Boolean, { nullable: true }) mayWrite?: boolean | null;
  @Field(() => ID, { nullable: true }) ownerId?: string | null;
  @Field(() => Boolean, { nullable: true }) mine?: boolean | null;
  @Field(() => ID, { nullable: true }) adaptedFromId?: string | null;
}

@InputType('RegisterWorkflowInput')
export class RegisterWorkflowInput {
  @Field() title!: string;
  @Field({ description: 'The tedious task in plain words.' }) task!: string;
  @Field(() => ID) teamId!: string;
  @Field(() => ID, { nullable: true, description: 'Left out: whoever registers it.' }) ownerId?: string | null;
  @Field(() => String, { nullable: true, description: 'The same key again answers with the same workflow.' })
  clientKey?: string | null;
}

@InputType('BindingInput')
export class BindingInput {
  @Field(() => ID) connectorId!: string;
  @Field(() => [ID]) toolIds!: string[];
}

@InputType('SaveDraftInput')
export class SaveDraftInput {
  @Field(() => ID) versionId!: string;
  @Field(() => Int, { description: 'The revision that was opened; a newer one answers with a conflict.' })
  revision!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) task?: string | null;
  @Field() instructions!: string;
  @Field(() => JsonScalar) inputSchema!: JsonValue;
  @Field(() => JsonScalar, { nullable: true }) outputSchema?: JsonValue;
  @Field(() => JsonScalar) sampleInputs!: JsonValue;
  @Field() model!: string;
  @Field(() => Int) maxTurns!: number;
  @Field(() => MicrosScalar) maxCostMicros!: number;
  @Field(() => Int, { nullable: true }) maxTokens?: number | null;
  @Field(() => Int, { nullable: true }) maxMinutes?: number | null;
  @Field(() => Int, { nullable: true, description: 'Questions that a run may ask its person; none if left out.' })
  maxQuestions?: number | null;
  @Field(() => [BindingInput]) bindings!: BindingInput[];
  @Field(() => [ID], { nullable: true, description: 'Workflows that it may call; left out: those of before.' })
  calls?: string[] | null;
  @Field(() => JsonScalar, { nullable: true }) rehearsal?: JsonValue;
  @Field() changeNote!: string;
}

@InputType('ReviewVersionInput')
export class ReviewVersionInput {
  @Field(() => ID) versionId!: string;
  @Field(() => Int) revision!: number;
  @Field({ description: 'Approving publishes the version.' }) approve!: boolean;
  @Field() comment!: string;
  @Field(() => Int) reviewMinutes!: number;
}

@InputType('AdaptWorkflowInput')
export class AdaptWorkflowInput {
  @Field(() => ID) versionId!: string;
  @Field() title!: string;
  @Field() task!: string;
  @Field(() => ID) teamId!: string;
  @Field(() => String, { nullable: true, description: 'The same key again answers with the same workflow.' })
  clientKey?: string | null;
}
