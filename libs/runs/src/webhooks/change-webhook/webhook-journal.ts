import { Inject, Injectable } from '@nestjs/common';
import { AuditWriter } from '@groundswell/audit';
import type { Clock, JsonObject } from '@groundswell/kernel';
import { type Actor, CLOCK, type SystemActor, type Tx } from '@groundswell/platform';
import type { Pause } from '../../domain/schedule.js';
import { WebhookEntity, type WebhookId } from '../../persistence/webhook.entity.js';

type Changes = Partial<
  Pick<
    WebhookEntity,
    | 'ownerId'
    | 'name'
    | 'ratePerMinute'
    | 'state'
    | 'pauseCode'
    | 'pauseReason'
    | 'pausedAt'
    | 'refusalsInARow'
    | 'revision'
    | 'changedAt'
  >
>;

/** The states of a webhook in the database, and its entries in the audit log. */
@Injectable()
export class WebhookJournal {
  constructor(
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The webhook as it is, held until the transaction ends. */
  async lock(tx: Tx, id: WebhookId): Promise<WebhookEntity | null> {
    return tx.manager.findOne(WebhookEntity, { where: { ...tx.scope, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Stores changes of a webhook that the transaction holds; the object is changed with it. */
  async change(tx: Tx, webhook: WebhookEntity, changes: Changes): Promise<void> {
    await tx.manager.update(WebhookEntity, { ...tx.scope, id: webhook.id }, changes);
    Object.assign(webhook, changes);
  }

  /** Lets it rest; for good without a pause. */
  async rest(tx: Tx, webhook: WebhookEntity, pause: Pause | null): Promise<void> {
    const now = this.clock.now();
    await this.change(tx, webhook, {
      state: pause === null ? 'ended' : 'paused',
      pauseCode: pause?.code ?? null,
      pauseReason: pause?.reason ?? null,
      pausedAt: pause === null ? null : now,
      revision: webhook.revision + 1,
      changedAt: now,
    });
  }

  async setGoing(tx: Tx, webhook: WebhookEntity): Promise<void> {
    await this.change(tx, webhook, {
      state: 'active',
      pauseCode: null,
      pauseReason: null,
      pausedAt: null,
      refusalsInARow: 0,
      revision: webhook.revision + 1,
      changedAt: this.clock.now(),
    });
  }

  async record(
    tx: Tx,
    actor: Actor | SystemActor,
    action: string,
    webhook: WebhookEntity,
    details: JsonObject = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'webhook', id: webhook.id },
      details: { name: webhook.name, ...details },
      links: { workflowId: webhook.workflowId },
    });
  }
}
