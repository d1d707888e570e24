import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BaselineId, OrganisationId, PersonId, RunId, TimeEntryId, WorkflowId } from '@groundswell/kernel';
import type { EvidenceGrade } from '../domain/evidence-grade.js';
import type { Outcome } from '../domain/minutes-saved.js';

/** One line of the time ledger. Never changed: a correction is a new row that names the old one. */
@Entity('time_entries')
@Index('time_entries_first', ['runId'], { unique: true, where: 'corrects_id IS NULL' })
@Index('time_entries_corrects', ['correctsId'], { unique: true })
@Index('time_entries_run', ['runId'])
@Index('time_entries_workflow', ['organisationId', 'workflowId', 'at'])
@Index('time_entries_unanswered', ['organisationId', 'personId', 'at'], { where: 'confirmed_by_id IS NULL' })
@Index('time_entries_at', ['organisationId', 'at'])
@Check('time_entries_minutes', 'baseline_minutes >= 0 AND human_minutes >= 0 AND measured_human_seconds >= 0')
@Check('time_entries_outcome', `outcome IN ('accepted', 'edited', 'rejected')`)
@Check(
  'time_entries_grade',
  `grade IN ('measured', 'confirmed', 'estimated') AND (grade = 'estimated') = (confirmed_by_id IS NULL)`,
)
@Check(
  'time_entries_saved',
  `saved_minutes =
     CASE WHEN failed OR outcome IS NOT DISTINCT FROM 'rejected' THEN 0 ELSE baseline_minutes END - human_minutes`,
)
@Check('time_entries_sampled', 'unattended OR NOT sampled')
@Check('time_entries_other', 'corrects_id <> id')
export class TimeEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'time_entries_pk' }) id!: TimeEntryId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'run_id' }) runId!: RunId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('uuid', { name: 'person_id' }) personId!: PersonId;
  @Column('uuid', { name: 'confirmed_by_id', nullable: true }) confirmedById!: PersonId | null;
  @Column('uuid', { name: 'baseline_id', nullable: true }) baselineId!: BaselineId | null;
  @Column('integer', { name: 'baseline_minutes' }) baselineMinutes!: number;
  @Column('integer', { name: 'human_minutes' }) humanMinutes!: number;
  @Column('integer', { name: 'measured_human_seconds', nullable: true }) measuredHumanSeconds!: number | null;
  @Column('integer', { name: 'saved_minutes' }) savedMinutes!: number;
  @Column('text') grade!: EvidenceGrade;
  @Column('text', { nullable: true }) outcome!: Outcome | null;
  @Column('boolean') failed!: boolean;
  @Column('boolean') unattended!: boolean;
  @Column('boolean') sampled!: boolean;
  /** When the work was done: decides the month. */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('uuid', { name: 'corrects_id', nullable: true }) correctsId!: TimeEntryId | null;
  @Column('text', { nullable: true }) note!: string | null;
}
