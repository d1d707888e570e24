import { Injectable } from '@nestjs/common';
import type { Micros, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Month } from '../domain/month.js';
import { COST_PARTS, COST_TOTAL_PARTS } from './rollup-sql.js';

/** Totals of the cost ledger, from the rollup and what is not folded in yet: exact at any moment. */
@Injectable()
export class CostTotalsQuery {
  /** Of the whole organisation, by month; cost that belongs to no workflow included. */
  async byMonth(tx: Tx): Promise<Map<Month, Micros>> {
    const rows = await tx.query<{ month: Month; micros: number }>(
      `SELECT month, sum(micros)::float8 AS micros FROM ${COST_TOTAL_PARTS} AS parts GROUP BY month ORDER BY month`,
      [tx.scope.organisationId],
    );
    return new Map(rows.map((row) => [row.month, row.micros]));
  }

  /** Of one workflow, by kind. */
  async byKindOf(tx: Tx, workflowId: WorkflowId): Promise<Map<string, Micros>> {
    const rows = await tx.query<{ kind: string; micros: number }>(
      `SELECT kind, sum(micros)::float8 AS micros FROM ${COST_PARTS} AS parts WHERE workflow_id = $2 GROUP BY kind`,
      [tx.scope.organisationId, workflowId],
    );
    return new Map(rows.map((row) => [row.kind, row.micros]));
  }
}
