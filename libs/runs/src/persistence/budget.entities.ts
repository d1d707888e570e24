import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { OrganisationId, PersonId, RunId, TeamId, WorkflowId } from '@groundswell/kernel';
import { safeInteger } from '@groundswell/platform';
import type { BudgetLevel } from '../domain/budget.js';

/** What the model may cost in a calendar month, at one level. */
@Entity('budgets')
@Check('budgets_level', `level IN ('organisation', 'team', 'workflow')`)
@Check('budgets_limit', `limit_micros >= 0`)
@Index('budgets_target', ['organisationId', 'level', 'targetId'], { unique: true })
export class BudgetEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'budgets_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') level!: BudgetLevel;
  @Column('uuid', { name: 'target_id' }) targetId!: string;
  @Column('bigint', { name: 'limit_micros', transformer: safeInteger }) limitMicros!: number;
  @Column('integer') revision!: number;
  @Column('uuid', { name: 'set_by_id' }) setById!: PersonId;
  @Column('timestamptz', { name: 'set_at' }) setAt!: Date;
}

/** What of a budget is spent in a month, by the ledger, and what is held for turns under way. */
@Entity('budget_months')
@Check('budget_months_reserved', `reserved_micros >= 0`)
export class BudgetMonthEntity {
  @PrimaryColumn('uuid', { name: 'budget_id', primaryKeyConstraintName: 'budget_months_pk' }) budgetId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'budget_months_pk' }) month!: string;
  @ManyToOne(() => BudgetEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'budget_id', foreignKeyConstraintName: 'budget_months_budget' })
  budget!: Relation<BudgetEntity>;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('bigint', { name: 'spent_micros', transformer: safeInteger }) spentMicros!: number;
  @Column('bigint', { name: 'reserved_micros', transformer: safeInteger }) reservedMicros!: number;
}

/** What one attempt under way may cost at most. A run has one at a time; the worker that asked settles it. */
@Entity('budget_holds')
export class BudgetHoldEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'budget_holds_pk' }) runId!: RunId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('uuid', { name: 'team_id' }) teamId!: TeamId;
  @Column('uuid', { name: 'lease_owner' }) leaseOwner!: string;
  @Column('text') month!: string;
  @Column('bigint', { name: 'amount_micros', transformer: safeInteger }) amountMicros!: number;
  /** The size of what was sent: the guess at the cost, should its worker die. */
  @Column('integer', { name: 'request_characters' }) requestCharacters!: number;
  @Column('timestamptz', { name: 'held_at' }) heldAt!: Date;
}

/** A threshold that a budget passed in a month. Given once, never changed. */
@Entity('budget_warnings')
@Check('budget_warnings_percent', `percent IN (50, 80, 100)`)
@Index('budget_warnings_once', ['organisationId', 'level', 'targetId', 'month', 'percent'], { unique: true })
export class BudgetWarningEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'budget_warnings_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') level!: BudgetLevel;
  @Column('uuid', { name: 'target_id' }) targetId!: string;
  @Column('text') month!: string;
  @Column('integer') percent!: number;
  @Column('bigint', { name: 'spent_micros', transformer: safeInteger }) spentMicros!: number;
  @Column('bigint', { name: 'limit_micros', transformer: safeInteger }) limitMicros!: number;
  @Column('timestamptz') at!: Date;
}
