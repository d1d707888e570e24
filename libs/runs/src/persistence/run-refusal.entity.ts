import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ConnectorId, OrganisationId, PersonId, ToolId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import type { RunMode, RunTrigger } from '../domain/run-kind.js';

/** A start that was refused: what of, whose, and what decided it. Neither inputs nor words: those are the person's. */
@Entity('run_refusals')
@Index('run_refusals_same', ['organisationId', 'sameKey'], { unique: true })
@Index('run_refusals_newest', ['organisationId', 'refusedAt'])
export class RunRefusalEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'run_refusals_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('uuid', { name: 'version_id' }) versionId!: WorkflowVersionId;
  @Column('uuid', { name: 'actor_id' }) actorId!: PersonId;
  @Column('text') mode!: RunMode;
  @Column('text') trigger!: RunTrigger;
  @Column('text') code!: string;
  @Column('uuid', { name: 'layer_id', nullable: true }) layerId!: string | null;
  @Column('uuid', { name: 'rule_id', nullable: true }) ruleId!: string | null;
  @Column('uuid', { name: 'tool_id', nullable: true }) toolId!: ToolId | null;
  @Column('uuid', { name: 'connector_id', nullable: true }) connectorId!: ConnectorId | null;
  @Column('timestamptz', { name: 'refused_at' }) refusedAt!: Date;
  /** The same refusal of the same person within one hour has the same key, and is one row. */
  @Column('text', { name: 'same_key' }) sameKey!: string;
}
