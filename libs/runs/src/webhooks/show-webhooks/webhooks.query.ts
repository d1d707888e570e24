import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Id, invalidInput, type RunId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { WebhookEntity, type WebhookId } from '../../persistence/webhook.entity.js';
import type { KeptRefusal } from '../../start-run/kept-refusal.js';
import { WebhookAccess } from './webhook-access.js';

/** Which webhooks to list. What is left out does not narrow. */
export interface WebhookCriteria {
  readonly workflowId?: string | null;
  readonly mine?: boolean | null;
}

/** One message and what came of it. */
export interface ShownDelivery {
  readonly id: Id<'webhook-delivery'>;
  readonly messageId: string | null;
  readonly receivedAt: Date;
  readonly remoteAddress: string;
  readonly bodyBytes: number;
  readonly accepted: boolean;
  readonly code: string | null;
  readonly reason: string | null;
  readonly runId: RunId | null;
  readonly kept: KeptRefusal | null;
}

export interface FoundDeliveries {
  readonly items: readonly ShownDelivery[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const PAGE = 30;
const LISTED = 200;

/** Reads webhooks and what was delivered to them: only what the person may see. Never a secret. */
@Injectable()
export class WebhooksQuery {
  constructor(
    private readonly database: Database,
    private readonly access: WebhookAccess,
  ) {}

  async find(actor: Actor, id: string): Promise<WebhookEntity | null> {
    return this.database.transaction(actor.organisationId, (tx) => this.access.findReadable(tx, actor, id));
  }

  /** Those that take messages first. Deleted ones are left out. */
  async list(actor: Actor, { workflowId, mine }: WebhookCriteria): Promise<readonly WebhookEntity[]> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const readable = this.access.readable(actor, 4);
      const rows = await tx.query<{ id: WebhookId }>(
        `SELECT h.id FROM webhooks h
          WHERE h.organisation_id = $1 AND ($2::text IS NULL OR h.workflow_id::text = $2)
            AND ($3::uuid IS NULL OR h.owner_id = $3) AND h.state <> 'ended' AND ${readable.sql}
          ORDER BY h.state <> 'active', h.created_at DESC, h.id LIMIT ${LISTED}`,
        [actor.organisationId, workflowId ?? null, mine === true ? actor.personId : null, ...readable.params],
      );
      const ids = rows.map((row) => row.id);
      if (ids.length === 0) return [];
      const found = await tx.manager.findBy(WebhookEntity, { ...tx.scope, id: In(ids) });
      const byId = new Map(found.map((webhook) => [webhook.id, webhook]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    });
  }

  /** What was delivered to a webhook that the person sees already, the newest first. */
  async deliveries(actor: Actor, id: WebhookId, after: string | null): Promise<FoundDeliveries> {
    if (after !== null && !/^\d{1,6}$/.test(after)) {
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
    }
    const skip = Number(after ?? 0);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const params = [actor.organisationId, id];
      const where = 'organisation_id = $1 AND webhook_id = $2';
      const [counted] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM webhook_deliveries WHERE ${where}`,
        params,
      );
      const rows = await tx.query<ShownDelivery>(
        `SELECT id, message_id AS "messageId", received_at AS "receivedAt", remote_address AS "remoteAddress",
                body_bytes AS "bodyBytes", status = 'accepted' AS accepted, code, reason, run_id AS "runId",
                refusal AS kept
           FROM webhook_deliveries WHERE ${where} ORDER BY received_at DESC, id DESC LIMIT ${PAGE + 1} OFFSET ${skip}`,
        params,
      );
      return {
        items: rows.slice(0, PAGE),
        totalCount: counted?.count ?? 0,
        nextCursor: rows.length > PAGE ? String(skip + PAGE) : null,
      };
    });
  }

  /** When the newest message came to each of some webhooks; one to which none came is left out. */
  async lastDeliveries(actor: Actor, ids: readonly WebhookId[]): Promise<ReadonlyMap<WebhookId, Date>> {
    const rows = await this.database.transaction(actor.organisationId, (tx) =>
      tx.query<{ id: WebhookId; at: Date }>(
        `SELECT webhook_id AS id, max(received_at) AS at FROM webhook_deliveries
          WHERE organisation_id = $1 AND webhook_id = ANY ($2) GROUP BY webhook_id`,
        [actor.organisationId, ids],
      ),
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }
}
