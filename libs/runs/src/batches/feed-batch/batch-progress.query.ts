import { Inject, Injectable } from '@nestjs/common';
import type { BatchId, Clock, RunId } from '@groundswell/kernel';
import { CLOCK, Signals, type Tx } from '@groundswell/platform';
import { FAILURES_IN_A_ROW } from '../../domain/batch.js';
import type { RunFailure } from '../../domain/run-failure.js';
import { BATCH_CHANGED_SIGNAL } from '../../domain/runs.events.js';
import type { BatchEntity, BatchRowEntity } from '../../persistence/batch.entity.js';

/** Rows that are looked through for the newest ends. */
const LOOKED_BACK = 300;

/** What has become of the rows of a batch, and what is under way. Reads only rows that are not settled yet. */
@Injectable()
export class BatchProgress {
  constructor(
    private readonly signals: Signals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Notes which runs came to an end. */
  async settle(tx: Tx, batchId: BatchId): Promise<void> {
    await tx.query(
      `UPDATE batch_rows b SET state = r.status FROM runs r
        WHERE b.organisation_id = $1 AND b.batch_id = $2 AND b.state = 'started' AND r.id = b.run_id
          AND r.ended_at IS NOT NULL`,
      [tx.scope.organisationId, batchId],
    );
  }

  /** Runs that work, also through others that they called, and runs that wait for people. */
  async open(tx: Tx, batchId: BatchId): Promise<{ readonly running: number; readonly waiting: number }> {
    const [found] = await tx.query<{ running: number; waiting: number }>(
      `SELECT count(*) FILTER (WHERE r.status <> 'waiting' OR r.waiting_for = 'call')::int AS running,
              count(*) FILTER (WHERE r.waiting_for <> 'call')::int AS waiting
         FROM batch_rows b JOIN runs r ON r.id = b.run_id
        WHERE b.organisation_id = $1 AND b.batch_id = $2 AND b.state = 'started'`,
      [tx.scope.organisationId, batchId],
    );
    return found ?? { running: 0, waiting: 0 };
  }

  async underWay(tx: Tx, batchId: BatchId): Promise<RunId[]> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT run_id AS id FROM batch_rows WHERE organisation_id = $1 AND batch_id = $2 AND state = 'started'`,
      [tx.scope.organisationId, batchId],
    );
    return rows.map((row) => row.id);
  }

  /** How many batches of the organisation are running, this one included. */
  async runningBatches(tx: Tx): Promise<number> {
    const [found] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM batches WHERE organisation_id = $1 AND status = 'running'`,
      [tx.scope.organisationId],
    );
    return found?.count ?? 1;
  }

  /**
   * In words, when the newest rows since it was last begun have all come to nothing; null as long as one did not. Rows are begun
   * in order, so the newest stand shortly before the next.
   */
  async failuresInARow(tx: Tx, { id, resumedAt }: BatchEntity, nextNumber: number): Promise<string | null> {
    const ends = await tx.query<{ status: string; failure: RunFailure | null }>(
      `SELECT r.status, r.failure FROM batch_rows b JOIN runs r ON r.id = b.run_id
        WHERE b.organisation_id = $1 AND b.batch_id = $2 AND b.state IN ('succeeded', 'failed', 'stopped')
          AND r.created_at >= $3 AND b.number < $4 AND b.number >= $4 - ${LOOKED_BACK}
        ORDER BY b.number DESC LIMIT ${FAILURES_IN_A_ROW}`,
      [tx.scope.organisationId, id, resumedAt ?? this.clock.now(), nextNumber],
    );
    if (ends.length < FAILURES_IN_A_ROW || ends.some((end) => end.status === 'succeeded')) return null;
    const last = ends[0]?.failure?.message ?? '';
    return `The last ${FAILURES_IN_A_ROW} rows came to nothing. ${last} Look at one of them before you go on.`;
  }

  async started(tx: Tx, row: BatchRowEntity, runId: RunId): Promise<void> {
    await tx.query(
      `UPDATE batch_rows SET state = 'started', run_id = $4, refusal = NULL
        WHERE organisation_id = $1 AND batch_id = $2 AND number = $3`,
      [tx.scope.organisationId, row.batchId, row.number, runId],
    );
    await this.signals.notify(tx, BATCH_CHANGED_SIGNAL, row.batchId);
  }

  async refused(tx: Tx, row: BatchRowEntity, refusal: string): Promise<void> {
    await tx.query(
      `UPDATE batch_rows SET state = 'refused', refusal = $4
        WHERE organisation_id = $1 AND batch_id = $2 AND number = $3`,
      [tx.scope.organisationId, row.batchId, row.number, refusal],
    );
    await this.signals.notify(tx, BATCH_CHANGED_SIGNAL, row.batchId);
  }
}
