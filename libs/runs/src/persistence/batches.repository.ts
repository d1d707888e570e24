import { Injectable } from '@nestjs/common';
import type { BatchId, JsonObject, RunId } from '@groundswell/kernel';
import { Signals, type Tx } from '@groundswell/platform';
import type { BatchRowState } from '../domain/batch.js';
import { BATCH_CHANGED_SIGNAL } from '../domain/runs.events.js';
import type { CellFault } from '../domain/tables/table-columns.js';
import { BatchEntity, BatchRowEntity } from './batch.entity.js';

/** A row as it is read from a table. */
export interface NewRow {
  readonly number: number;
  readonly cells: readonly string[];
  /** Null for a row that does not fit. */
  readonly inputs: JsonObject | null;
  readonly faults: readonly CellFault[] | null;
}

type BatchChange = Partial<Omit<BatchEntity, 'id' | 'organisationId' | 'actorId' | 'workflowId'>>;

/** Reads and writes batches and their rows, always within the organisation of the transaction. */
@Injectable()
export class BatchesRepository {
  constructor(private readonly signals: Signals) {}

  async insert(tx: Tx, batch: BatchEntity): Promise<void> {
    await tx.query(
      `INSERT INTO batches (id, organisation_id, actor_id, workflow_id, version_id, name, sheet, mode, status, headings,
         columns, row_count, revision, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        batch.id,
        batch.organisationId,
        batch.actorId,
        batch.workflowId,
        batch.versionId,
        batch.name,
        batch.sheet,
        batch.mode,
        batch.status,
        JSON.stringify(batch.headings),
        JSON.stringify(batch.columns),
        batch.rowCount,
        batch.revision,
        batch.createdAt,
      ],
    );
  }

  async find(tx: Tx, id: BatchId): Promise<BatchEntity | null> {
    return tx.manager.findOneBy(BatchEntity, { ...tx.scope, id });
  }

  async findLocked(tx: Tx, id: BatchId): Promise<BatchEntity | null> {
    return tx.manager.findOne(BatchEntity, { where: { ...tx.scope, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Changes a batch that is held locked, and the caller's view of it. */
  async change(tx: Tx, batch: BatchEntity, change: BatchChange): Promise<void> {
    const next = { ...change, revision: batch.revision + 1 };
    await tx.manager
      .createQueryBuilder()
      .update(BatchEntity)
      .set(next)
      .where({ ...tx.scope, id: batch.id })
      .execute();
    await this.signals.notify(tx, BATCH_CHANGED_SIGNAL, batch.id);
    Object.assign(batch, next);
  }

  async addRows(tx: Tx, batchId: BatchId, rows: readonly NewRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO batch_rows (batch_id, number, organisation_id, cells, inputs, faults, state, attempt)
       SELECT $1, number, $2, cells, inputs, faults, CASE WHEN inputs IS NULL THEN 'faulty' ELSE 'waiting' END, 0
         FROM json_to_recordset($3::json) AS r (number integer, cells jsonb, inputs json, faults jsonb)`,
      [batchId, tx.scope.organisationId, JSON.stringify(rows)],
    );
  }

  /** Stores what rows are good for now. Their cells stay as they came. */
  async rereadRows(tx: Tx, batchId: BatchId, rows: readonly NewRow[]): Promise<void> {
    await tx.query(
      `UPDATE batch_rows b SET inputs = r.inputs, faults = r.faults,
              state = CASE WHEN r.inputs IS NULL THEN 'faulty' ELSE 'waiting' END
         FROM json_to_recordset($3::json) AS r (number integer, inputs json, faults jsonb)
        WHERE b.organisation_id = $2 AND b.batch_id = $1 AND b.number = r.number`,
      [batchId, tx.scope.organisationId, JSON.stringify(rows)],
    );
  }

  /** Some rows after a number, of these states. */
  async rowsAfter(
    tx: Tx,
    batchId: BatchId,
    after: number,
    limit: number,
    states: readonly BatchRowState[] | null,
  ): Promise<BatchRowEntity[]> {
    return tx.query<BatchRowEntity>(
      `SELECT batch_id AS "batchId", number, organisation_id AS "organisationId", cells, inputs, faults, state, attempt,
              run_id AS "runId", retry_of_id AS "retryOfId", refusal
         FROM batch_rows
        WHERE organisation_id = $1 AND batch_id = $2 AND number > $3 AND ($5::text[] IS NULL OR state = ANY ($5))
        ORDER BY number LIMIT $4`,
      [tx.scope.organisationId, batchId, after, limit, states],
    );
  }

  /** How many rows are in each state; those of no row are missing. */
  async counts(tx: Tx, batchId: BatchId): Promise<ReadonlyMap<BatchRowState, number>> {
    const found = await tx.query<{ state: BatchRowState; count: number }>(
      `SELECT state, count(*)::int AS count FROM batch_rows WHERE organisation_id = $1 AND batch_id = $2 GROUP BY state`,
      [tx.scope.organisationId, batchId],
    );
    return new Map(found.map(({ state, count }) => [state, count]));
  }

  /** The batch of a run, if it is one of a batch. */
  async ofRun(tx: Tx, runId: RunId): Promise<BatchId | null> {
    const [found] = await tx.query<{ id: BatchId }>(
      `SELECT batch_id AS id FROM batch_rows WHERE organisation_id = $1 AND run_id = $2`,
      [tx.scope.organisationId, runId],
    );
    return found?.id ?? null;
  }
}
