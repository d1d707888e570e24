import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  invalidInput,
  newId,
  type BatchId,
  type Clock,
  type JsonObject,
  type WorkflowId,
} from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { RunMode } from '../../domain/run-kind.js';
import { guessColumns } from '../../domain/tables/table-columns.js';
import { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository, type NewRow } from '../../persistence/batches.repository.js';
import { BatchSource } from './batch-source.js';
import { checkedRow } from './checked-row.js';

export const BATCH_LIMITS = { rows: 20_000 } as const;
const ROWS_AT_ONCE = 500;

/** What somebody wants to have run once for each row. */
export interface PrepareBatchRequest {
  readonly workflowId: WorkflowId;
  readonly fileId: string;
  /** Of a workbook; its first when not given. */
  readonly sheet?: string | null | undefined;
  readonly mode: RunMode;
}

/** Reads a table into a batch and checks every row, before anything starts. */
@Injectable()
export class PrepareBatchService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly batches: BatchesRepository,
    private readonly source: BatchSource,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, TABLE_NOT_READABLE, INPUT_INVALID, WORKFLOW_NOT_PUBLISHED */
  async prepare(actor: Actor, request: PrepareBatchRequest): Promise<BatchEntity> {
    const { workflowId, mode } = request;
    if (mode === 'recorded') throw invalidInput([{ path: 'mode', message: 'A batch is run, not recorded.' }]);
    return this.database.transaction(actor.organisationId, async (tx) => {
      this.permissions.require(actor, 'run.start', { type: 'run', actorId: actor.personId });
      const { workflow, version } = await this.library.getRunnable(tx, actor, workflowId, null);
      this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
      if (version.status !== 'published') {
        const message = 'Only a published version is run as a batch. Try a draft with a single run.';
        throw new AppError('conflict', 'WORKFLOW_NOT_PUBLISHED', message);
      }
      const createdAt = this.clock.now();
      const { name, sheet, headings, rows } = await this.source.open(tx, actor, request.fileId, request.sheet ?? null);
      const batch = Object.assign(new BatchEntity(), {
        id: newId<BatchId>(createdAt.getTime()),
        organisationId: actor.organisationId,
        actorId: actor.personId,
        workflowId: workflow.id,
        versionId: version.id,
        name,
        sheet,
        mode,
        status: 'draft' as const,
        pauseReason: null,
        pauseRefusal: null,
        headings,
        columns: guessColumns(headings, version.content.inputSchema),
        rowCount: 0,
        revision: 1,
        createdAt,
        startedAt: null,
        resumedAt: null,
        endedAt: null,
      });
      await this.batches.insert(tx, batch);
      const rowCount = await this.store(tx, batch, rows, version.content.inputSchema);
      await this.batches.change(tx, batch, { rowCount });
      await this.audit.record(tx, {
        actor,
        action: 'batch.prepared',
        subject: { type: 'batch', id: batch.id },
        details: { title: workflow.title, version: version.number, rows: rowCount, mode },
        links: { workflowId: workflow.id },
      });
      return batch;
    });
  }

  private async store(
    tx: Tx,
    batch: BatchEntity,
    rows: AsyncIterable<readonly string[]>,
    schema: JsonObject,
  ): Promise<number> {
    let count = 0;
    const held: NewRow[] = [];
    for await (const cells of rows) {
      count += 1;
      if (count > BATCH_LIMITS.rows) {
        const message = `A batch takes at most ${BATCH_LIMITS.rows} rows. Split the table.`;
        throw new AppError('invalid', 'TABLE_NOT_READABLE', message);
      }
      held.push(checkedRow(count, cells, batch.columns, schema));
      if (held.length >= ROWS_AT_ONCE) await this.batches.addRows(tx, batch.id, held.splice(0));
    }
    if (held.length > 0) await this.batches.addRows(tx, batch.id, held);
    if (count === 0) {
      throw new AppError(
        'invalid',
        'TABLE_NOT_READABLE',
        'There are no rows below the headings. Give a table with rows.',
      );
    }
    return count;
  }
}
