import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Id, OrganisationId, PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import type { KeptRefusal } from '../start-run/kept-refusal.js';
import type { PauseCode, ScheduleState } from '../domain/schedule.js';
import type { WebhookMapping } from '../domain/webhook-inputs.js';

export type WebhookId = Id<'webhook'>;

/** An address at which other systems start a workflow, on its owner's authority. */
@Entity('webhooks')
@Check('webhooks_rate', `rate_per_minute BETWEEN 1 AND 600`)
@Check('webhooks_state', `state IN ('active', 'paused', 'ended')`)
@Check('webhooks_paused', `(state = 'paused') = (pause_code IS NOT NULL)`)
@Index('webhooks_address', ['address'], { unique: true })
@Index('webhooks_workflow', ['organisationId', 'workflowId'])
@Index('webhooks_owner', ['organisationId', 'ownerId'])
export class WebhookEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhooks_pk' }) id!: WebhookId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  /** Whose authority its runs have. */
  @Column('uuid', { name: 'owner_id' }) ownerId!: PersonId;
  @Column('text') name!: string;
  /** The last part of its URL: random, and known to whoever was given it. */
  @Column('text') address!: string;
  /** Where in the body each input stands; null when the body holds the inputs. */
  @Column('json', { nullable: true }) mapping!: WebhookMapping | null;
  @Column('integer', { name: 'rate_per_minute' }) ratePerMinute!: number;
  @Column('text') state!: ScheduleState;
  @Column('text', { name: 'pause_code', nullable: true }) pauseCode!: PauseCode | null;
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason!: string | null;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  @Column('integer', { name: 'refusals_in_a_row' }) refusalsInARow!: number;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
}

/** A secret of a webhook, sealed. After a rotation the earlier one is good for a while longer. */
@Entity('webhook_secrets')
@Index('webhook_secrets_by_webhook', ['webhookId'])
export class WebhookSecretEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_secrets_pk' }) id!: Id<'webhook-secret'>;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'webhook_id' }) webhookId!: WebhookId;
  @ManyToOne(() => WebhookEntity)
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_secrets_webhook' })
  webhook?: Relation<WebhookEntity>;
  @Column('uuid', { name: 'data_key_id' }) dataKeyId!: string;
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
}

/** Something that was sent to a webhook, and what came of it. The body itself is not kept. */
@Entity('webhook_deliveries')
@Check('webhook_deliveries_status', `status IN ('accepted', 'refused')`)
@Check('webhook_deliveries_run', `(status = 'accepted') = (run_id IS NOT NULL)`)
@Check('webhook_deliveries_reason', `status = 'accepted' OR code IS NOT NULL`)
@Index('webhook_deliveries_once', ['webhookId', 'messageId'], { unique: true, where: `status = 'accepted'` })
@Index('webhook_deliveries_newest', ['webhookId', 'receivedAt'])
@Index('webhook_deliveries_of_run', ['runId'], { where: 'run_id IS NOT NULL' })
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_deliveries_pk' }) id!: Id<'webhook-delivery'>;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'webhook_id' }) webhookId!: WebhookId;
  @ManyToOne(() => WebhookEntity)
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_deliveries_webhook' })
  webhook?: Relation<WebhookEntity>;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('text', { name: 'body_digest' }) bodyDigest!: string;
  @Column('integer', { name: 'body_bytes' }) bodyBytes!: number;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('text', { name: 'remote_address' }) remoteAddress!: string;
  @Column('text') status!: 'accepted' | 'refused';
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: RunId | null;
  /** What it was refused with, where a rule, a credential or a budget stood against it. */
  @Column('json', { nullable: true }) refusal!: KeptRefusal | null;
}
