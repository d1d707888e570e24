import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import type { Actor, Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import { FAILED_ROWS } from '../../domain/batch.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';
import { MapBatchService } from '../prepare-batch/map-batch.service.js';

/** What moves the rows of a batch, in the caller's transaction. */
@Injectable()
export class BatchMoves {
  constructor(
    private readonly library: WorkflowLibrary,
    private readonly batches: BatchesRepository,
    private readonly mapping: MapBatchService,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * Rows that were not begun run the version that is published now, and are checked against its inputs.
   * @throws AppError WORKFLOW_NOT_PUBLISHED
   */
  async toPresentVersion(tx: Tx, batch: BatchEntity): Promise<void> {
    const workflow = (await this.library.byIds(tx, [batch.workflowId])).get(batch.workflowId);
    const versionId = workflow?.publishedVersionId ?? null;
    if (versionId === null) {
      throw new AppError('conflict', 'WORKFLOW_NOT_PUBLISHED', 'No version of this workflow is published.');
    }
    if (versionId === batch.versionId) return;
    const version = (await this.library.versionsByIds(tx, [versionId])).get(versionId);
    await this.batches.change(tx, batch, { versionId });
    await this.mapping.reread(tx, batch, version?.content.inputSchema ?? {}, ['waiting', 'faulty']);
  }

  async leaveRest(tx: Tx, batch: BatchEntity): Promise<void> {
    await tx.query(
      `UPDATE batch_rows SET state = 'left' WHERE organisation_id = $1 AND batch_id = $2 AND state = 'waiting'`,
      [tx.scope.organisationId, batch.id],
    );
  }

  /** @returns how many rows wait again */
  async retryFailed(tx: Tx, batch: BatchEntity): Promise<number> {
    const again = await tx.query<{ number: number }>(
      `UPDATE batch_rows b
          SET state = 'waiting', attempt = attempt + 1, refusal = NULL, run_id = NULL,
              retry_of_id = CASE WHEN state IN ('failed', 'stopped') THEN run_id ELSE retry_of_id END
        WHERE organisation_id = $1 AND batch_id = $2 AND state = ANY ($3)
          AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.retry_of_id = b.run_id AND r.status <> 'cancelled')
        RETURNING number`,
      [tx.scope.organisationId, batch.id, FAILED_ROWS],
    );
    return again.length;
  }

  async record(tx: Tx, actor: Actor, batch: BatchEntity, action: string): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'batch', id: batch.id },
      details: { rows: batch.rowCount },
      links: { workflowId: batch.workflowId },
    });
  }
}
