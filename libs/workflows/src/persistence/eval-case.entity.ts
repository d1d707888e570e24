import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EvalCaseId, JsonObject, OrganisationId, PersonId, RunId, WorkflowId } from '@groundswell/kernel';

/**
 * Inputs with the result that somebody was content with. A case belongs to the versions from one number on until another: what was
 * published keeps its cases, and a new draft has those of the version before without a copy.
 */
@Entity('eval_cases')
@Check('eval_cases_versions', `until_version IS NULL OR until_version >= from_version`)
@Index('eval_cases_run', ['workflowId', 'runId'], { unique: true, where: `until_version IS NULL` })
@Index('eval_cases_workflow', ['organisationId', 'workflowId', 'fromVersion'])
export class EvalCaseEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'eval_cases_pk' }) id!: EvalCaseId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('integer', { name: 'from_version' }) fromVersion!: number;
  /** The first version without it. */
  @Column('integer', { name: 'until_version', nullable: true }) untilVersion!: number | null;
  @Column('text') name!: string;
  @Column('json') inputs!: JsonObject;
  @Column('json', { name: 'expected_output', nullable: true }) expectedOutput!: JsonObject | null;
  @Column('text', { name: 'expected_text' }) expectedText!: string;
  /** The run that it was made from. */
  @Column('uuid', { name: 'run_id' }) runId!: RunId;
  @Column('uuid', { name: 'made_by_id' }) madeById!: PersonId;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
