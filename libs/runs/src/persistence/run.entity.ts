import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  JsonObject,
  OrganisationId,
  PersonId,
  RunId,
  TeamId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { bigInteger, safeInteger } from '@groundswell/platform';
import type { RunFailure } from '../domain/run-failure.js';
import type { Outcome, RunMode, RunPurpose, RunTrigger } from '../domain/run-kind.js';
import type { RunStatus, RunWait } from '../domain/run.js';

/** One execution of a version by one actor. Its end is guarded by a trigger as well as by the rules. */
@Entity('runs')
@Check('runs_mode', `mode IN ('live', 'practice', 'recorded')`)
@Check('runs_trigger', `trigger IN ('person', 'schedule', 'webhook', 'mcp', 'hand')`)
@Check('runs_purpose', `purpose IN ('work', 'evaluation', 'rehearsal')`)
@Check('runs_status', `status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'stopped')`)
@Check(
  'runs_waiting',
  `(status = 'waiting') = (waiting_for IS NOT NULL) AND waiting_for IN ('approval', 'answer', 'outcomeUnknown', 'call')`,
)
@Check('runs_ended', `(status IN ('succeeded', 'failed', 'cancelled', 'stopped')) = (ended_at IS NOT NULL)`)
@Check('runs_outcome', `outcome IN ('accepted', 'edited', 'rejected')`)
@Index('runs_idempotency', ['organisationId', 'actorId', 'idempotencyKey'], { unique: true })
@Index('runs_newest', ['organisationId', 'createdAt', 'id'])
@Index('runs_actor', ['organisationId', 'actorId', 'createdAt'])
@Index('runs_workflow', ['organisationId', 'workflowId', 'createdAt'])
@Index('runs_retry', ['retryOfId'], {
  unique: true,
  where: `retry_of_id IS NOT NULL AND status <> 'cancelled'`,
})
@Index('runs_children', ['parentRunId'], { where: 'parent_run_id IS NOT NULL' })
@Index('runs_open', ['status', 'leaseUntil'], { where: `status IN ('queued', 'running', 'waiting')` })
export class RunEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'runs_pk' }) id!: RunId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  @Column('uuid', { name: 'version_id' }) versionId!: WorkflowVersionId;
  @Column('integer', { name: 'version_number' }) versionNumber!: number;
  /** The closure's digest at the start; of a draft, its content's. The run goes on only with the same. */
  @Column('text', { name: 'version_digest' }) versionDigest!: string;
  /** The workflow's team when the run began. */
  @Column('uuid', { name: 'team_id' }) teamId!: TeamId;
  @Column('uuid', { name: 'actor_id' }) actorId!: PersonId;
  /** The run that called this one. Only the outermost run of a tree counts. */
  @Column('uuid', { name: 'parent_run_id', nullable: true }) parentRunId!: RunId | null;
  /** The run that this one repeats and stands for in the time ledger. */
  @Column('uuid', { name: 'retry_of_id', nullable: true }) retryOfId!: RunId | null;
  @Column('text') mode!: RunMode;
  @Column('text') trigger!: RunTrigger;
  @Column('text') purpose!: RunPurpose;
  @Column('text') status!: RunStatus;
  @Column('text', { name: 'waiting_for', nullable: true }) waitingFor!: RunWait | null;
  @Column('timestamptz', { name: 'waits_until', nullable: true }) waitsUntil!: Date | null;
  @Column('integer') revision!: number;
  @Column('json') inputs!: JsonObject;
  @Column('text') model!: string;
  @Column('integer', { name: 'max_turns' }) maxTurns!: number;
  /** The version's limit or the stack's, whichever is smaller, as it was at the start. */
  @Column('bigint', { name: 'max_cost_micros', transformer: safeInteger }) maxCostMicros!: number;
  @Column('integer', { name: 'max_tokens', nullable: true }) maxTokens!: number | null;
  @Column('integer', { name: 'max_minutes', nullable: true }) maxMinutes!: number | null;
  @Column('integer') turns!: number;
  @Column('boolean', { name: 'private_data' }) privateData!: boolean;
  @Column('boolean', { name: 'untrusted_content' }) untrustedContent!: boolean;
  @Column('boolean', { name: 'reached_outside' }) reachedOutside!: boolean;
  @Column('bigint', { name: 'input_tokens', transformer: safeInteger }) inputTokens!: number;
  @Column('bigint', { name: 'output_tokens', transformer: safeInteger }) outputTokens!: number;
  @Column('bigint', { name: 'cache_read_tokens', transformer: safeInteger }) cacheReadTokens!: number;
  @Column('bigint', { name: 'cache_write_tokens', transformer: safeInteger }) cacheWriteTokens!: number;
  @Column('bigint', { name: 'cost_pico_usd', transformer: bigInteger }) costPicoUsd!: bigint;
  @Column('bigint', { name: 'cost_micros', transformer: safeInteger }) costMicros!: number;
  @Column('json', { nullable: true }) output!: JsonObject | null;
  @Column('text', { name: 'output_text', nullable: true }) outputText!: string | null;
  @Column('jsonb', { nullable: true }) failure!: RunFailure | null;
  /** The person's verdict, once there is one. */
  @Column('text', { nullable: true }) outcome!: Outcome | null;
  /** What the person said about a run recorded by hand. */
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { name: 'idempotency_key' }) idempotencyKey!: string;
  /** Tells the same request sent twice from another one under the same key. */
  @Column('text', { name: 'request_digest' }) requestDigest!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** The worker that may act on the run, until then. */
  @Column('uuid', { name: 'lease_owner', nullable: true }) leaseOwner!: string | null;
  /** The process of that worker, as the others see it; null when they would not see it die. */
  @Column('uuid', { name: 'lease_process', nullable: true }) leaseProcess!: string | null;
  /** Without an owner: the instant before which nobody takes it up, after a fault of the world. */
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  /** Faults of the world in a row: the database, the audit log, a library that is not available. */
  @Column('integer') faults!: number;
}
