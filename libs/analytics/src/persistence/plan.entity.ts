import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanPoint } from '../domain/plan-line.js';

/** The plan line that a leader set; without one the default holds. */
@Entity('plans')
export class PlanEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'plans_pk' }) organisationId!: string;
  @Column('jsonb') points!: PlanPoint[];
  @Column('uuid', { name: 'set_by_id' }) setById!: string;
  @Column('timestamptz', { name: 'set_at' }) setAt!: Date;
}
