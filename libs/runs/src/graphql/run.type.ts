import { createUnionType, Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type {
  ApprovalId,
  AuditEntryId,
  JsonObject,
  OrganisationId,
  PersonId,
  RunId,
  StepId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { JsonScalar, MicrosScalar, PicoUsdScalar } from '@groundswell/platform';
import { PolicyExplanationType, type PolicyExplanation } from '@groundswell/policies';
import type { Outcome, RunMode, RunPurpose, RunTrigger } from '../domain/run-kind.js';
import type { LimitReached } from '../domain/limit-reached.js';
import type { RunStatus, RunWait } from '../domain/run.js';
import type { StepKind, StepStatus } from '../domain/step.js';
import { LimitReachedType } from './limit-reached.type.js';
import {
  RunModeEnum,
  RunPurposeEnum,
  RunStatusEnum,
  RunTriggerEnum,
  RunWaitEnum,
  StepKindEnum,
  StepStatusEnum,
} from './run.enums.js';

@ObjectType('RunLabels', { description: 'What a run has taken in so far. A label is never taken off.' })
export class RunLabelsType {
  @Field() privateData!: boolean;
  @Field() untrustedContent!: boolean;
  @Field() reachedOutside!: boolean;
}

@ObjectType('RunFailure', { description: 'Why a run did not succeed, and what to do next.' })
export class RunFailureType {
  @Field() code!: string;
  @Field() message!: string;
  @Field() nextStep!: string;
  @Field(() => PolicyExplanationType, { nullable: true }) explanation!: PolicyExplanation | null;
  @Field(() => ID, { nullable: true, description: 'The stop that ended it, when somebody pulled the kill switch.' })
  stopId?: string | null;
  @Field(() => LimitReachedType, { nullable: true, description: 'The budget or limit that allowed no further turn.' })
  limit?: LimitReached | null;
}

@ObjectType('RunActions', { description: 'What the signed-in person may do with a run now.' })
export class RunActionsType {
  @Field() cancel!: boolean;
  @Field() approve!: boolean;
  @Field({ description: 'Say what became of a write of which nobody knows whether it happened.' }) settle!: boolean;
  @Field() confirm!: boolean;
  @Field() rerun!: boolean;
  @Field({ description: 'Start it again so that the retry stands for it: it came to nothing.' }) retry!: boolean;
  @Field({ description: 'Answer what it asks.' }) answer!: boolean;
  @Field({ description: 'Keep it as a test case of its workflow.' }) makeTestCase!: boolean;
}

/** A step in GraphQL; its tool is fetched from the id that has no field. */
@ObjectType('Step', { description: 'One persisted act of a run.' })
export class StepType {
  @Field(() => ID) id!: StepId;
  @Field(() => Int) seq!: number;
  @Field(() => StepKindEnum) kind!: StepKind;
  @Field(() => StepStatusEnum) status!: StepStatus;
  @Field() title!: string;
  @Field(() => GraphQLISODateTime) startedAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) endedAt!: Date | null;
  @Field(() => Int, { nullable: true }) durationMs!: number | null;
  @Field(() => JsonScalar, { nullable: true }) arguments!: JsonObject | null;
  @Field(() => JsonScalar, { nullable: true, description: 'What the tool gave, whole.' }) result!: unknown;
  @Field(() => String, { nullable: true, description: 'Words of a model or a person: inert text.' }) text!:
    string | null;
  @Field(() => PolicyExplanationType, { nullable: true }) explanation!: PolicyExplanation | null;
  @Field({ description: 'Made by the practice model.' }) practice!: boolean;
  @Field(() => MicrosScalar, { nullable: true }) costMicros!: number | null;
  @Field(() => ID, { nullable: true, description: 'The run that this step began, where it calls a workflow.' })
  childRunId!: RunId | null;
  @Field(() => ID, { nullable: true }) auditEntryId!: AuditEntryId | null;
  toolId!: ToolId | null;
  editedById!: PersonId | null;
}

@ObjectType('CallPreview', { description: 'What a call would change, as a tool that only reads says it.' })
export class CallPreviewType {
  @Field(() => JsonScalar, { nullable: true }) before!: unknown;
  @Field(() => JsonScalar, { nullable: true }) after!: unknown;
  @Field(() => String, { nullable: true, description: 'In words, where it does not say it in fields: inert text.' })
  text!: string | null;
}

/** An approval in GraphQL; tool and `mayDecide` are resolved from what has no field. */
@ObjectType('Approval', { description: 'A question to people: may this very call be made?' })
export class ApprovalType {
  @Field(() => ID) id!: ApprovalId;
  @Field(() => ID) stepId!: StepId;
  @Field(() => JsonScalar) arguments!: JsonObject;
  @Field({ description: 'Send it back with the answer: the answer is good for these arguments only.' })
  argumentsDigest!: string;
  @Field() reason!: string;
  @Field(() => GraphQLISODateTime) requestedAt!: Date;
  @Field(() => GraphQLISODateTime) expiresAt!: Date;
  @Field({ description: 'Whether the signed-in person is among those who are asked.' }) mayDecide!: boolean;
  @Field({ description: 'Whether they may change the call before it is made.' }) mayEdit!: boolean;
  @Field(() => JsonScalar, { nullable: true, description: 'What the run asked for, where a person changed it.' })
  originalArguments!: JsonObject | null;
  @Field(() => CallPreviewType, { nullable: true }) preview!: CallPreviewType | null;
  toolId!: ToolId;
  editedById!: PersonId | null;
  agreedByIds!: readonly PersonId[];
}

/** A run in GraphQL. Upper libraries add fields to it; properties without a field are there for their resolvers. */
@ObjectType('Run', { description: 'One execution of a workflow version by one person.' })
export class RunType {
  @Field(() => ID) id!: RunId;
  @Field(() => RunModeEnum) mode!: RunMode;
  @Field(() => RunTriggerEnum) trigger!: RunTrigger;
  @Field(() => RunPurposeEnum) purpose!: RunPurpose;
  @Field(() => RunStatusEnum) status!: RunStatus;
  @Field(() => RunWaitEnum, { nullable: true }) waitingFor!: RunWait | null;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when it waits; null also where it waits without an end.',
  })
  waitsUntil!: Date | null;
  @Field(() => Int) revision!: number;
  @Field(() => JsonScalar) inputs!: JsonObject;
  @Field(() => JsonScalar, { nullable: true, description: 'The structured result, if the version promises one.' })
  output!: JsonObject | null;
  @Field(() => String, { nullable: true, description: 'The result as inert text.' }) outputText!: string | null;
  @Field(() => String, { nullable: true, description: 'What was said about a run recorded by hand.' }) note!:
    string | null;
  @Field(() => RunFailureType, { nullable: true }) failure!: RunFailureType | null;
  @Field(() => RunLabelsType) labels!: RunLabelsType;
  @Field(() => Int) turns!: number;
  @Field(() => Int) inputTokens!: number;
  @Field(() => Int) outputTokens!: number;
  @Field(() => Int) cacheReadTokens!: number;
  @Field(() => Int) cacheWriteTokens!: number;
  @Field(() => MicrosScalar) costMicros!: number;
  @Field(() => MicrosScalar) maxCostMicros!: number;
  @Field(() => PicoUsdScalar) costPicoUsd!: bigint;
  @Field(() => ID, { nullable: true, description: 'The run that this one repeats and stands for.' })
  retryOf!: RunId | null;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) startedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) endedAt!: Date | null;
  @Field(() => Int, { nullable: true }) durationMs!: number | null;
  organisationId!: OrganisationId;
  workflowId!: WorkflowId;
  versionId!: WorkflowVersionId;
  actorId!: PersonId;
  parentRunId!: RunId | null;
  /** The verdict as it stands with the run; the ledger of `savings` has it with its minutes. */
  storedOutcome!: Outcome | null;
}

