import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { addMinutes, type MinuteSums, NO_MINUTES } from '../domain/hours.js';
import type { Month } from '../domain/month.js';
import { TIME_PARTS, TIME_SUM_TOTALS, TIME_TOTAL_PARTS } from './rollup-sql.js';

/** What the time ledger sums to: minutes by grade and counts of runs. */
export interface TimeTotals extends MinuteSums {
  readonly entries: number;
  readonly accepted: number;
  readonly edited: number;
  readonly rejected: number;
  readonly failed: number;
}

interface SumsRow {
  readonly measured_minutes: number;
  readonly confirmed_minutes: number;
  readonly estimated_minutes: number;
  readonly estimated_unattended_minutes: number;
  readonly lost_minutes: number;
  readonly entries: number;
  readonly accepted: number;
  readonly edited: number;
  readonly rejected: number;
  readonly failed: number;
  readonly sampled: number;
  readonly sampled_useful: number;
}

/** Totals of the time ledger, from the rollup and what is not folded in yet: exact at any moment. */
@Injectable()
export class TimeTotalsQuery {
  /** Of the whole organisation, by month. */
  async byMonth(tx: Tx): Promise<Map<Month, TimeTotals>> {
    const rows = await tx.query<SumsRow & { month: Month }>(
      `SELECT month, ${TIME_SUM_TOTALS} FROM ${TIME_TOTAL_PARTS} AS parts GROUP BY month ORDER BY month`,
      [tx.scope.organisationId],
    );
    return new Map(rows.map((row) => [row.month, totalsOf(row)]));
  }

  /** Of one workflow, by month. */
  async byMonthOf(tx: Tx, workflowId: WorkflowId): Promise<Map<Month, TimeTotals>> {
    const rows = await tx.query<SumsRow & { month: Month }>(
      `SELECT month, ${TIME_SUM_TOTALS} FROM ${TIME_PARTS} AS parts WHERE workflow_id = $2 GROUP BY month ORDER BY month`,
      [tx.scope.organisationId, workflowId],
    );
    return new Map(rows.map((row) => [row.month, totalsOf(row)]));
  }

  /** Of several workflows, over all months. A workflow without entries is left out. */
  async byWorkflow(tx: Tx, workflowIds: readonly WorkflowId[]): Promise<Map<WorkflowId, TimeTotals>> {
    const rows = await tx.query<SumsRow & { workflow_id: WorkflowId }>(
      `SELECT workflow_id, ${TIME_SUM_TOTALS} FROM ${TIME_PARTS} AS parts WHERE workflow_id = ANY($2) GROUP BY workflow_id`,
      [tx.scope.organisationId, workflowIds],
    );
    return new Map(rows.map((row) => [row.workflow_id, totalsOf(row)]));
  }
}

/** The sum of many totals. */
export function sumOfMinutes(totals: Iterable<MinuteSums>): MinuteSums {
  let sum = NO_MINUTES;
  for (const each of totals) sum = addMinutes(sum, each);
  return sum;
}

function totalsOf(row: SumsRow): TimeTotals {
  const { entries, accepted, edited, rejected, failed, sampled } = row;
  return {
    measured: row.measured_minutes,
    confirmed: row.confirmed_minutes,
    estimated: row.estimated_minutes,
    estimatedUnattended: row.estimated_unattended_minutes,
    lost: row.lost_minutes,
    entries,
    accepted,
    edited,
    rejected,
    failed,
    sampled,
    sampledUseful: row.sampled_useful,
  };
}
