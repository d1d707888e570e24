import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { RootMonth } from '../domain/compounding.js';
import { liveWindowStart } from '../domain/live-workflows.js';
import { type Month, monthOf } from '../domain/month.js';
import { LAST_USEFUL, TIME_PARTS } from '../rollups/rollup-sql.js';

/** A month and the instant at which its live workflows are counted: its end, or now for the present one. */
export interface MonthMark {
  readonly month: Month;
  readonly at: Date;
}

/**
 * Live workflows and minutes saved by root and month. A workflow is live at a mark when it is in pilot or production then
 * and has an accepted run in the 30 days before: the rule of `live-workflows.ts`, in SQL over the rollup.
 */
@Injectable()
export class LiveHistoryQuery {
  async byRoot(tx: Tx, marks: readonly MonthMark[], timeZone: string): Promise<RootMonth[]> {
    const windows = marks.map((mark) => liveWindowStart(mark.at));
    const rows = await tx.query<{ month: Month; root_id: WorkflowId; live: number; minutes: number }>(
      `WITH marks AS (
         SELECT * FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[])
           AS mark(month, at, window_start, window_month)
       ), useful AS MATERIALIZED (
         SELECT * FROM ${LAST_USEFUL} AS last WHERE last_useful_at IS NOT NULL
       ), live AS (
         SELECT m.month, w.root_id, count(DISTINCT w.id)::int AS live
           FROM marks m
           JOIN useful u ON u.month BETWEEN m.window_month AND m.month AND u.last_useful_at > m.window_start
                        AND u.last_useful_at <= m.at
           JOIN workflows w ON w.id = u.workflow_id AND w.organisation_id = $1
          WHERE (
            SELECT s.to_stage FROM workflow_stage_changes s
             WHERE s.workflow_id = w.id AND s.organisation_id = $1 AND s.at <= m.at ORDER BY s.revision DESC LIMIT 1
          ) IN ('pilot', 'production')
          GROUP BY m.month, w.root_id
       ), saved AS (
         SELECT p.month, w.root_id, sum(p.measured_minutes + p.confirmed_minutes)::float8 AS minutes
           FROM ${TIME_PARTS} AS p JOIN workflows w ON w.id = p.workflow_id AND w.organisation_id = $1
          WHERE p.month = ANY($3) GROUP BY p.month, w.root_id
       )
       SELECT month, root_id, coalesce(live, 0) AS live, coalesce(minutes, 0) AS minutes
         FROM live FULL JOIN saved USING (month, root_id)
        WHERE coalesce(live, 0) <> 0 OR coalesce(minutes, 0) <> 0 ORDER BY month, root_id`,
      [
        tx.scope.organisationId,
        timeZone,
        marks.map((mark) => mark.month),
        marks.map((mark) => mark.at),
        windows,
        windows.map((start) => monthOf(start, timeZone)),
      ],
    );
    return rows.map((row) => ({ month: row.month, rootId: row.root_id, live: row.live, minutes: row.minutes }));
  }
}
