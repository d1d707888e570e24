import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@groundswell/kernel';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { WebhookJournal } from '../change-webhook/webhook-journal.js';
import { WebhookEntity, type WebhookId } from '../../persistence/webhook.entity.js';

/** A webhook in the form in which permissions are asked for it. */
export function webhookSubject({
  id,
  organisationId,
  ownerId,
}: Pick<WebhookEntity, 'id' | 'organisationId' | 'ownerId'>): PermissionSubject {
  return { type: 'webhook', id, organisationId, ownerId };
}

/** Finds the webhooks that somebody may see: their own, those of workflows that they answer for, all for those who oversee. */
@Injectable()
export class WebhookAccess {
  constructor(
    private readonly permissions: Permissions,
    private readonly journal: WebhookJournal,
  ) {}

  /** The condition over `webhooks h`; its parameters begin at the number given. */
  readable(actor: Actor, firstParameter: number): { readonly sql: string; readonly params: readonly unknown[] } {
    const { sql, params } = this.permissions.filter(actor, 'webhook.read', 'h', firstParameter);
    const person = `$${firstParameter + params.length}::uuid`;
    const answersFor = `EXISTS (SELECT 1 FROM workflows w WHERE w.organisation_id = h.organisation_id
      AND w.id = h.workflow_id AND ${person} IN (w.owner_id, w.operator_owner_id))`;
    return { sql: `(${sql} OR ${answersFor})`, params: [...params, actor.personId] };
  }

  async findReadable(tx: Tx, actor: Actor, id: string): Promise<WebhookEntity | null> {
    if (!isId(id)) return null;
    const readable = this.readable(actor, 3);
    const found = await tx.query<{ id: WebhookId }>(
      `SELECT h.id FROM webhooks h WHERE h.organisation_id = $1 AND h.id = $2 AND ${readable.sql}`,
      [actor.organisationId, id, ...readable.params],
    );
    const [row] = found;
    return row === undefined ? null : tx.manager.findOneBy(WebhookEntity, { ...tx.scope, id: row.id });
  }

  /** The webhook as it is, held until the transaction ends. @throws AppError NOT_FOUND */
  async lockReadable(tx: Tx, actor: Actor, id: string): Promise<WebhookEntity> {
    const seen = await this.findReadable(tx, actor, id);
    const held = seen === null ? null : await this.journal.lock(tx, seen.id);
    if (held === null) throw notFound('webhook');
    return held;
  }
}
