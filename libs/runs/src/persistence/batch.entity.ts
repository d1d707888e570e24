import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type {
  BatchId,
  JsonObject,
  OrganisationId,
  PersonId,
  RunId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import type { BatchRowState, BatchStatus } from '../domain/batch.js';
import type { KeptRefusal } from '../start-run/kept-refusal.js';
import type { RunMode } from '../domain/run-kind.js';
import type { CellFault, ColumnMapping } from '../domain/tables/table-columns.js';

/** A table of which each row becomes a run. */
@Entity('batches')
@Check('batches_mode', `mode IN ('live', 'practice')`)
@Check('batches_status', `status IN ('draft', 'running', 'paused', 'finished', 'cancelled')`)
@Check('batches_ended', `(status IN ('finished', 'cancelled')) = (ended_at IS NOT NULL)`)
@Check('batches_reason', `pause_reason IS NULL OR status = 'paused'`)
@Check('batches_refusal', `pause_refusal IS NULL OR pause_reason IS NOT NULL`)
@Index('batches_newest', ['organisationId', 'createdAt', 'id'])
@Index('batches_running', ['organisationId'], { where: `status = 'running'` })
export class BatchEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'batches_pk' }) id!: BatchId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  /** On whose authority each row runs. */
  @Column('uuid', { name: 'actor_id' }) actorId!: PersonId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  /** The version against whose inputs the rows were checked; no row runs another one. */
  @Column('uuid', { name: 'version_id' }) versionId!: WorkflowVersionId;
  @Column('text') name!: string;
  /** The sheet from which it was read; null for what has no sheets. */
  @Column('text', { nullable: true }) sheet!: string | null;
  @Column('text') mode!: RunMode;
  @Column('text') status!: BatchStatus;
  /** Why it paused by itself; null when a person paused it. */
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason!: string | null;
  /** What stood against the next row, where that was a rule, a credential or a budget. */
  @Column('json', { name: 'pause_refusal', nullable: true }) pauseRefusal!: KeptRefusal | null;
  @Column('jsonb') headings!: string[];
  /** For each column the input that it fills. */
  @Column('jsonb') columns!: ColumnMapping;
  @Column('integer', { name: 'row_count' }) rowCount!: number;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'resumed_at', nullable: true }) resumedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

/** A row of a batch, and what became of it. */
@Entity('batch_rows')
@Check(
  'batch_rows_state',
  `state IN ('faulty', 'waiting', 'started', 'succeeded', 'failed', 'stopped', 'cancelled', 'refused', 'left')`,
)
@Check('batch_rows_fits', `(inputs IS NULL) = (state = 'faulty')`)
@Check('batch_rows_started', `state <> 'started' OR run_id IS NOT NULL`)
@Index('batch_rows_run', ['runId'], { unique: true, where: 'run_id IS NOT NULL' })
@Index('batch_rows_by_state', ['batchId', 'state', 'number'])
export class BatchRowEntity {
  @PrimaryColumn('uuid', { name: 'batch_id', primaryKeyConstraintName: 'batch_rows_pk' }) batchId!: BatchId;
  /** From 1, without the headings. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'batch_rows_pk' }) number!: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  /** As they came. */
  @Column('jsonb') cells!: string[];
  @Column('json', { nullable: true }) inputs!: JsonObject | null;
  @Column('jsonb', { nullable: true }) faults!: CellFault[] | null;
  @Column('text') state!: BatchRowState;
  /** Counts how often the row was begun anew. */
  @Column('integer') attempt!: number;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: RunId | null;
  /** The run whose place the next one takes. */
  @Column('uuid', { name: 'retry_of_id', nullable: true }) retryOfId!: RunId | null;
  /** Why no run was started for it. */
  @Column('text', { nullable: true }) refusal!: string | null;
  @ManyToOne(() => BatchEntity)
  @JoinColumn({ name: 'batch_id', foreignKeyConstraintName: 'batch_rows_batch' })
  batch!: Relation<BatchEntity>;
}
