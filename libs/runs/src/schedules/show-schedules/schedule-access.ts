import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@groundswell/kernel';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { ScheduleEntity } from '../../persistence/schedule.entity.js';

/** A schedule in the form in which permissions are asked for it. */
export function scheduleSubject({
  id,
  organisationId,
  ownerId,
}: Pick<ScheduleEntity, 'id' | 'organisationId' | 'ownerId'>): PermissionSubject {
  return { type: 'schedule', id, organisationId, ownerId };
}

/** Finds the schedules that somebody may see: their own, those of workflows that they answer for, all for those who oversee. */
@Injectable()
export class ScheduleAccess {
  constructor(private readonly permissions: Permissions) {}

  /** The condition over `schedules s`; its parameters begin at the number given. */
  readable(actor: Actor, firstParameter: number): { readonly sql: string; readonly params: readonly unknown[] } {
    const { sql, params } = this.permissions.filter(actor, 'schedule.read', 's', firstParameter);
    const person = `$${firstParameter + params.length}::uuid`;
    const answersFor = `EXISTS (SELECT 1 FROM workflows w WHERE w.organisation_id = s.organisation_id
      AND w.id = s.workflow_id AND ${person} IN (w.owner_id, w.operator_owner_id))`;
    return { sql: `(${sql} OR ${answersFor})`, params: [...params, actor.personId] };
  }

  async findReadable(tx: Tx, actor: Actor, id: string): Promise<ScheduleEntity | null> {
    if (!isId(id)) return null;
    const readable = this.readable(actor, 3);
    const found = await tx.query<{ id: string }>(
      `SELECT s.id FROM schedules s WHERE s.organisation_id = $1 AND s.id = $2 AND ${readable.sql}`,
      [actor.organisationId, id, ...readable.params],
    );
    return found.length === 0
      ? null
      : tx.manager.findOneBy(ScheduleEntity, { ...tx.scope, id: id as ScheduleEntity['id'] });
  }

  /** The schedule as it is, held until the transaction ends. @throws AppError NOT_FOUND */
  async lockReadable(tx: Tx, actor: Actor, id: string): Promise<ScheduleEntity> {
    const seen = await this.findReadable(tx, actor, id);
    const held = seen === null ? null : await this.lock(tx, seen.id);
    if (held === null) throw notFound('schedule');
    return held;
  }

  async lock(tx: Tx, id: ScheduleEntity['id']): Promise<ScheduleEntity | null> {
    return tx.manager.findOne(ScheduleEntity, { where: { ...tx.scope, id }, lock: { mode: 'pessimistic_write' } });
  }
}
