import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type {
  BatchId,
  JsonObject,
  OrganisationId,
  PersonId,
  RunId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { JsonScalar, MicrosScalar } from '@groundswell/platform';
import type { BatchRowState, BatchStatus } from '../domain/batch.js';
import type { RunMode } from '../domain/run-kind.js';
import type { RunStatus, RunWait } from '../domain/run.js';
import { CellFaultType } from './input-file.type.js';
import { RunModeEnum, RunStatusEnum, RunWaitEnum } from './run.enums.js';
import { RunFailureType, RunRefusedType } from './run.type.js';

/** The states of a batch as GraphQL shows them. */
export enum BatchStatusEnum {
  draft = 'draft',
  running = 'running',
  paused = 'paused',
  finished = 'finished',
  cancelled = 'cancelled',
}
export enum BatchRowStateEnum {
  faulty = 'faulty',
  waiting = 'waiting',
  started = 'started',
  succeeded = 'succeeded',
  failed = 'failed',
  stopped = 'stopped',
  cancelled = 'cancelled',
  refused = 'refused',
  left = 'left',
}
export enum BatchRowFilterEnum {
  all = 'all',
  faulty = 'faulty',
  waiting = 'waiting',
  underWay = 'underWay',
  waitingForPeople = 'waitingForPeople',
  succeeded = 'succeeded',
  failed = 'failed',
}
registerEnumType(BatchStatusEnum, { name: 'BatchStatus' });
registerEnumType(BatchRowStateEnum, {
  name: 'BatchRowState',
  description: 'faulty: never fitted; refused: turned away at its start; left: not reached before it was cancelled.',
});
registerEnumType(BatchRowFilterEnum, { name: 'BatchRowFilter' });

@ObjectType('BatchCounts', { description: 'How many rows are where, at this moment.' })
export class BatchCountsType {
  @Field(() => Int) faulty!: number;
  @Field(() => Int) waiting!: number;
  @Field(() => Int, { description: 'Runs under way, those that wait for people included.' }) underWay!: number;
  @Field(() => Int) waitingForPeople!: number;
  @Field(() => Int) succeeded!: number;
  @Field(() => Int, { description: 'Came to nothing: failed, stopped, cancelled or refused.' }) failed!: number;
  @Field(() => Int) left!: number;
  @Field(() => MicrosScalar) costMicros!: number;
}

@ObjectType('BatchRow')
export class BatchRowType {
  @Field(() => Int) number!: number;
  @Field(() => [String]) cells!: readonly string[];
  @Field(() => [CellFaultType]) faults!: readonly CellFaultType[];
  @Field(() => BatchRowStateEnum) state!: BatchRowState;
  @Field(() => String, { nullable: true, description: 'Why no run was started for it.' }) refusal!: string | null;
  @Field(() => ID, { nullable: true }) runId!: RunId | null;
  @Field(() => RunStatusEnum, { nullable: true }) runStatus!: RunStatus | null;
  @Field(() => RunWaitEnum, { nullable: true }) waitingFor!: RunWait | null;
  @Field(() => String, { nullable: true }) outputText!: string | null;
  @Field(() => JsonScalar, { nullable: true }) output!: JsonObject | null;
  @Field(() => RunFailureType, { nullable: true }) failure!: RunFailureType | null;
  @Field(() => MicrosScalar, { nullable: true }) costMicros!: number | null;
}

@ObjectType('BatchRowPage')
export class BatchRowPageType {
  @Field(() => [BatchRowType]) items!: readonly BatchRowType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => Int, { nullable: true }) nextAfter!: number | null;
}

@ObjectType('BatchActions', { description: 'What the signed-in person may do with a batch now.' })
export class BatchActionsType {
  @Field() start!: boolean;
  @Field() pause!: boolean;
  @Field() resume!: boolean;
  @Field() cancel!: boolean;
  @Field() retry!: boolean;
}

@ObjectType('Batch', { description: 'A table of which each row becomes a run.' })
export class BatchType {
  @Field(() => ID) id!: BatchId;
  @Field() name!: string;
  @Field(() => String, { nullable: true, description: 'The sheet from which it was read.' }) sheet!: string | null;
  @Field(() => RunModeEnum) mode!: RunMode;
  @Field(() => BatchStatusEnum) status!: BatchStatus;
  @Field(() => String, { nullable: true, description: 'Why it paused by itself.' }) pauseReason!: string | null;
  @Field(() => RunRefusedType, {
    nullable: true,
    description: 'The rule or the limit that stood against the next row.',
  })
  pauseRefusal!: RunRefusedType | null;
  @Field(() => [String]) headings!: readonly string[];
  @Field(() => [String], { nullable: 'items', description: 'For each column the input that it fills.' })
  columns!: readonly (string | null)[];
  @Field(() => Int, { description: 'Grows whenever the batch itself changes.' }) revision!: number;
  @Field(() => Int) rowCount!: number;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) startedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) endedAt!: Date | null;
  organisationId!: OrganisationId;
  workflowId!: WorkflowId;
  versionId!: WorkflowVersionId;
  actorId!: PersonId;
}

@ObjectType('BatchPage')
export class BatchPageType {
  @Field(() => [BatchType]) items!: readonly BatchType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@InputType('PrepareBatchInput')
export class PrepareBatchInput {
  @Field(() => ID) workflowId!: string;
  @Field(() => ID, { description: 'An uploaded table: CSV, or an Excel file.' }) fileId!: string;
  @Field(() => String, { nullable: true, description: 'Of a workbook; its first when left out.' })
  sheet?: string | null;
  @Field(() => RunModeEnum) mode!: RunMode;
}
