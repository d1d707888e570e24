import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { OutcomeEnum } from '@groundswell/runs';
import type { Outcome } from '../domain/minutes-saved.js';

@InputType('SetBaselineInput', { description: 'Give either the minutes, or three and more timed samples.' })
export class SetBaselineInput {
  @Field(() => ID) workflowId!: string;
  @Field(() => Int, { nullable: true }) minutes?: number | null;
  @Field(() => [Int], { nullable: true }) samples?: number[] | null;
  @Field(() => String, { nullable: true, description: 'Asked for when it takes the place of an earlier one.' })
  reason?: string | null;
}

@InputType('ConfirmRunInput', { description: 'The outcome and the minutes of a run, in one tap.' })
export class ConfirmRunInput {
  @Field(() => ID) runId!: string;
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(() => Int) humanMinutes!: number;
  @Field(() => Int, { nullable: true, description: 'What the page measured.' }) measuredHumanSeconds?: number | null;
}
