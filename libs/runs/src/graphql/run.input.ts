import { Field, GraphQLISODateTime, ID, InputType, Int } from '@nestjs/graphql';
import { invalidInput, type JsonObject } from '@groundswell/kernel';
import { JsonScalar } from '@groundswell/platform';
import type { Outcome, RunMode, RunTrigger } from '../domain/run-kind.js';
import type { RunLabels } from '../domain/run-labels.js';
import type { RunStatus } from '../domain/run.js';
import type { OutcomeVerdict } from '../settle-outcome/settle-outcome.service.js';
import {
  OutcomeEnum,
  OutcomeVerdictEnum,
  RunLabelEnum,
  RunModeEnum,
  RunStatusEnum,
  RunTriggerEnum,
} from './run.enums.js';

@InputType('RunFilter', { description: 'What is left out does not narrow.' })
export class RunFilterInput {
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => ID, { nullable: true }) actorId?: string | null;
  @Field(() => Boolean, { nullable: true }) mine?: boolean | null;
  @Field(() => [RunStatusEnum], { nullable: true }) status?: RunStatus[] | null;
  @Field(() => RunModeEnum, { nullable: true }) mode?: RunMode | null;
  @Field(() => RunTriggerEnum, { nullable: true }) trigger?: RunTrigger | null;
  @Field(() => RunLabelEnum, { nullable: true, description: 'Only runs that carry this label.' })
  label?: keyof RunLabels | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) since?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) until?: Date | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only successful work on which nobody has given a verdict yet.',
  })
  needsConfirmation?: boolean | null;
}

@InputType('StartRunInput')
export class StartRunInput {
  @Field(() => ID) workflowId!: string;
  @Field(() => ID, { nullable: true, description: 'A draft or a version in review, to try it.' })
  versionId?: string | null;
  @Field(() => JsonScalar) inputs!: unknown;
  @Field(() => RunModeEnum) mode!: RunMode;
  @Field({ description: 'The same submit twice has the same key, and makes one run.' }) idempotencyKey!: string;
  @Field(() => ID, { nullable: true, description: 'A run of one’s own that came to nothing; this one stands for it.' })
  retryOf?: string | null;
}

@InputType('DecideApprovalInput')
export class DecideApprovalInput {
  @Field(() => ID) approvalId!: string;
  @Field() argumentsDigest!: string;
  @Field() approve!: boolean;
  @Field(() => String, { nullable: true, description: 'Told to the model when the call is declined.' })
  reason?: string | null;
}

@InputType('EditApprovalInput')
export class EditApprovalInput {
  @Field(() => ID) approvalId!: string;
  @Field({ description: 'Of the arguments that the person saw.' }) argumentsDigest!: string;
  @Field(() => JsonScalar, { description: 'The whole of the new arguments.' }) arguments!: unknown;
}

@InputType('RecordRunInput')
export class RecordRunInput {
  @Field(() => ID) workflowId!: string;
  @Field(() => JsonScalar) inputs!: unknown;
  @Field() outputText!: string;
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(() => Int) humanMinutes!: number;
  @Field(() => GraphQLISODateTime) ranAt!: Date;
  @Field() note!: string;
  @Field() idempotencyKey!: string;
}

@InputType('SettleOutcomeInput', { description: 'What a person found out about a write whose answer was lost.' })
export class SettleOutcomeInput {
  @Field(() => ID) stepId!: string;
  @Field(() => OutcomeVerdictEnum) verdict!: OutcomeVerdict;
  @Field() reason!: string;
}

@InputType('MakeTestCaseInput')
export class MakeTestCaseInput {
  @Field(() => ID) runId!: string;
  @Field() name!: string;
  @Field({ description: 'The result that would be right: what the run gave, or that after edits.' })
  expectedText!: string;
  @Field({ description: 'That the person looked at what the case will hold, and who will see it.' })
  dataChecked!: boolean;
}

/** Inputs as they came over the wire; what is no object is an object with nothing in it, and the schema says what lacks. */
export function inputsOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Arguments as they came over the wire. @throws AppError INPUT_INVALID for what is no object */
export function argumentsOf(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalidInput([{ path: 'arguments', message: 'Enter an object with one member per argument.' }]);
}
