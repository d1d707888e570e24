import { Injectable } from '@nestjs/common';
import { invalidInput, isId, type Micros } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import type { CostEntryType, CostKind } from '@groundswell/runs';
import { BEFORE_FIRST_PUBLISHED } from '../compounding/pilot-costs.query.js';
import { COUNTING_COST } from '../rollups/rollup-sql.js';

/** Which counting lines of the cost ledger to list. What is left out does not narrow. */
export interface FigureCostCriteria {
  readonly workflowId?: string | null;
  readonly personId?: string | null;
  readonly runId?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
  readonly kinds?: readonly CostKind[] | null;
  /** What brought this workflow into pilot: build and review until its first publishing, and the set-up of these parts. */
  readonly intoPilot?: { readonly workflowId: string; readonly parts: readonly string[] } | null;
}

/** A page of the ledger, newest first. `amountMicros` sums all lines that fit, not only those on the page. */
export interface FigureCostPage {
  readonly items: readonly CostEntryType[];
  readonly totalCount: number;
  readonly amountMicros: Micros;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 200;
const COLUMNS = `e.id, e.kind, e.workflow_id AS "workflowId", e.run_id AS "runId", e.person_id AS "personId", e.minutes, e.model,
  e.estimated, e.input_tokens::float8 AS "inputTokens", e.output_tokens::float8 AS "outputTokens",
  e.cache_read_tokens::float8 AS "cacheReadTokens", e.cache_write_tokens::float8 AS "cacheWriteTokens",
  e.rate_micros_per_hour::float8 AS "rateMicrosPerHour", e.amount_micros::float8 AS "amountMicros", e.at,
  e.corrects_id AS corrects, e.note`;

/** Lists the lines of the cost ledger behind a figure, as far as a person may read them. Reads the table of `runs`. */
@Injectable()
export class FigureCostEntriesQuery {
  constructor(private readonly permissions: Permissions) {}

  /** @throws AppError INPUT_INVALID for a cursor that is not ours */
  async page(
    tx: Tx,
    actor: Actor,
    criteria: FigureCostCriteria,
    first: number,
    after: string | null,
  ): Promise<FigureCostPage> {
    const { sql, params } = this.where(tx, actor, criteria);
    const [sums] = await tx.query<{ count: number; micros: number }>(
      `SELECT count(*)::float8 AS count, coalesce(sum(e.amount_micros), 0)::float8 AS micros FROM cost_entries e WHERE ${sql}`,
      params,
    );
    const cursor = after === null ? null : await this.place(tx, after);
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const beyond =
      cursor === null ? '' : `AND (e.at, e.id) < ($${params.length + 1}::timestamptz, $${params.length + 2}::uuid)`;
    const rows = await tx.query<CostEntryType>(
      `SELECT ${COLUMNS} FROM cost_entries e WHERE ${sql} ${beyond} ORDER BY e.at DESC, e.id DESC LIMIT ${size + 1}`,
      [...params, ...(cursor ?? [])],
    );
    const items = rows.slice(0, size);
    return {
      items,
      totalCount: sums?.count ?? 0,
      amountMicros: sums?.micros ?? 0,
      nextCursor: rows.length > size ? (items.at(-1)?.id ?? null) : null,
    };
  }

  private where(tx: Tx, actor: Actor, criteria: FigureCostCriteria): { sql: string; params: unknown[] } {
    // The organisation comes first, as the shared pieces of SQL expect it.
    const readable = this.permissions.filter(actor, 'cost-entry.read', 'e', 2);
    const params: unknown[] = [tx.scope.organisationId, ...readable.params];
    const parts = ['e.organisation_id = $1', readable.sql, COUNTING_COST];
    const add = (condition: (parameter: string) => string, value: unknown): void => {
      if (value === null || value === undefined) return;
      params.push(value);
      parts.push(condition(`$${params.length}`));
    };
    add((p) => `e.workflow_id = ${p}::uuid`, idOrNothing(criteria.workflowId));
    add((p) => `e.person_id = ${p}::uuid`, idOrNothing(criteria.personId));
    add((p) => `e.run_id = ${p}::uuid`, idOrNothing(criteria.runId));
    add((p) => `e.at >= ${p}::timestamptz`, criteria.from);
    add((p) => `e.at < ${p}::timestamptz`, criteria.until);
    add((p) => `e.kind = ANY(${p}::text[])`, criteria.kinds);
    if (criteria.intoPilot) {
      params.push(idOrNothing(criteria.intoPilot.workflowId), criteria.intoPilot.parts);
      parts.push(intoPilotSql(`$${params.length - 1}::uuid`, `$${params.length}::uuid[]`));
    }
    return { sql: parts.join(' AND '), params };
  }

  private async place(tx: Tx, after: string): Promise<[Date, string]> {
    const [last] = isId(after)
      ? await tx.query<{ at: Date }>(`SELECT at FROM cost_entries WHERE organisation_id = $1 AND id = $2`, [
          tx.scope.organisationId,
          after,
        ])
      : [];
    if (!last)
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
    return [last.at, after];
  }
}

function intoPilotSql(workflow: string, parts: string): string {
  return `(
    (e.kind IN ('build', 'review') AND e.version_id IN (
      SELECT first.id FROM ${BEFORE_FIRST_PUBLISHED} AS first WHERE first.workflow_id = ${workflow}
    )) OR (
      e.kind IN ('connectorSetup', 'policySetup') AND coalesce(e.connector_id, e.layer_id) = ANY(${parts})
    )
  )`;
}

/** An id that does not have the shape of one fits no line. */
function idOrNothing(id: string | null | undefined): string | null | undefined {
  return id === null || id === undefined || isId(id) ? id : '00000000-0000-0000-0000-000000000000';
}
