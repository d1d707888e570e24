import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from '@groundswell/platform';

/** Sums over the counting lines of the time ledger. */
abstract class TimeSums {
  @Column('bigint', { name: 'measured_minutes', transformer: safeInteger }) measuredMinutes!: number;
  @Column('bigint', { name: 'confirmed_minutes', transformer: safeInteger }) confirmedMinutes!: number;
  @Column('bigint', { name: 'estimated_minutes', transformer: safeInteger }) estimatedMinutes!: number;
  @Column('bigint', { name: 'estimated_unattended_minutes', transformer: safeInteger })
  estimatedUnattendedMinutes!: number;
  @Column('bigint', { name: 'lost_minutes', transformer: safeInteger }) lostMinutes!: number;
  @Column('bigint', { transformer: safeInteger }) entries!: number;
  @Column('bigint', { transformer: safeInteger }) accepted!: number;
  @Column('bigint', { transformer: safeInteger }) edited!: number;
  @Column('bigint', { transformer: safeInteger }) rejected!: number;
  @Column('bigint', { transformer: safeInteger }) failed!: number;
  @Column('bigint', { transformer: safeInteger }) sampled!: number;
  @Column('bigint', { name: 'sampled_useful', transformer: safeInteger }) sampledUseful!: number;
}

/** The sums of one workflow in one month. */
@Entity('time_months')
@Index('time_months_by_month', ['organisationId', 'month'])
@Check('time_months_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class TimeMonthEntity extends TimeSums {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'time_months_pk' })
  organisationId!: string;
  @PrimaryColumn('uuid', { name: 'workflow_id', primaryKeyConstraintName: 'time_months_pk' }) workflowId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'time_months_pk' }) month!: string;
  /** End of the last accepted or edited run: what makes a workflow live. */
  @Column('timestamptz', { name: 'last_useful_at', nullable: true }) lastUsefulAt!: Date | null;
}

/** The sums of the whole organisation in one month. */
@Entity('time_totals')
@Check('time_totals_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class TimeTotalEntity extends TimeSums {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'time_totals_pk' })
  organisationId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'time_totals_pk' }) month!: string;
}

/** What one statement added to the ledger and no fold has taken in yet. */
@Entity('time_deltas')
@Index('time_deltas_workflow', ['organisationId', 'workflowId', 'month'])
@Check('time_deltas_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class TimeDeltaEntity extends TimeSums {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'time_deltas_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('text') month!: string;
  /** End of the last accepted or edited run: what makes a workflow live. */
  @Column('timestamptz', { name: 'last_useful_at', nullable: true }) lastUsefulAt!: Date | null;
  /** A correction took the usefulness of a run back: the latest end must be looked up again. */
  @Column('boolean', { name: 'useful_taken_back' }) usefulTakenBack!: boolean;
}
