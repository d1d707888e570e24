import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  JsonObject,
  JsonValue,
  OrganisationId,
  PersonId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { safeInteger } from '@groundswell/platform';
import type { CalledWorkflow } from '../domain/called-workflow.js';
import type { ClosedLayer } from '../domain/closure.js';
import type { VersionBinding, VersionStatus } from '../domain/workflow-version.js';

/**
 * A version of a workflow. Frozen by the database once it left the draft. Schemas, sample and rehearsal are `json`, not `jsonb`:
 * the order in which the builder wrote the inputs is the order of the form.
 */
@Entity('workflow_versions')
@Check('workflow_versions_status', `status IN ('draft', 'submitted', 'published', 'rejected', 'superseded')`)
@Check('workflow_versions_questions', `max_questions BETWEEN 1 AND 10`)
@Index('workflow_versions_number', ['workflowId', 'number'], { unique: true })
@Index('workflow_versions_open', ['workflowId'], { unique: true, where: `status IN ('draft', 'submitted')` })
@Index('workflow_versions_published', ['workflowId'], { unique: true, where: `status = 'published'` })
@Index('workflow_versions_waiting', ['organisationId', 'submittedAt'], { where: `status = 'submitted'` })
export class WorkflowVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workflow_versions_pk' }) id!: WorkflowVersionId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('integer') number!: number;
  @Column('text') status!: VersionStatus;
  @Column('integer') revision!: number;
  @Column('text') instructions!: string;
  @Column('json', { name: 'input_schema' }) inputSchema!: JsonObject;
  @Column('json', { name: 'output_schema', nullable: true }) outputSchema!: JsonObject | null;
  @Column('json', { name: 'sample_inputs' }) sampleInputs!: JsonObject;
  @Column('text') model!: string;
  @Column('integer', { name: 'max_turns' }) maxTurns!: number;
  @Column('bigint', { name: 'max_cost_micros', transformer: safeInteger }) maxCostMicros!: number;
  @Column('integer', { name: 'max_tokens', nullable: true }) maxTokens!: number | null;
  @Column('integer', { name: 'max_minutes', nullable: true }) maxMinutes!: number | null;
  @Column('integer', { name: 'max_questions', nullable: true }) maxQuestions!: number | null;
  @Column('jsonb') bindings!: VersionBinding[];
  /** The workflows that it may call, each pinned to a version. */
  @Column('jsonb', { default: () => `'[]'` }) calls!: CalledWorkflow[];
  @Column('json', { nullable: true }) rehearsal!: JsonValue;
  @Column('text', { name: 'change_note' }) changeNote!: string;
  /** SHA-256 of the closure, set on submitting. */
  @Column('text', { nullable: true }) digest!: string | null;
  /** The digest of each bound tool's definition, as approved. */
  @Column('jsonb') pins!: Record<ToolId, string>;
  /** The layers of the stack and their versions, as approved. */
  @Column('jsonb') layers!: ClosedLayer[];
  @Column('uuid', { name: 'builder_id' }) builderId!: PersonId;
  /** Everyone who wrote in it; none of them may review it. */
  @Column('uuid', { name: 'editor_ids', array: true }) editorIds!: PersonId[];
  @Column('uuid', { name: 'reviewer_id', nullable: true }) reviewerId!: PersonId | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt!: Date | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('text', { name: 'review_comment', nullable: true }) reviewComment!: string | null;
  @Column('integer', { name: 'build_minutes', nullable: true }) buildMinutes!: number | null;
  @Column('integer', { name: 'review_minutes', nullable: true }) reviewMinutes!: number | null;
}
