import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LeaverDuties } from '@groundswell/identity';
import type { WebhookId } from '../../persistence/webhook.entity.js';
import { WebhookJournal } from './webhook-journal.js';

/** Pauses the webhooks of a person in the very transaction in which that person leaves. The entry of the leaving counts them. */
@Injectable()
export class PauseWebhooks implements OnModuleInit {
  constructor(
    private readonly leavers: LeaverDuties,
    private readonly journal: WebhookJournal,
  ) {}

  onModuleInit(): void {
    this.leavers.add('webhooksPaused', async (tx, { personId, name }) => {
      const rows = await tx.query<{ id: WebhookId }>(
        `SELECT id FROM webhooks WHERE organisation_id = $1 AND owner_id = $2 AND state = 'active' ORDER BY id`,
        [tx.scope.organisationId, personId],
      );
      const reason = `${name}, on whose authority it ran, is no longer active.`;
      for (const { id } of rows) {
        const webhook = await this.journal.lock(tx, id);
        if (webhook?.state === 'active') await this.journal.rest(tx, webhook, { code: 'OWNER_LEFT', reason });
      }
      return rows.length;
    });
  }
}
