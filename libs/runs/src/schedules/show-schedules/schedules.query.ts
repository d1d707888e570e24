import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Id, invalidInput, type RunId } from '@groundswell/kernel';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import type { FiringStatus } from '../../domain/schedule.js';
import { ScheduleEntity, type ScheduleId } from '../../persistence/schedule.entity.js';
import type { KeptRefusal } from '../../start-run/kept-refusal.js';
import { ScheduleAccess } from './schedule-access.js';

/** Which schedules to list. What is left out does not narrow. */
export interface ScheduleCriteria {
  readonly workflowId?: string | null;
  readonly mine?: boolean | null;
  readonly state?: string | null;
}

export interface FoundSchedules {
  readonly items: readonly ScheduleEntity[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

/** One due time and what came of it. */
export interface ShownFiring {
  readonly id: Id<'schedule-firing'>;
  readonly dueAt: Date;
  readonly standsFor: number;
  readonly status: FiringStatus;
  readonly runId: RunId | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly nextStep: string | null;
  readonly decidedAt: Date;
  readonly byHand: boolean;
  readonly kept: KeptRefusal | null;
}

export interface FoundFirings {
  readonly items: readonly ShownFiring[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const PAGE = 30;
const FIRING = `f.id, f.due_at AS "dueAt", f.stands_for AS "standsFor", f.status, f.run_id AS "runId", f.code, f.reason,
  f.next_step AS "nextStep", f.decided_at AS "decidedAt", f.by_hand AS "byHand", f.refusal AS kept`;

/** Reads schedules, their history, and what is wrong with them: only what the person may see. */
@Injectable()
export class SchedulesQuery {
  constructor(
    private readonly database: Database,
    private readonly access: ScheduleAccess,
  ) {}

  async find(actor: Actor, id: string): Promise<ScheduleEntity | null> {
    return this.database.transaction(actor.organisationId, (tx) => this.access.findReadable(tx, actor, id));
  }

  /** Those that go first, then those that rest, each by their age; ended ones are left out unless asked for. */
  async page(actor: Actor, criteria: ScheduleCriteria, after: string | null): Promise<FoundSchedules> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const readable = this.access.readable(actor, 2);
      const params: unknown[] = [actor.organisationId, ...readable.params];
      const parts = ['s.organisation_id = $1', readable.sql];
      const add = (condition: (parameter: string) => string, value: unknown): void => {
        params.push(value);
        parts.push(condition(`$${params.length}`));
      };
      const { workflowId, mine, state } = criteria;
      if (workflowId) add((p) => `s.workflow_id::text = ${p}`, workflowId);
      if (mine === true) add((p) => `s.owner_id = ${p}`, actor.personId);
      if (state) add((p) => `s.state = ${p}`, state);
      else parts.push(`s.state <> 'ended'`);
      const where = parts.join(' AND ');
      const [counted] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM schedules s WHERE ${where}`,
        params,
      );
      const skip = readOffset(after);
      const rows = await tx.query<{ id: ScheduleId }>(
        `SELECT s.id FROM schedules s WHERE ${where}
          ORDER BY s.state <> 'active', s.created_at DESC, s.id LIMIT ${PAGE + 1} OFFSET ${skip}`,
        params,
      );
      const ids = rows.slice(0, PAGE).map((row) => row.id);
      return {
        items: await byIds(tx, ids),
        totalCount: counted?.count ?? 0,
        nextCursor: rows.length > PAGE ? String(skip + PAGE) : null,
      };
    });
  }

  /** The due times of a schedule that the person sees already, the newest first. */
  async firings(actor: Actor, id: ScheduleId, after: string | null): Promise<FoundFirings> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const params = [actor.organisationId, id];
      const where = 'f.organisation_id = $1 AND f.schedule_id = $2';
      const [counted] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM schedule_firings f WHERE ${where}`,
        params,
      );
      const skip = readOffset(after);
      const rows = await tx.query<ShownFiring>(
        `SELECT ${FIRING} FROM schedule_firings f WHERE ${where} ORDER BY f.due_at DESC LIMIT ${PAGE + 1} OFFSET ${skip}`,
        params,
      );
      return {
        items: rows.slice(0, PAGE),
        totalCount: counted?.count ?? 0,
        nextCursor: rows.length > PAGE ? String(skip + PAGE) : null,
      };
    });
  }

  /** The newest due time of each of some schedules. */
  async lastFirings(actor: Actor, ids: readonly ScheduleId[]): Promise<ReadonlyMap<ScheduleId, ShownFiring>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.transaction(actor.organisationId, (tx) =>
      tx.query<ShownFiring & { scheduleId: ScheduleId }>(
        `SELECT DISTINCT ON (f.schedule_id) f.schedule_id AS "scheduleId", ${FIRING} FROM schedule_firings f
          WHERE f.organisation_id = $1 AND f.schedule_id = ANY ($2) ORDER BY f.schedule_id, f.due_at DESC`,
        [actor.organisationId, ids],
      ),
    );
    return new Map(rows.map(({ scheduleId, ...firing }) => [scheduleId, firing]));
  }
}

async function byIds(tx: Tx, ids: readonly ScheduleId[]): Promise<ScheduleEntity[]> {
  if (ids.length === 0) return [];
  const found = await tx.manager.findBy(ScheduleEntity, { ...tx.scope, id: In([...ids]) });
  const byId = new Map(found.map((schedule) => [schedule.id, schedule]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function readOffset(after: string | null): number {
  if (after === null) return 0;
  if (/^\d{1,6}$/.test(after)) return Number(after);
  throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
}
