import { Injectable } from '@nestjs/common';
import type { Micros, RunId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';

/** Deeper than any tree can be: a chain that is broken by hand does not loop. */
const MOST_STEPS = 20;

/** The tree of runs that call each other. Reads only; everything within the organisation of the transaction. */
@Injectable()
export class CallTreeQuery {
  /** The workflows that led to a run, its caller first; empty for the outermost. */
  async callers(tx: Tx, parentRunId: RunId | null): Promise<WorkflowId[]> {
    if (parentRunId === null) return [];
    const rows = await tx.query<{ id: WorkflowId }>(
      `WITH RECURSIVE up AS (
         SELECT parent_run_id, workflow_id, 1 AS step FROM runs WHERE organisation_id = $1 AND id = $2
         UNION ALL
         SELECT r.parent_run_id, r.workflow_id, up.step + 1 FROM runs r JOIN up ON r.id = up.parent_run_id
          WHERE r.organisation_id = $1 AND up.step < ${MOST_STEPS}
       ) SELECT workflow_id AS id FROM up ORDER BY step`,
      [tx.scope.organisationId, parentRunId],
    );
    return rows.map((row) => row.id);
  }

  /** What the runs cost that a run called, directly or through others; its own cost is not among it. */
  async costBelow(tx: Tx, runId: RunId): Promise<Micros> {
    const [row] = await tx.query<{ cost: number }>(
      `WITH RECURSIVE down AS (
         SELECT id, cost_micros, 1 AS step FROM runs WHERE organisation_id = $1 AND parent_run_id = $2
         UNION ALL
         SELECT r.id, r.cost_micros, down.step + 1 FROM runs r JOIN down ON r.parent_run_id = down.id
          WHERE r.organisation_id = $1 AND down.step < ${MOST_STEPS}
       ) SELECT coalesce(sum(cost_micros), 0)::float8 AS cost FROM down`,
      [tx.scope.organisationId, runId],
    );
    return row?.cost ?? 0;
  }

  /** The runs that a run called, in the order in which they began. */
  async called(tx: Tx, runId: RunId): Promise<RunId[]> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE organisation_id = $1 AND parent_run_id = $2 ORDER BY created_at, id`,
      [tx.scope.organisationId, runId],
    );
    return rows.map((row) => row.id);
  }

  /** Whether a run is over. One that is not there is over too. */
  async isOver(tx: Tx, runId: RunId): Promise<boolean> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [tx.scope.organisationId, runId],
    );
    return rows.length === 0;
  }

  /** Whether a run waits for a call that has ended. */
  async isAnswered(tx: Tx, runId: RunId): Promise<boolean> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE organisation_id = $1 AND parent_run_id = $2 AND ended_at IS NULL LIMIT 1`,
      [tx.scope.organisationId, runId],
    );
    return rows.length === 0;
  }
}
