import { Injectable } from '@nestjs/common';
import { AppError, InputFaults } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { WebhookEntity } from '../../persistence/webhook.entity.js';
import { WebhookSecrets } from '../receive-webhook/webhook-secrets.js';
import { WebhookAccess, webhookSubject } from '../show-webhooks/webhook-access.js';
import { WebhookJournal } from './webhook-journal.js';

/** Pauses, resumes, takes over and deletes webhooks. */
@Injectable()
export class ChangeWebhookService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: WebhookAccess,
    private readonly journal: WebhookJournal,
    private readonly secrets: WebhookSecrets,
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
  ) {}

  /** By its owner or a steward. Paused twice is once. @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, WEBHOOK_ENDED */
  async pause(actor: Actor, id: string, reason: string | null): Promise<WebhookEntity> {
    const faults = new InputFaults();
    const said = faults.text('reason', reason ?? '', { label: 'The reason', min: 0, max: 500 });
    faults.throwIfAny();
    return this.with(actor, id, async (tx, webhook) => {
      this.permissions.require(actor, 'webhook.pause', webhookSubject(webhook));
      if (webhook.state === 'paused') return;
      const words = `${actor.name} paused it${said === '' ? '.' : `: ${said}`}`;
      await this.journal.rest(tx, webhook, { code: 'PERSON', reason: words });
      await this.journal.record(tx, actor, 'webhook.paused', webhook, { code: 'PERSON', reason: words });
    });
  }

  /** By its owner alone: its runs have that person's authority. @throws AppError NOT_FOUND, FORBIDDEN, WEBHOOK_NOT_YOURS, WEBHOOK_ENDED */
  async resume(actor: Actor, id: string): Promise<WebhookEntity> {
    return this.with(actor, id, async (tx, webhook) => {
      requireWebhookOwner(actor, webhook, 'resumes');
      this.permissions.require(actor, 'webhook.create', webhookSubject(webhook));
      const workflow = await this.library.get(tx, actor, webhook.workflowId);
      this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
      if (webhook.state === 'active') return;
      await this.journal.setGoing(tx, webhook);
      await this.journal.record(tx, actor, 'webhook.resumed', webhook);
    });
  }

  /**
   * Gives a webhook whose owner left to someone who answers for its workflow. It stays paused until that person resumes it.
   * @throws AppError NOT_FOUND, FORBIDDEN, WEBHOOK_HAS_OWNER, WEBHOOK_ENDED
   */
  async takeOver(actor: Actor, id: string): Promise<WebhookEntity> {
    return this.with(actor, id, async (tx, webhook) => {
      const workflow = await this.library.get(tx, actor, webhook.workflowId);
      this.permissions.require(actor, 'webhook.create', webhookSubject({ ...webhook, ownerId: actor.personId }));
      this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
      if (webhook.ownerId === actor.personId) return;
      if (![workflow.ownerId, workflow.operatorOwnerId].includes(actor.personId)) {
        throw new AppError('forbidden', 'FORBIDDEN', 'Only who answers for the workflow takes over a webhook of it.');
      }
      const before = (await this.people.byIds(tx, [webhook.ownerId])).get(webhook.ownerId);
      if (before?.active === true) {
        const message = `${before.name} still works here, so the webhook stays theirs. They can delete it, and you make one of your own.`;
        throw new AppError('conflict', 'WEBHOOK_HAS_OWNER', message);
      }
      const reason = `${actor.name} took it over${before ? ` from ${before.name}` : ''}, and resumes it when it is right.`;
      await this.journal.rest(tx, webhook, { code: 'TAKEN_OVER', reason });
      await this.journal.change(tx, webhook, { ownerId: actor.personId });
      await this.journal.record(tx, actor, 'webhook.taken-over', webhook, { from: before?.id ?? null });
    });
  }

  /** For good: its address answers nobody and its secrets are gone. Its log stays. @throws AppError NOT_FOUND, FORBIDDEN */
  async delete(actor: Actor, id: string): Promise<WebhookEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const webhook = await this.access.lockReadable(tx, actor, id);
      this.permissions.require(actor, 'webhook.pause', webhookSubject(webhook));
      if (webhook.state === 'ended') return webhook;
      await this.secrets.destroy(tx, webhook.id);
      await this.journal.rest(tx, webhook, null);
      await this.journal.record(tx, actor, 'webhook.deleted', webhook);
      return webhook;
    });
  }

  private async with(
    actor: Actor,
    id: string,
    work: (tx: Tx, webhook: WebhookEntity) => Promise<void>,
  ): Promise<WebhookEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const webhook = await this.access.lockReadable(tx, actor, id);
      requireNotEnded(webhook);
      await work(tx, webhook);
      return webhook;
    });
  }
}

/** @throws AppError WEBHOOK_NOT_YOURS */
export function requireWebhookOwner(actor: Actor, webhook: WebhookEntity, does: string): void {
  if (webhook.ownerId === actor.personId) return;
  const message = `Its runs have its owner’s authority, so only its owner ${does} it.`;
  throw new AppError('forbidden', 'WEBHOOK_NOT_YOURS', message);
}

/** @throws AppError WEBHOOK_ENDED */
export function requireNotEnded(webhook: WebhookEntity): void {
  if (webhook.state !== 'ended') return;
  throw new AppError('conflict', 'WEBHOOK_ENDED', 'This webhook was deleted. Make a new one.');
}
