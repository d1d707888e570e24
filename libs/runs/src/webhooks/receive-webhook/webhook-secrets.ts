import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, newId } from '@groundswell/kernel';
import { SecretVault } from '@groundswell/connectors';
import { CLOCK, type Tx } from '@groundswell/platform';
import { secretText } from '../../domain/webhook-signature.js';
import { type WebhookEntity, type WebhookId, WebhookSecretEntity } from '../../persistence/webhook.entity.js';

const SECRET_BYTES = 32;
const HOUR_MS = 60 * 60_000;

/** The secrets of webhooks: made here, shown once, and opened only to check a signature. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a secret. @returns its text, which nobody can ask for again */
  async make(tx: Tx, webhook: Pick<WebhookEntity, 'id'>): Promise<string> {
    const now = this.clock.now();
    const id = newId<Id<'webhook-secret'>>(now.getTime());
    const secret = secretText(randomBytes(SECRET_BYTES));
    const { dataKeyId, sealed } = await this.vault.seal(tx, id, secret);
    await tx.manager.insert(WebhookSecretEntity, {
      ...{ id, ...tx.scope, webhookId: webhook.id, dataKeyId, sealed, createdAt: now, expiresAt: null },
    });
    return secret;
  }

  /** Makes a new secret; the present one is good for some more hours, so that the sender can be changed without a gap. */
  async rotate(tx: Tx, webhook: Pick<WebhookEntity, 'id'>, overlapHours: number): Promise<string> {
    const now = this.clock.now();
    const where = [tx.scope.organisationId, webhook.id];
    await tx.query(
      `DELETE FROM webhook_secrets WHERE organisation_id = $1 AND webhook_id = $2 AND (expires_at IS NOT NULL OR $3 = 0)`,
      [...where, overlapHours],
    );
    await tx.query(`UPDATE webhook_secrets SET expires_at = $3 WHERE organisation_id = $1 AND webhook_id = $2`, [
      ...where,
      new Date(now.getTime() + overlapHours * HOUR_MS),
    ]);
    return this.make(tx, webhook);
  }

  /** The secrets that are good now, open. For a signature and nothing else. */
  async open(tx: Tx, webhookId: WebhookId): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string; sealed: Buffer }>(
      `SELECT id, sealed FROM webhook_secrets
        WHERE organisation_id = $1 AND webhook_id = $2 AND (expires_at IS NULL OR expires_at > $3) ORDER BY created_at DESC`,
      [tx.scope.organisationId, webhookId, this.clock.now()],
    );
    return Promise.all(rows.map((row) => this.vault.open(tx, row.id, row.sealed)));
  }

  async destroy(tx: Tx, webhookId: WebhookId): Promise<void> {
    await tx.manager.delete(WebhookSecretEntity, { ...tx.scope, webhookId });
  }
}
