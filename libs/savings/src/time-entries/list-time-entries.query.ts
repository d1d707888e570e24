import { Injectable } from '@nestjs/common';
import { invalidInput, isId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import type { EvidenceGrade } from '../domain/evidence-grade.js';
import type { TimeEntry } from '../domain/time-entry.js';
import { TimeEntryEntity } from '../persistence/time-entry.entity.js';
import { toEntry } from '../persistence/time-ledger.js';

/** Which lines of the time ledger to list. What is left out does not narrow. */
export interface TimeEntryCriteria {
  readonly workflowId?: string | null;
  readonly personId?: string | null;
  readonly runId?: string | null;
  /** First instant of the work, included. */
  readonly from?: Date | null;
  /** Last instant of the work, excluded. */
  readonly until?: Date | null;
  readonly grades?: readonly EvidenceGrade[] | null;
  /** Only lines with a negative saving. */
  readonly lostOnly?: boolean;
  /** Also lines that a later one took the place of: the whole history. Otherwise only what counts. */
  readonly includeCorrected?: boolean;
}

/** A page of the ledger, newest work first. `savedMinutes` sums all lines that fit, not only those on the page. */
export interface TimeEntryPage {
  readonly items: readonly TimeEntry[];
  readonly totalCount: number;
  readonly savedMinutes: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 200;

/** Lists lines of the time ledger that a person may read. */
@Injectable()
export class ListTimeEntriesQuery {
  constructor(private readonly permissions: Permissions) {}

  /** @throws AppError INPUT_INVALID for a cursor that is not ours */
  async page(
    tx: Tx,
    actor: Actor,
    criteria: TimeEntryCriteria,
    first: number,
    after: string | null,
  ): Promise<TimeEntryPage> {
    const { sql, params } = this.where(actor, criteria);
    const [sums] = await tx.query<{ count: number; saved: number }>(
      `SELECT count(*)::float8 AS count, coalesce(sum(e.saved_minutes), 0)::float8 AS saved FROM time_entries e WHERE ${sql}`,
      params,
    );
    const cursor = after === null ? null : await this.place(tx, after);
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const beyond =
      cursor === null ? '' : `AND (e.at, e.id) < ($${params.length + 1}::timestamptz, $${params.length + 2}::uuid)`;
    const rows = await tx.query<{ id: string }>(
      `SELECT e.id FROM time_entries e WHERE ${sql} ${beyond} ORDER BY e.at DESC, e.id DESC LIMIT ${size + 1}`,
      [...params, ...(cursor ?? [])],
    );
    const shown = rows.slice(0, size).map((row) => row.id);
    const entries = new Map((await this.load(tx, shown)).map((entry) => [String(entry.id), entry]));
    return {
      items: shown.flatMap((id) => entries.get(id) ?? []),
      totalCount: sums?.count ?? 0,
      savedMinutes: sums?.saved ?? 0,
      nextCursor: rows.length > size ? (shown.at(-1) ?? null) : null,
    };
  }

  private where(actor: Actor, criteria: TimeEntryCriteria): { sql: string; params: unknown[] } {
    const readable = this.permissions.filter(actor, 'time-entry.read', 'e', 1);
    const parts = [readable.sql];
    const params: unknown[] = [...readable.params];
    const add = (condition: (parameter: string) => string, value: unknown) => {
      if (value === null || value === undefined) return;
      params.push(value);
      parts.push(condition(`$${params.length}`));
    };
    add((p) => `e.workflow_id = ${p}::uuid`, idOrNothing(criteria.workflowId));
    add((p) => `e.person_id = ${p}::uuid`, idOrNothing(criteria.personId));
    add((p) => `e.run_id = ${p}::uuid`, idOrNothing(criteria.runId));
    add((p) => `e.at >= ${p}::timestamptz`, criteria.from);
    add((p) => `e.at < ${p}::timestamptz`, criteria.until);
    add((p) => `e.grade = ANY(${p}::text[])`, criteria.grades);
    if (criteria.lostOnly) parts.push('e.saved_minutes < 0');
    if (!criteria.includeCorrected) parts.push('NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)');
    return { sql: parts.join(' AND '), params };
  }

  private async place(tx: Tx, after: string): Promise<[Date, string]> {
    const last = isId(after)
      ? await tx.manager.findOneBy(TimeEntryEntity, { ...tx.scope, id: after as TimeEntry['id'] })
      : null;
    if (!last)
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
    return [last.at, last.id];
  }

  private async load(tx: Tx, ids: readonly string[]): Promise<TimeEntry[]> {
    if (ids.length === 0) return [];
    const rows = await tx.manager
      .createQueryBuilder(TimeEntryEntity, 'entry')
      .where('entry.organisationId = :organisationId AND entry.id = ANY(:ids)', { ...tx.scope, ids: [...ids] })
      .getMany();
    return rows.map(toEntry);
  }
}

/** An id that does not have the shape of one fits no line. */
function idOrNothing(id: string | null | undefined): string | null | undefined {
  return id === null || id === undefined || isId(id) ? id : '00000000-0000-0000-0000-000000000000';
}
