import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId, RunId, WorkflowId } from '@groundswell/kernel';

/** Human minutes of a run recorded by hand before its workflow had a baseline: kept, so that nothing typed is lost. */
@Entity('waiting_minutes')
@Index('waiting_minutes_workflow', ['organisationId', 'workflowId'])
@Check('waiting_minutes_minutes', 'human_minutes >= 0')
export class WaitingMinutesEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'waiting_minutes_pk' }) runId!: RunId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('integer', { name: 'human_minutes' }) humanMinutes!: number;
  @Column('timestamptz', { name: 'said_at' }) saidAt!: Date;
}
