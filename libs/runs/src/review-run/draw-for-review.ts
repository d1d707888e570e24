import type { Tx } from '@groundswell/platform';
import { isDrawnForReview } from '../domain/review-sampling.js';
import type { RunEntity } from '../persistence/run.entity.js';

/** Puts a run on the list of runs to look at, if its stack asks for a share and its id is drawn. Practice and tries do not count. */
export async function drawForReview(tx: Tx, run: RunEntity, percent: number | null): Promise<void> {
  if (percent === null || run.purpose !== 'work' || run.mode === 'practice' || !isDrawnForReview(run.id, percent))
    return;
  await tx.query(
    `INSERT INTO run_reviews (run_id, organisation_id, workflow_id, percent, drawn_at) VALUES ($1, $2, $3, $4, $5)`,
    [run.id, run.organisationId, run.workflowId, percent, run.createdAt],
  );
}
