import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';

/** Counts the runs of workflows: all that were real work, whoever ran them. */
@Injectable()
export class RunCountsQuery {
  async ofWorkflows(tx: Tx, workflowIds: readonly WorkflowId[]): Promise<ReadonlyMap<WorkflowId, number>> {
    const rows = await tx.query<{ workflow_id: WorkflowId; runs: number }>(
      `SELECT workflow_id, count(*)::int AS runs FROM runs
        WHERE organisation_id = $1 AND workflow_id = ANY($2) AND mode <> 'practice' AND purpose = 'work'
        GROUP BY workflow_id`,
      [tx.scope.organisationId, workflowIds],
    );
    return new Map(rows.map((row) => [row.workflow_id, row.runs]));
  }
}
