/** The summed columns of the time rollup, in the order of its table. */
const TIME_SUMS = [
  'measured_minutes',
  'confirmed_minutes',
  'estimated_minutes',
  'estimated_unattended_minutes',
  'lost_minutes',
  'entries',
  'accepted',
  'edited',
  'rejected',
  'failed',
  'sampled',
  'sampled_useful',
] as const;

/** Comma-separated columns of the time rollup that add up. */
export const TIME_SUM_COLUMNS = TIME_SUMS.join(', ');

/** The same columns summed over rows, as whole numbers that fit a double. */
export const TIME_SUM_TOTALS = TIME_SUMS.map((name) => `coalesce(sum(${name}), 0)::float8 AS ${name}`).join(', ');

const TIME_SUM_PLAIN = TIME_SUMS.map((name) => `sum(${name})`).join(', ');

/** Lines of the time ledger that count: those that no later line corrects. */
export const COUNTING_TIME = `NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)`;

/** Lines of the cost ledger that count: those that no later line corrects. */
export const COUNTING_COST = `NOT EXISTS (SELECT FROM cost_entries c WHERE c.corrects_id = e.id)`;

/** The rollup with what is not folded in yet, one row per part: sums over it are exact at any moment. `$1` the organisation. */
export const TIME_PARTS = `(
  SELECT workflow_id, month, ${TIME_SUM_COLUMNS} FROM time_months WHERE organisation_id = $1
  UNION ALL
  SELECT workflow_id, month, ${TIME_SUM_COLUMNS} FROM time_deltas WHERE organisation_id = $1
)`;

/** The same for the whole organisation, from its own rollup by month. `$1` the organisation. */
export const TIME_TOTAL_PARTS = `(
  SELECT month, ${TIME_SUM_COLUMNS} FROM time_totals WHERE organisation_id = $1
  UNION ALL
  SELECT month, ${TIME_SUM_COLUMNS} FROM time_deltas WHERE organisation_id = $1
)`;

/** The cost of the whole organisation, folded in or not. `$1` the organisation. */
export const COST_TOTAL_PARTS = `(
  SELECT month, micros FROM cost_totals WHERE organisation_id = $1
  UNION ALL
  SELECT month, micros FROM cost_deltas WHERE organisation_id = $1
)`;

/** The cost rollup with what is not folded in yet. `$1` the organisation. */
export const COST_PARTS = `(
  SELECT workflow_id, month, kind, micros, entries FROM cost_months WHERE organisation_id = $1
  UNION ALL
  SELECT workflow_id, month, kind, micros, entries FROM cost_deltas WHERE organisation_id = $1
)`;

/**
 * When a workflow's last accepted or edited run of each month ended, exact at any moment: from the ledger itself while a
 * taken-back outcome is not folded in. `$1` the organisation, `$2` its time zone.
 * @param months narrows by `month`, for a reader who needs only some
 */
export function lastUseful(months: string): string {
  return `(
  SELECT p.workflow_id, p.month,
         CASE WHEN bool_or(p.taken_back) THEN (
           SELECT max(e.at) FROM time_entries e
            WHERE e.organisation_id = $1 AND e.workflow_id = p.workflow_id AND e.outcome IN ('accepted', 'edited')
              AND e.at >= (p.month || '-01')::timestamp AT TIME ZONE $2
              AND e.at < ((p.month || '-01')::timestamp + interval '1 month') AT TIME ZONE $2
              AND ${COUNTING_TIME}
         ) ELSE max(p.last_useful_at) END AS last_useful_at
    FROM (
      SELECT workflow_id, month, last_useful_at, false AS taken_back
        FROM time_months WHERE organisation_id = $1 AND ${months}
      UNION ALL
      SELECT workflow_id, month, last_useful_at, useful_taken_back
        FROM time_deltas WHERE organisation_id = $1 AND ${months}
    ) p GROUP BY p.workflow_id, p.month
)`;
}

/** Takes a batch of time differences into the rollup. `$1` the organisation, `$2` how many. Answers which months need a look. */
export const FOLD_TIME = `
  WITH taken AS (
    DELETE FROM time_deltas WHERE id IN (
      SELECT id FROM time_deltas WHERE organisation_id = $1 LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING *
  ), sums AS (
    SELECT organisation_id, workflow_id, month, ${TIME_SUM_PLAIN}, max(last_useful_at)
      FROM taken GROUP BY organisation_id, workflow_id, month ORDER BY workflow_id, month
  ), folded AS (
    INSERT INTO time_months (organisation_id, workflow_id, month, ${TIME_SUM_COLUMNS}, last_useful_at)
    SELECT * FROM sums
    ON CONFLICT (organisation_id, workflow_id, month) DO UPDATE SET
      ${TIME_SUMS.map((name) => `${name} = time_months.${name} + excluded.${name}`).join(', ')},
      last_useful_at = greatest(time_months.last_useful_at, excluded.last_useful_at)
    RETURNING 1
  ), totals AS (
    INSERT INTO time_totals (organisation_id, month, ${TIME_SUM_COLUMNS})
    SELECT organisation_id, month, ${TIME_SUM_PLAIN} FROM taken GROUP BY organisation_id, month
    ON CONFLICT (organisation_id, month) DO UPDATE SET
      ${TIME_SUMS.map((name) => `${name} = time_totals.${name} + excluded.${name}`).join(', ')}
    RETURNING 1
  )
  SELECT workflow_id, month, bool_or(useful_taken_back) AS taken_back, count(*)::int AS deltas
    FROM taken GROUP BY workflow_id, month`;

