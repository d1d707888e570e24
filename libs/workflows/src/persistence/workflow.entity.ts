import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  ConnectorId,
  OrganisationId,
  PersonId,
  TeamId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import type { Stage } from '../domain/stage.js';

/** A named, owned piece of work. What it does stands in its versions. */
@Entity('workflows')
@Check('workflows_stage', `stage IN ('idea', 'draft', 'pilot', 'production', 'paused', 'retired')`)
@Index('workflows_client_key', ['organisationId', 'createdById', 'clientKey'], { unique: true })
@Index('workflows_newest', ['organisationId', 'createdAt', 'id'])
@Index('workflows_root', ['organisationId', 'rootId'])
@Index('workflows_parent', ['organisationId', 'adaptedFromWorkflowId'])
@Index('workflows_words', { synchronize: false })
export class WorkflowEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workflows_pk' }) id!: WorkflowId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') title!: string;
  /** The tedious task in plain words. */
  @Column('text') task!: string;
  @Column('uuid', { name: 'team_id' }) teamId!: TeamId;
  @Column('uuid', { name: 'owner_id' }) ownerId!: PersonId;
  /** The person accountable for the result in daily work. */
  @Column('uuid', { name: 'operator_owner_id', nullable: true }) operatorOwnerId!: PersonId | null;
  @Column('text') stage!: Stage;
  @Column('text', { name: 'paused_from', nullable: true }) pausedFrom!: Stage | null;
  /** Why it stands where it stands: shown when it is paused or retired. */
  @Column('text', { name: 'stage_reason', nullable: true }) stageReason!: string | null;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by_id' }) createdById!: PersonId;
  /** Chosen by the client, so that the same submit twice makes one workflow. */
  @Column('text', { name: 'client_key', nullable: true }) clientKey!: string | null;
  @Column('uuid', { name: 'adapted_from_version_id', nullable: true }) adaptedFromVersionId!: WorkflowVersionId | null;
  @Column('uuid', { name: 'adapted_from_workflow_id', nullable: true }) adaptedFromWorkflowId!: WorkflowId | null;
  @Column('uuid', { name: 'root_id' }) rootId!: WorkflowId;
  /** The ancestors from the root down to the parent. */
  @Column('uuid', { array: true }) path!: WorkflowId[];
  /** Workflows adapted directly from this one. */
  @Column('integer', { name: 'adaptation_count' }) adaptationCount!: number;
  @Column('uuid', { name: 'published_version_id', nullable: true }) publishedVersionId!: WorkflowVersionId | null;
  /** When it first entered pilot; null as long as it never did. */
  @Column('timestamptz', { name: 'entered_pilot_at', nullable: true }) enteredPilotAt!: Date | null;
  /** Connectors bound by the published version, or by the draft while none is published. */
  @Column('uuid', { name: 'bound_connector_ids', array: true }) boundConnectorIds!: ConnectorId[];
  @Column('uuid', { name: 'bound_tool_ids', array: true }) boundToolIds!: ToolId[];
  /** The words of title (weight A) and task (weight B), written together with them. */
  @Column('tsvector', { name: 'search_words', select: false }) searchWords!: string;
}