@ObjectType('RunPage')
export class RunPageType {
  @Field(() => [RunType]) items!: readonly RunType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('FieldError')
export class FieldErrorType {
  @Field() path!: string;
  @Field() message!: string;
}

@ObjectType('MissingCredential', { description: 'A credential without which a connector cannot be used.' })
export class MissingCredentialType {
  @Field(() => ID) connectorId!: string;
  @Field() connectorName!: string;
  @Field({ description: 'Whether the person sets their own; otherwise a steward sets that of the house.' })
  own!: boolean;
}

@ObjectType('RunRefused', { description: 'Why a run was not started, and what to do next.' })
export class RunRefusedType {
  @Field() code!: string;
  @Field() message!: string;
  @Field() nextStep!: string;
  @Field(() => PolicyExplanationType, { nullable: true }) explanation!: PolicyExplanation | null;
  @Field(() => [FieldErrorType]) fields!: readonly FieldErrorType[];
  @Field(() => MissingCredentialType, { nullable: true }) missingCredential?: MissingCredentialType;
  @Field(() => LimitReachedType, { nullable: true, description: 'The budget that does not allow a first turn.' })
  limit?: LimitReached;
}

export const StartRunResultType = createUnionType({
  name: 'StartRunResult',
  types: () => [RunType, RunRefusedType] as const,
  resolveType: (value: RunType | RunRefusedType) => ('nextStep' in value ? RunRefusedType : RunType),
});

@ObjectType('ModelService', { description: 'Which model live runs use, and what practice is.' })
export class ModelServiceType {
  @Field() liveConfigured!: boolean;
  @Field(() => String, { nullable: true }) baseUrl!: string | null;
  @Field() practiceExplanation!: string;
}

@ObjectType('ModelPrice', { description: 'US dollars per million tokens, from a day on.' })
export class ModelPriceType {
  @Field() model!: string;
  @Field(() => Float) inputPerMTok!: number;
  @Field(() => Float) outputPerMTok!: number;
  @Field(() => Float) cacheReadPerMTok!: number;
  @Field(() => Float, { description: 'Written for five minutes.' }) cacheWritePerMTok!: number;
  @Field(() => Float, { description: 'Written for an hour.' }) cacheWrite1hPerMTok!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'The largest prompt that this price covers; null is without an end.',
  })
  upToPromptTokens!: number | null;
  @Field(() => Int, { nullable: true, description: 'The most that the model takes in, in tokens.' })
  contextTokens!: number | null;
  @Field(() => Int, { nullable: true, description: 'The longest reply that it gives, in tokens.' })
  maxOutputTokens!: number | null;
  @Field({ description: 'Names the list for good: each attempt keeps it.' }) listId!: string;
  @Field(() => GraphQLISODateTime) validFrom!: Date;
  @Field() note!: string;
}
