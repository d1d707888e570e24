import { Injectable } from '@nestjs/common';
import { invalidInput, type JsonObject } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import { batchConflict } from '../../domain/batch.errors.js';
import { batchAfter, type BatchRowState } from '../../domain/batch.js';
import { columnFaults, type ColumnMapping } from '../../domain/tables/table-columns.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';
import { BatchAccess } from '../show-batches/batch-access.js';
import { checkedRow } from './checked-row.js';

const ROWS_AT_ONCE = 500;

/** Reads the rows of a batch anew: by other columns, or for another version of its workflow. */
@Injectable()
export class MapBatchService {
  constructor(
    private readonly database: Database,
    private readonly access: BatchAccess,
    private readonly library: WorkflowLibrary,
    private readonly batches: BatchesRepository,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, BATCH_STATUS */
  async map(actor: Actor, batchId: string, columns: ColumnMapping): Promise<BatchEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const batch = await this.access.getOwnLocked(tx, actor, batchId);
      if (batchAfter(batch.status, 'map') === null) throw batchConflict('map', batch.status);
      const schema = (await this.library.versionsByIds(tx, [batch.versionId])).get(batch.versionId)?.content
        .inputSchema;
      const known = batch.headings.map((_, index) => columns[index] ?? null);
      // What is needed and not filled yet is a fault of each row, which the page shows; only what cannot be stands in the way.
      const faults = columnFaults(known, schema ?? {});
      if (faults.length > 0) throw invalidInput(faults);
      await this.batches.change(tx, batch, { columns: known });
      await this.reread(tx, batch, schema ?? {}, null);
      return batch;
    });
  }

  /**
   * In the caller's transaction.
   * @param states only rows of these states; null for all
   */
  async reread(tx: Tx, batch: BatchEntity, schema: JsonObject, states: readonly BatchRowState[] | null): Promise<void> {
    let after = 0;
    for (;;) {
      const rows = await this.batches.rowsAfter(tx, batch.id, after, ROWS_AT_ONCE, states);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.number;
      const read = rows.map(({ number, cells }) => checkedRow(number, cells, batch.columns, schema));
      await this.batches.rereadRows(tx, batch.id, read);
    }
  }
}
