import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BaselineId, OrganisationId, PersonId, WorkflowId } from '@groundswell/kernel';
import type { BaselineMethod } from '../domain/baseline.js';

/** What a task takes by hand, from a date on. Never changed: another one is a new row. */
@Entity('baselines')
@Index('baselines_dated', ['organisationId', 'workflowId', 'validFrom'], { unique: true })
@Check('baselines_minutes', 'minutes > 0')
@Check(
  'baselines_method',
  `(method = 'stated' AND cardinality(samples) = 0 AND spread_minutes IS NULL)
   OR (method = 'timed' AND cardinality(samples) >= 3 AND spread_minutes >= 0)`,
)
export class BaselineEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'baselines_pk' }) id!: BaselineId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('integer') minutes!: number;
  @Column('text') method!: BaselineMethod;
  @Column('integer', { array: true }) samples!: number[];
  @Column('integer', { name: 'spread_minutes', nullable: true }) spreadMinutes!: number | null;
  /** Why it took the place of an earlier one; null for the first. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'set_by_id' }) setById!: PersonId;
  /** Also when it was locked: a baseline is locked by being set. */
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
}
