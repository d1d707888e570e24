import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, newId, staleRevision } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { inputNames, WorkflowLibrary, type WorkflowSummary } from '@groundswell/workflows';
import { requireNotEnded, requireWebhookOwner } from '../change-webhook/change-webhook.service.js';
import { WebhookJournal } from '../change-webhook/webhook-journal.js';
import { mappingFaults, type WebhookMapping } from '../../domain/webhook-inputs.js';
import { insertRow } from '../../persistence/insert-row.js';
import { WebhookEntity, type WebhookId } from '../../persistence/webhook.entity.js';
import { WebhookSecrets } from '../receive-webhook/webhook-secrets.js';
import { WebhookAccess } from '../show-webhooks/webhook-access.js';

/** What a person says about a webhook. */
export interface WebhookWish {
  readonly workflowId: string;
  readonly name: string;
  readonly mapping: WebhookMapping | null;
  readonly ratePerMinute: number;
}

/** A webhook with a secret that is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: WebhookEntity;
  readonly secret: string;
}

const ADDRESS_BYTES = 18;
const LONGEST_OVERLAP_HOURS = 72;
const MOST_PER_PERSON = 50;

/** Makes webhooks, changes them, and gives them new secrets. One belongs to whoever makes it, and runs on that person's authority. */
@Injectable()
export class SaveWebhookService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly access: WebhookAccess,
    private readonly journal: WebhookJournal,
    private readonly secrets: WebhookSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, WORKFLOW_NOT_PUBLISHED, WEBHOOKS_TOO_MANY */
  async create(actor: Actor, wish: WebhookWish): Promise<WebhookWithSecret> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.library.get(tx, actor, wish.workflowId);
      const checked = await this.check(tx, actor, workflow, wish);
      await this.keepFew(tx, actor);
      const now = this.clock.now();
      const webhook = Object.assign(new WebhookEntity(), {
        id: newId<WebhookId>(now.getTime()),
        organisationId: actor.organisationId,
        workflowId: workflow.id,
        ownerId: actor.personId,
        ...checked,
        address: randomBytes(ADDRESS_BYTES).toString('base64url'),
        state: 'active' as const,
        pauseCode: null,
        pauseReason: null,
        pausedAt: null,
        refusalsInARow: 0,
        revision: 1,
        createdAt: now,
        changedAt: now,
      });
      await insertRow(tx, 'webhooks', webhook, new Set(['mapping']));
      const secret = await this.secrets.make(tx, webhook);
      await this.journal.record(tx, actor, 'webhook.created', webhook, { ratePerMinute: webhook.ratePerMinute });
      return { webhook, secret };
    });
  }

  /** @throws AppError NOT_FOUND, WEBHOOK_NOT_YOURS, WEBHOOK_ENDED, INPUT_INVALID, REVISION_STALE */
  async change(actor: Actor, id: string, revision: number, wish: WebhookWish): Promise<WebhookEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const webhook = await this.access.lockReadable(tx, actor, id);
      requireWebhookOwner(actor, webhook, 'changes');
      requireNotEnded(webhook);
      if (webhook.revision !== revision) throw staleRevision('webhook');
      const workflow = await this.library.get(tx, actor, webhook.workflowId);
      const { name, mapping, ratePerMinute } = await this.check(tx, actor, workflow, wish);
      await tx.query(`UPDATE webhooks SET mapping = $3 WHERE organisation_id = $1 AND id = $2`, [
        webhook.organisationId,
        webhook.id,
        mapping === null ? null : JSON.stringify(mapping),
      ]);
      webhook.mapping = mapping;
      const changedAt = this.clock.now();
      await this.journal.change(tx, webhook, { name, ratePerMinute, revision: revision + 1, changedAt });
      await this.journal.record(tx, actor, 'webhook.changed', webhook, { ratePerMinute });
      return webhook;
    });
  }

  /**
   * Gives it a new secret; the one before is good for some hours more, none at 0.
   * @throws AppError NOT_FOUND, WEBHOOK_NOT_YOURS, WEBHOOK_ENDED, INPUT_INVALID
   */
  async rotateSecret(actor: Actor, id: string, overlapHours: number): Promise<WebhookWithSecret> {
    const faults = new InputFaults();
    faults.wholeNumber('overlapHours', overlapHours, 'The number of hours', 0, LONGEST_OVERLAP_HOURS);
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const webhook = await this.access.lockReadable(tx, actor, id);
      requireWebhookOwner(actor, webhook, 'gives a new secret to');
      requireNotEnded(webhook);
      const secret = await this.secrets.rotate(tx, webhook, overlapHours);
      await this.journal.record(tx, actor, 'webhook.secret.rotated', webhook, { overlapHours });
      return { webhook, secret };
    });
  }

  private async check(tx: Tx, actor: Actor, workflow: WorkflowSummary, wish: WebhookWish) {
    const own = { type: 'webhook', organisationId: actor.organisationId, ownerId: actor.personId };
    this.permissions.require(actor, 'webhook.create', own);
    if (workflow.publishedVersionId === null) {
      const message = 'Only a published version is started by a webhook. Publish one first.';
      throw new AppError('conflict', 'WORKFLOW_NOT_PUBLISHED', message);
    }
    this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
    const faults = new InputFaults();
    const name = faults.text('name', wish.name, { label: 'The name', max: 80 });
    const ratePerMinute = faults.wholeNumber('ratePerMinute', wish.ratePerMinute, 'Messages per minute', 1, 600);
    if (wish.mapping !== null) {
      const id = workflow.publishedVersionId;
      const schema = (await this.library.versionsByIds(tx, [id])).get(id)?.content.inputSchema ?? {};
      for (const fault of mappingFaults(wish.mapping, inputNames(schema))) faults.add(fault.path, fault.message);
    }
    faults.throwIfAny();
    return { name, mapping: wish.mapping, ratePerMinute };
  }

  private async keepFew(tx: Tx, actor: Actor): Promise<void> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM webhooks WHERE organisation_id = $1 AND owner_id = $2 AND state <> 'ended'`,
      [actor.organisationId, actor.personId],
    );
    if ((row?.count ?? 0) < MOST_PER_PERSON) return;
    const message = `You have ${MOST_PER_PERSON} webhooks. Delete one that nobody needs before you make another.`;
    throw new AppError('exhausted', 'WEBHOOKS_TOO_MANY', message);
  }
}
