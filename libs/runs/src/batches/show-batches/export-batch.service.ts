import { Injectable } from '@nestjs/common';
import { csvCell, type ExportFormat } from '@groundswell/audit';
import { Database, type Actor } from '@groundswell/platform';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchAccess } from './batch-access.js';
import { BatchRowsQuery, type RowFilter, type ShownRow } from './batch-rows.query.js';

const ROWS_AT_ONCE = 200;
const PLAIN_NUMBER = /^-?\d+([.,]\d+)?$/;
/** What stands behind the columns of the table itself. */
const RESULT_COLUMNS = ['row', 'state', 'result', 'why', 'cost', 'run'] as const;

/** Gives the rows of a batch with their results as a stream, for whoever may see the batch. */
@Injectable()
export class ExportBatchService {
  constructor(
    private readonly database: Database,
    private readonly access: BatchAccess,
    private readonly rows: BatchRowsQuery,
  ) {}

  /** @throws AppError NOT_FOUND */
  async export(
    actor: Actor,
    batchId: string,
    format: ExportFormat,
    filter: RowFilter,
  ): Promise<{ readonly name: string; readonly lines: AsyncIterable<string> }> {
    const batch = await this.database.transaction(actor.organisationId, (tx) =>
      this.access.getReadable(tx, actor, batchId),
    );
    return { name: batch.name.replace(/\.[a-z0-9]+$/i, ''), lines: this.lines(batch, format, filter) };
  }

  private async *lines(batch: BatchEntity, format: ExportFormat, filter: RowFilter): AsyncGenerator<string> {
    if (format === 'csv') yield csvLine([...batch.headings, ...RESULT_COLUMNS]);
    for (let after = 0; ;) {
      const rows = await this.database.transaction(batch.organisationId, (tx) =>
        this.rows.page(tx, batch, filter, after, ROWS_AT_ONCE),
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.number;
      yield rows.map((row) => (format === 'csv' ? csvRow(batch, row) : jsonLine(row))).join('');
    }
  }
}

function csvRow({ headings }: BatchEntity, row: ShownRow): string {
  const cells = headings.map((_, index) => row.cells[index] ?? '');
  const cost = row.costMicros === null ? '' : (row.costMicros / 1_000_000).toFixed(6);
  return csvLine([...cells, String(row.number), row.state, row.outputText ?? '', whyOf(row), cost, row.runId ?? '']);
}

function jsonLine(row: ShownRow): string {
  const { number, state, inputs, output, outputText, costMicros, runId } = row;
  return `${JSON.stringify({ row: number, state, inputs, output, outputText, why: whyOf(row) || null, costMicros, runId })}\n`;
}

/** What is wrong with it, in one cell. */
function whyOf(row: ShownRow): string {
  const faults = (row.faults ?? []).map((fault) => fault.message);
  return [...faults, row.refusal ?? '', row.failure?.message ?? ''].filter((text) => text !== '').join(' ');
}

/** A plain number is no formula, also with a minus before it; everything else that looks like one is made inert. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (PLAIN_NUMBER.test(cell) ? `"${cell}"` : csvCell(cell))).join(',')}\r\n`;
}
