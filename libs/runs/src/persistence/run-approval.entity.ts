import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ApprovalId, JsonObject, OrganisationId, PersonId, RunId, StepId, ToolId } from '@groundswell/kernel';
import type { Approver } from '@groundswell/policies';
import type { ApprovalGrant, ApprovalStatus } from '../domain/approval.js';

/** A question to people: may this very call be made? Bound to its arguments, good once, and only until it expires. */
@Entity('run_approvals')
@Check('run_approvals_status', `status IN ('waiting', 'granted', 'denied', 'expired', 'withdrawn')`)
@Check('run_approvals_used', `used_at IS NULL OR status = 'granted'`)
@Check(
  'run_approvals_edited',
  `(edited_by_id IS NULL) = (edited_at IS NULL) AND (edited_by_id IS NULL) = (original_arguments IS NULL)`,
)
@Index('run_approvals_step', ['stepId'], { unique: true })
@Index('run_approvals_run', ['runId'])
@Index('run_approvals_waiting', ['organisationId', 'requestedAt'], { where: `status = 'waiting'` })
export class RunApprovalEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'run_approvals_pk' }) id!: ApprovalId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'run_id' }) runId!: RunId;
  @Column('uuid', { name: 'step_id' }) stepId!: StepId;
  @Column('uuid', { name: 'tool_id' }) toolId!: ToolId;
  @Column('json') arguments!: JsonObject;
  @Column('text', { name: 'arguments_digest' }) argumentsDigest!: string;
  @Column('text') reason!: string;
  /** Who must agree; each of them. */
  @Column('text', { array: true }) approvers!: Approver[];
  @Column('jsonb') grants!: ApprovalGrant[];
  @Column('text') status!: ApprovalStatus;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('uuid', { name: 'decided_by_id', nullable: true }) decidedById!: PersonId | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { name: 'decision_reason', nullable: true }) decisionReason!: string | null;
  /** Marked when the person who runs it decided alone. */
  @Column('boolean', { name: 'by_runner', nullable: true }) byRunner!: boolean | null;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  /** What the model asked for, where a person changed it. */
  @Column('json', { name: 'original_arguments', nullable: true }) originalArguments!: JsonObject | null;
  @Column('uuid', { name: 'edited_by_id', nullable: true }) editedById!: PersonId | null;
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt!: Date | null;
  /** The step that looked what the call would change; of the arguments as they are. */
  @Column('uuid', { name: 'preview_step_id', nullable: true }) previewStepId!: StepId | null;
}
