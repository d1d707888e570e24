import { Inject, Injectable, Optional } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidInput, isId, type CostEntryId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import type { CostKind } from '../domain/cost-entry.js';
import { CostEntryEntity } from '../persistence/cost-entry.entity.js';

/**
 * Which lines of the cost ledger stand behind a figure. Figures are defined above, so `analytics` implements this and
 * provides it from a global module.
 */
export abstract class CostFigures {
  /** The kinds of cost behind a figure; undefined for a name that no figure has. */
  abstract kindsBehind(figure: string): readonly CostKind[] | undefined;
}

/** Which lines to list. What is left out does not narrow. */
export interface CostCriteria {
  readonly workflowId?: string | null;
  /** `YYYY-MM` in the organisation's time zone. */
  readonly month?: string | null;
  readonly kind?: CostKind | null;
  readonly personId?: string | null;
  readonly runId?: string | null;
  readonly figure?: string | null;
}

/** A page of the ledger, the latest cost first. */
export interface CostEntryPage {
  readonly items: readonly CostEntryEntity[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 200;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Lists the lines of the cost ledger that count and that a person may read. */
@Injectable()
export class ListCostEntriesQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly people: PeopleDirectory,
    @Optional() @Inject(CostFigures) private readonly figures: CostFigures | undefined,
  ) {}

  /** @throws AppError INPUT_INVALID for a month, a figure or a cursor that is none */
  async page(
    tx: Tx,
    actor: Actor,
    criteria: CostCriteria,
    first: number,
    after: string | null,
  ): Promise<CostEntryPage> {
    const { sql, params } = await this.where(tx, actor, criteria);
    const [counted] = await tx.query<{ count: number }>(
      `SELECT count(*)::float8 AS count FROM cost_entries e WHERE ${sql}`,
      params,
    );
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const cursor = after === null ? null : await this.place(tx, after);
    const beyond =
      cursor === null ? '' : `AND (e.at, e.id) < ($${params.length + 1}::timestamptz, $${params.length + 2}::uuid)`;
    const rows = await tx.query<{ id: CostEntryId }>(
      `SELECT e.id FROM cost_entries e WHERE ${sql} ${beyond} ORDER BY e.at DESC, e.id DESC LIMIT ${size + 1}`,
      [...params, ...(cursor ?? [])],
    );
    const shown = rows.slice(0, size).map((row) => row.id);
    const found = shown.length === 0 ? [] : await tx.manager.findBy(CostEntryEntity, { ...tx.scope, id: In(shown) });
    const byId = new Map(found.map((entry) => [entry.id, entry]));
    return {
      items: shown.flatMap((id) => byId.get(id) ?? []),
      totalCount: counted?.count ?? 0,
      nextCursor: rows.length > size ? (shown.at(-1) ?? null) : null,
    };
  }

  private async where(tx: Tx, actor: Actor, criteria: CostCriteria): Promise<{ sql: string; params: unknown[] }> {
    const readable = this.permissions.filter(actor, 'cost-entry.read', 'e', 1);
    const parts = [readable.sql, 'NOT EXISTS (SELECT FROM cost_entries c WHERE c.corrects_id = e.id)'];
    const params: unknown[] = [...readable.params];
    const add = (condition: (parameter: string) => string, value: unknown): void => {
      if (value === null || value === undefined) return;
      params.push(value);
      parts.push(condition(`$${params.length}`));
    };
    add((p) => `e.workflow_id = ${p}::uuid`, idOrNobody(criteria.workflowId));
    add((p) => `e.person_id = ${p}::uuid`, idOrNobody(criteria.personId));
    add((p) => `e.run_id = ${p}::uuid`, idOrNobody(criteria.runId));
    add((p) => `e.kind = ${p}`, criteria.kind);
    add((p) => `e.kind = ANY(${p}::text[])`, this.kindsBehind(criteria.figure));
    const month = monthOf(criteria.month);
    if (month !== null) {
      const { timeZone } = await this.people.getOrganisation(tx, actor.organisationId);
      params.push(`${month}-01`, timeZone);
      const start = `$${params.length - 1}::timestamp`;
      const zone = `$${params.length}::text`;
      parts.push(`e.at >= (${start} AT TIME ZONE ${zone})`);
      parts.push(`e.at < ((${start} + interval '1 month') AT TIME ZONE ${zone})`);
    }
    return { sql: parts.join(' AND '), params };
  }

  private kindsBehind(figure: string | null | undefined): readonly CostKind[] | null {
    if (figure === null || figure === undefined) return null;
    const kinds = this.figures?.kindsBehind(figure);
    if (kinds === undefined) throw invalidInput([{ path: 'figure', message: 'No cost stands behind this figure.' }]);
    return kinds;
  }

  private async place(tx: Tx, after: string): Promise<[Date, string]> {
    const last = isId(after)
      ? await tx.manager.findOneBy(CostEntryEntity, { ...tx.scope, id: after as CostEntryId })
      : null;
    if (last === null) {
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
    }
    return [last.at, last.id];
  }
}

function monthOf(month: string | null | undefined): string | null {
  if (month === null || month === undefined) return null;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw invalidInput([{ path: 'month', message: 'Write the month as 2026-11.' }]);
}

/** An id that does not have the shape of one fits nothing. */
function idOrNobody(id: string | null | undefined): string | null | undefined {
  return id === null || id === undefined || isId(id) ? id : NOBODY;
}
