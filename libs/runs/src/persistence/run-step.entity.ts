import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditEntryId, JsonObject, OrganisationId, PersonId, RunId, StepId, ToolId } from '@groundswell/kernel';
import { bigInteger, safeInteger } from '@groundswell/platform';
import type { PolicyExplanation } from '@groundswell/policies';
import type { ReplyBlock, ReplyEnd } from '../domain/conversation.js';
import type { StepKind, StepStatus } from '../domain/step.js';

/** One persisted act of a run, written before it acts and settled after. */
@Entity('run_steps')
@Check('run_steps_kind', `kind IN ('model', 'tool', 'approval', 'output')`)
@Check('run_steps_status', `status IN ('intended', 'done', 'failed', 'refused', 'waiting', 'unknown', 'cancelled')`)
@Index('run_steps_seq', ['runId', 'seq'], { unique: true })
@Index('run_steps_started', ['organisationId', 'startedAt'])
@Index('run_steps_unknown', ['organisationId', 'runId'], { where: `status = 'unknown'` })
@Index('run_steps_in_flight', ['organisationId', 'runId'], {
  where: `kind = 'tool' AND status = 'intended' AND NOT repeatable`,
})
export class RunStepEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'run_steps_pk' }) id!: StepId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'run_id' }) runId!: RunId;
  @Column('integer') seq!: number;
  @Column('integer') turn!: number;
  @Column('integer', { name: 'use_index', nullable: true }) useIndex!: number | null;
  @Column('text') kind!: StepKind;
  @Column('text') status!: StepStatus;
  @Column('text') title!: string;
  @Column('boolean') practice!: boolean;
  @Column('uuid', { name: 'tool_id', nullable: true }) toolId!: ToolId | null;
  /** The run that this step began, where it calls a workflow. */
  @Column('uuid', { name: 'child_run_id', nullable: true }) childRunId!: RunId | null;
  @Column('json', { nullable: true }) arguments!: JsonObject | null;
  /** Whether the call may be made again after a crash. */
  @Column('boolean') repeatable!: boolean;
  @Column('json', { nullable: true }) reply!: readonly ReplyBlock[] | null;
  @Column('text', { name: 'reply_end', nullable: true }) replyEnd!: ReplyEnd | null;
  @Column('text', { name: 'reply_detail', nullable: true }) replyDetail!: string | null;
  /** What the tool gave, whole. */
  @Column('json', { nullable: true }) result!: unknown;
  /** What the model was told of it, cut to size. */
  @Column('text', { nullable: true }) told!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('jsonb', { nullable: true }) explanation!: PolicyExplanation | null;
  @Column('bigint', { name: 'cost_pico_usd', nullable: true, transformer: bigInteger }) costPicoUsd!: bigint | null;
  @Column('bigint', { name: 'cost_micros', nullable: true, transformer: safeInteger }) costMicros!: number | null;
  @Column('uuid', { name: 'audit_entry_id', nullable: true }) auditEntryId!: AuditEntryId | null;
  /** Who changed the arguments before the call was approved. */
  @Column('uuid', { name: 'edited_by_id', nullable: true }) editedById!: PersonId | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
