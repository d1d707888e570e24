import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId, PersonId, WorkflowId } from '@groundswell/kernel';
import type { Stage } from '../domain/stage.js';

/** One line of the history of stages; the log only grows. */
@Entity('workflow_stage_changes')
@Index('workflow_stage_changes_at', ['organisationId', 'at'])
@Index('workflow_stage_changes_workflow', ['workflowId', 'revision'], { unique: true })
export class StageChangeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workflow_stage_changes_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  /** The revision that the workflow got with this change: puts changes of the same instant in order. */
  @Column('integer') revision!: number;
  /** Null for the line that a workflow begins with. */
  @Column('text', { name: 'from_stage', nullable: true }) fromStage!: Stage | null;
  @Column('text', { name: 'to_stage' }) toStage!: Stage;
  @Column('timestamptz') at!: Date;
  /** Null when the system did it. */
  @Column('uuid', { name: 'by_id', nullable: true }) byId!: PersonId | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
