import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvalCaseId, OrganisationId, PersonId, WorkflowId } from '@groundswell/kernel';

/** That a workflow leaves out a test case which it inherits, from one of its versions on. */
@Entity('eval_case_omissions')
export class EvalCaseOmissionEntity {
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @PrimaryColumn('uuid', { name: 'workflow_id', primaryKeyConstraintName: 'eval_case_omissions_pk' })
  workflowId!: WorkflowId;
  @PrimaryColumn('uuid', { name: 'eval_case_id', primaryKeyConstraintName: 'eval_case_omissions_pk' })
  evalCaseId!: EvalCaseId;
  /** The first version without it. */
  @Column('integer', { name: 'from_version' }) fromVersion!: number;
  @Column('uuid', { name: 'left_out_by_id' }) leftOutById!: PersonId;
  @Column('timestamptz', { name: 'left_out_at' }) leftOutAt!: Date;
}
