import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from '@groundswell/platform';

/** Sum over the counting lines of the cost ledger of one workflow in one month and kind. */
@Entity('cost_months')
@Check('cost_months_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class CostMonthEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'cost_months_pk' })
  organisationId!: string;
  /** The nil id for cost that belongs to no workflow. */
  @PrimaryColumn('uuid', { name: 'workflow_id', primaryKeyConstraintName: 'cost_months_pk' }) workflowId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'cost_months_pk' }) month!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'cost_months_pk' }) kind!: string;
  @Column('bigint', { transformer: safeInteger }) micros!: number;
  @Column('bigint', { transformer: safeInteger }) entries!: number;
}

/** Sum over the counting lines of the cost ledger of the whole organisation in one month. */
@Entity('cost_totals')
@Check('cost_totals_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class CostTotalEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'cost_totals_pk' })
  organisationId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'cost_totals_pk' }) month!: string;
  @Column('bigint', { transformer: safeInteger }) micros!: number;
  @Column('bigint', { transformer: safeInteger }) entries!: number;
}

/** What one statement added to the ledger and no fold has taken in yet. */
@Entity('cost_deltas')
@Index('cost_deltas_workflow', ['organisationId', 'workflowId', 'month'])
@Check('cost_deltas_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class CostDeltaEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'cost_deltas_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('text') month!: string;
  @Column('text') kind!: string;
  @Column('bigint', { transformer: safeInteger }) micros!: number;
  @Column('bigint', { transformer: safeInteger }) entries!: number;
}
