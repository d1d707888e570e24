import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { EvidenceGradeEnum, OutcomeEnum } from '@groundswell/runs';
import type { EvidenceGrade } from '../domain/evidence-grade.js';
import type { Outcome } from '../domain/minutes-saved.js';
import type { TimeEntry } from '../domain/time-entry.js';

@ObjectType('TimeEntry', {
  description: 'One line of the time ledger. Never changed: a correction names the old line.',
})
export class TimeEntryType {
  @Field(() => ID) id!: string;
  @Field(() => ID, { nullable: true }) runId!: string | null;
  @Field(() => Int, { description: 'What the task takes by hand.' }) baselineMinutes!: number;
  @Field(() => Int, { description: 'What a person still spent on it.' }) humanMinutes!: number;
  @Field(() => Int, { description: 'May be negative: time was lost.' }) savedMinutes!: number;
  @Field(() => EvidenceGradeEnum) grade!: EvidenceGrade;
  @Field(() => OutcomeEnum, { nullable: true }) outcome!: Outcome | null;
  @Field({ description: 'Whether the run ended without a usable output.' }) failed!: boolean;
  @Field(() => GraphQLISODateTime, { description: 'When the work was done.' }) at!: Date;
  @Field(() => GraphQLISODateTime) recordedAt!: Date;
  @Field(() => ID, { nullable: true, description: 'The line that this one takes the place of.' }) corrects!:
    string | null;
  @Field(() => String, { nullable: true }) note!: string | null;
  workflowId!: string;
  personId!: string;
}

/** The GraphQL shape of a line of the time ledger. */
export function timeEntryTypeOf(entry: TimeEntry): TimeEntryType {
  const { id, runId, workflowId, personId, baselineMinutes, humanMinutes, savedMinutes, grade, outcome, failed } =
    entry;
  const { at, recordedAt, corrects, note } = entry;
  return {
    ...{ id, runId, workflowId, personId, baselineMinutes, humanMinutes, savedMinutes, grade, outcome, failed },
    ...{ at, recordedAt, corrects, note },
  };
}
