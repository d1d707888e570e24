import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { RootMonth } from '../domain/compounding.js';
import { liveWindowStart } from '../domain/live-workflows.js';
import { type Month, monthOf, monthRange } from '../domain/month.js';
import { lastUseful, TIME_PARTS } from '../rollups/rollup-sql.js';

/** A month and the instant at which its live workflows are counted: its end, or now for the present one. */
export interface MonthMark {
  readonly month: Month;
  readonly at: Date;
}

/** A live workflow, and when its last useful run ended. */
export interface LiveWorkflow {
  readonly workflowId: WorkflowId;
  readonly lastUsefulAt: Date;
}

/** The stays of workflows in stages and the last useful runs, joined to what is live at each look. */
const LIVE = `WITH looks AS (
         SELECT * FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[])
           AS look(month, at, window_start, seen)
       ), useful AS MATERIALIZED (
         SELECT * FROM ${lastUseful('month = ANY($6)')} AS last WHERE last_useful_at IS NOT NULL
       ), stays AS MATERIALIZED (
         SELECT workflow_id, to_stage, at AS since, lead(at) OVER (PARTITION BY workflow_id ORDER BY revision) AS until
           FROM workflow_stage_changes WHERE organisation_id = $1
       ), living AS (
         SELECT l.month, w.id, w.root_id, u.last_useful_at
           FROM looks l
           JOIN useful u ON u.month = l.seen AND u.last_useful_at > l.window_start AND u.last_useful_at <= l.at
           JOIN stays s ON s.workflow_id = u.workflow_id AND s.to_stage IN ('pilot', 'production')
                       AND s.since <= l.at AND (s.until IS NULL OR s.until > l.at)
           JOIN workflows w ON w.id = u.workflow_id AND w.organisation_id = $1
       )`;

/**
 * Live workflows and minutes saved by root and month. A workflow is live at a mark when it is in pilot or production then
 * and has an accepted run in the 30 days before: the rule of `live-workflows.ts`, in SQL over the rollup.
 */
@Injectable()
export class LiveHistoryQuery {
  async byRoot(tx: Tx, marks: readonly MonthMark[], timeZone: string): Promise<RootMonth[]> {
    const rows = await tx.query<{ month: Month; root_id: WorkflowId; live: number; minutes: number }>(
      `${LIVE}, live AS (
         SELECT month, root_id, count(DISTINCT id)::int AS live FROM living GROUP BY month, root_id
       ), saved AS (
         SELECT p.month, w.root_id, sum(p.measured_minutes + p.confirmed_minutes)::float8 AS minutes
           FROM ${TIME_PARTS} AS p JOIN workflows w ON w.id = p.workflow_id AND w.organisation_id = $1
          WHERE p.month = ANY($3) GROUP BY p.month, w.root_id
       )
       SELECT month, root_id, coalesce(live, 0) AS live, coalesce(minutes, 0) AS minutes
         FROM live FULL JOIN saved USING (month, root_id)
        WHERE coalesce(live, 0) <> 0 OR coalesce(minutes, 0) <> 0 ORDER BY month, root_id`,
      parameters(tx, marks, timeZone),
    );
    return rows.map((row) => ({ month: row.month, rootId: row.root_id, live: row.live, minutes: row.minutes }));
  }

  /** The workflows that are live at a mark, the one that was used last first. */
  async workflowsAt(tx: Tx, mark: MonthMark, timeZone: string): Promise<LiveWorkflow[]> {
    const rows = await tx.query<{ id: WorkflowId; last_useful_at: Date }>(
      `${LIVE} SELECT id, max(last_useful_at) AS last_useful_at FROM living GROUP BY id ORDER BY 2 DESC, id`,
      parameters(tx, [mark], timeZone),
    );
    return rows.map((row) => ({ workflowId: row.id, lastUsefulAt: row.last_useful_at }));
  }
}

/** One look for each mark and each month that its window reaches into: one to three. */
function parameters(tx: Tx, marks: readonly MonthMark[], timeZone: string): unknown[] {
  const looks = marks.flatMap(({ month, at }) => {
    const windowStart = liveWindowStart(at);
    return monthRange(monthOf(windowStart, timeZone), month).map((seen) => ({ month, at, windowStart, seen }));
  });
  return [
    tx.scope.organisationId,
    timeZone,
    looks.map((look) => look.month),
    looks.map((look) => look.at),
    looks.map((look) => look.windowStart),
    looks.map((look) => look.seen),
  ];
}
