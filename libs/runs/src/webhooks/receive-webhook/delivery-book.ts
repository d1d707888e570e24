import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, newId, type RunId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { KeptRefusal } from '../../start-run/kept-refusal.js';
import type { WebhookEntity, WebhookId } from '../../persistence/webhook.entity.js';

/** A message as it arrived. */
export interface Arrival {
  readonly messageId: string | null;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** What became of a message that was accepted before. */
interface Accepted {
  readonly runId: RunId;
  readonly sameBody: boolean;
}

/** What came of a message. */
interface Outcome {
  readonly runId: RunId | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly kept: KeptRefusal | null;
}

const MINUTE_MS = 60_000;
const LONGEST_REASON = 1_000;

/** The log of what was delivered to webhooks. */
@Injectable()
export class DeliveryBook {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async accepted(tx: Tx, webhook: WebhookEntity, arrival: Arrival, runId: RunId): Promise<void> {
    await this.insert(tx, webhook, arrival, { runId, code: null, reason: null, kept: null });
  }

  /** @param kept what the start was refused with, where somebody can act on it */
  async refused(
    tx: Tx,
    webhook: WebhookEntity,
    arrival: Arrival,
    code: string,
    reason: string,
    kept: KeptRefusal | null = null,
  ): Promise<void> {
    await this.insert(tx, webhook, arrival, { runId: null, code, reason: reason.slice(0, LONGEST_REASON), kept });
  }

  /** Null for a message that did not lead to a run yet. */
  async findAccepted(tx: Tx, webhookId: WebhookId, { messageId, body }: Arrival): Promise<Accepted | null> {
    const [row] = await tx.query<{ runId: RunId; bodyDigest: string }>(
      `SELECT run_id AS "runId", body_digest AS "bodyDigest" FROM webhook_deliveries
        WHERE organisation_id = $1 AND webhook_id = $2 AND message_id = $3 AND status = 'accepted'`,
      [tx.scope.organisationId, webhookId, messageId],
    );
    return row === undefined ? null : { runId: row.runId, sameBody: row.bodyDigest === digestOf(body) };
  }

  /** How many messages led to runs within the last minute. */
  async acceptedLastMinute(tx: Tx, webhookId: WebhookId): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM webhook_deliveries
        WHERE organisation_id = $1 AND webhook_id = $2 AND status = 'accepted' AND received_at > $3`,
      [tx.scope.organisationId, webhookId, new Date(this.clock.now().getTime() - MINUTE_MS)],
    );
    return row?.count ?? 0;
  }

  private async insert(
    tx: Tx,
    { id, organisationId }: WebhookEntity,
    { messageId, body, remoteAddress }: Arrival,
    outcome: Outcome,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO webhook_deliveries (id, organisation_id, webhook_id, message_id, body_digest, body_bytes, received_at,
         remote_address, status, code, reason, run_id, refusal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        newId<Id<'webhook-delivery'>>(now.getTime()),
        organisationId,
        id,
        messageId,
        digestOf(body),
        body.length,
        now,
        remoteAddress,
        outcome.runId === null ? 'refused' : 'accepted',
        outcome.code,
        outcome.reason,
        outcome.runId,
        outcome.kept === null ? null : JSON.stringify(outcome.kept),
      ],
    );
  }
}

export function digestOf(text: Buffer | string): string {
  return createHash('sha256').update(text).digest('hex');
}