/** Looks up anew when a workflow's last useful run of a month ended. `$1` organisation, `$2` zone, `$3` workflow, `$4` month. */
export const REFRESH_LAST_USEFUL = `
  UPDATE time_months SET last_useful_at = (
    SELECT max(e.at) FROM time_entries e
     WHERE e.organisation_id = $1 AND e.workflow_id = $3 AND e.outcome IN ('accepted', 'edited')
       AND e.at >= ($4 || '-01')::timestamp AT TIME ZONE $2
       AND e.at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2
       AND ${COUNTING_TIME}
  ) WHERE organisation_id = $1 AND workflow_id = $3 AND month = $4`;

/** Takes a batch of cost differences into the rollup. `$1` the organisation, `$2` how many. */
export const FOLD_COST = `
  WITH taken AS (
    DELETE FROM cost_deltas WHERE id IN (
      SELECT id FROM cost_deltas WHERE organisation_id = $1 LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING *
  ), folded AS (
    INSERT INTO cost_months (organisation_id, workflow_id, month, kind, micros, entries)
    SELECT organisation_id, workflow_id, month, kind, sum(micros), sum(entries)
      FROM taken GROUP BY organisation_id, workflow_id, month, kind ORDER BY workflow_id, month, kind
    ON CONFLICT (organisation_id, workflow_id, month, kind) DO UPDATE SET
      micros = cost_months.micros + excluded.micros, entries = cost_months.entries + excluded.entries
    RETURNING 1
  ), totals AS (
    INSERT INTO cost_totals (organisation_id, month, micros, entries)
    SELECT organisation_id, month, sum(micros), sum(entries) FROM taken GROUP BY organisation_id, month
    ON CONFLICT (organisation_id, month) DO UPDATE SET
      micros = cost_totals.micros + excluded.micros, entries = cost_totals.entries + excluded.entries
    RETURNING 1
  )
  SELECT count(*)::int AS deltas FROM taken`;

/** A fresh computation of the time rollup from the ledger. `$1` the organisation, `$2` the time zone. */
export const REBUILD_TIME = `
  INSERT INTO time_months (organisation_id, workflow_id, month, ${TIME_SUM_COLUMNS}, last_useful_at)
  SELECT organisation_id, workflow_id, to_char(at AT TIME ZONE $2, 'YYYY-MM') AS month,
         coalesce(sum(saved_minutes) FILTER (WHERE grade = 'measured'), 0),
         coalesce(sum(saved_minutes) FILTER (WHERE grade = 'confirmed'), 0),
         coalesce(sum(saved_minutes) FILTER (WHERE grade = 'estimated'), 0),
         coalesce(sum(saved_minutes) FILTER (WHERE grade = 'estimated' AND unattended), 0),
         coalesce(sum(-saved_minutes) FILTER (WHERE saved_minutes < 0), 0),
         count(*),
         count(*) FILTER (WHERE outcome = 'accepted'), count(*) FILTER (WHERE outcome = 'edited'),
         count(*) FILTER (WHERE outcome = 'rejected'), count(*) FILTER (WHERE failed),
         count(*) FILTER (WHERE sampled AND confirmed_by_id IS NOT NULL),
         count(*) FILTER (WHERE sampled AND outcome IN ('accepted', 'edited')),
         max(at) FILTER (WHERE outcome IN ('accepted', 'edited'))
    FROM time_entries e WHERE organisation_id = $1 AND ${COUNTING_TIME} GROUP BY organisation_id, workflow_id, 3`;

/** A fresh computation of the cost rollup from the ledger. `$1` the organisation, `$2` the time zone. */
export const REBUILD_COST = `
  INSERT INTO cost_months (organisation_id, workflow_id, month, kind, micros, entries)
  SELECT organisation_id, coalesce(workflow_id, '00000000-0000-0000-0000-000000000000'),
         to_char(at AT TIME ZONE $2, 'YYYY-MM'), kind, sum(amount_micros), count(*)
    FROM cost_entries e WHERE organisation_id = $1 AND ${COUNTING_COST} GROUP BY 1, 2, 3, 4`;

/** The months of the whole organisation out of the rollups just made. `$1` the organisation. */
export const REBUILD_TOTALS = [
  `INSERT INTO time_totals (organisation_id, month, ${TIME_SUM_COLUMNS})
   SELECT organisation_id, month, ${TIME_SUM_PLAIN} FROM time_months WHERE organisation_id = $1
    GROUP BY organisation_id, month`,
  `INSERT INTO cost_totals (organisation_id, month, micros, entries)
   SELECT organisation_id, month, sum(micros), sum(entries) FROM cost_months WHERE organisation_id = $1
    GROUP BY organisation_id, month`,
] as const;
