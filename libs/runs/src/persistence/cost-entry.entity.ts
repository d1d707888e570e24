import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  ConnectorId,
  CostEntryId,
  OrganisationId,
  PersonId,
  PolicyLayerId,
  RunId,
  StepId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { bigInteger, safeInteger } from '@groundswell/platform';
import type { CostKind } from '../domain/cost-entry.js';

/** One line of the cost ledger. The table only grows: a correction is a line that names the one it replaces. */
@Entity('cost_entries')
@Check(
  'cost_entries_kind',
  `kind IN ('build', 'review', 'connectorSetup', 'policySetup', 'model', 'tool', 'upkeep', 'training', 'licence', 'overhead')`,
)
@Check(
  'cost_entries_minutes',
  `(minutes IS NULL) = (rate_micros_per_hour IS NULL) AND (minutes IS NULL OR person_id IS NOT NULL)`,
)
@Check('cost_entries_other', `corrects_id <> id`)
@Index('cost_entries_source', ['organisationId', 'source'], { unique: true })
@Index('cost_entries_corrects', ['correctsId'], { unique: true })
@Index('cost_entries_at', ['organisationId', 'at', 'id'])
@Index('cost_entries_workflow', ['organisationId', 'workflowId', 'at'])
@Index('cost_entries_run', ['runId'])
export class CostEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'cost_entries_pk' }) id!: CostEntryId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') kind!: CostKind;
  @Column('uuid', { name: 'workflow_id', nullable: true }) workflowId!: WorkflowId | null;
  @Column('uuid', { name: 'version_id', nullable: true }) versionId!: WorkflowVersionId | null;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: RunId | null;
  @Column('uuid', { name: 'step_id', nullable: true }) stepId!: StepId | null;
  @Column('uuid', { name: 'connector_id', nullable: true }) connectorId!: ConnectorId | null;
  @Column('uuid', { name: 'layer_id', nullable: true }) layerId!: PolicyLayerId | null;
  /** Whose minutes these are, or who ran. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: PersonId | null;
  @Column('integer', { nullable: true }) minutes!: number | null;
  @Column('bigint', { name: 'rate_micros_per_hour', nullable: true, transformer: safeInteger })
  rateMicrosPerHour!: number | null;
  @Column('text', { nullable: true }) model!: string | null;
  @Column('bigint', { name: 'input_tokens', nullable: true, transformer: safeInteger }) inputTokens!: number | null;
  @Column('bigint', { name: 'output_tokens', nullable: true, transformer: safeInteger }) outputTokens!: number | null;
  @Column('bigint', { name: 'cache_read_tokens', nullable: true, transformer: safeInteger })
  cacheReadTokens!: number | null;
  @Column('bigint', { name: 'cache_write_tokens', nullable: true, transformer: safeInteger })
  cacheWriteTokens!: number | null;
  @Column('boolean') estimated!: boolean;
  @Column('text', { name: 'price_id', nullable: true }) priceId!: string | null;
  /** The exact cost; the amount is this, converted once. */
  @Column('bigint', { name: 'cost_pico_usd', nullable: true, transformer: bigInteger }) costPicoUsd!: bigint | null;
  @Column('bigint', { name: 'usd_rate_micros', nullable: true, transformer: safeInteger }) usdRateMicros!:
    number | null;
  @Column('bigint', { name: 'amount_micros', transformer: safeInteger }) amountMicros!: number;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('uuid', { name: 'corrects_id', nullable: true }) correctsId!: CostEntryId | null;
  @Column('text', { nullable: true }) note!: string | null;
  /** What caused it: the same cause is booked once. */
  @Column('text') source!: string;
}
