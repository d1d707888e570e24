import { Injectable } from '@nestjs/common';
import { AppError, invalidInput, type FieldFault, type JsonObject } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { inputSchemaFaults } from '@groundswell/workflows';
import { Archive, ArchiveFault } from '../../domain/tables/archive.js';
import { delimitedRows, TableFault } from '../../domain/tables/delimited-text.js';
import { sheetRows } from '../../domain/tables/sheet-rows.js';
import { chosenSheet, workbookSheets } from '../../domain/tables/workbook-sheets.js';
import {
  guessColumns,
  mappingFaults,
  readRow,
  type CellFault,
  type ColumnMapping,
} from '../../domain/tables/table-columns.js';
import type { InputFileEntity } from '../../persistence/input-file.entity.js';
import { InputFilesRepository } from '../../persistence/input-files.repository.js';
import { ShowFileService } from '../show-file/show-file.service.js';

/** What a table input may hold: its rows stand among the inputs of one run. */
const MOST_ROWS = 2_000;

/** One row as it was read. `values` is null when a cell does not fit. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly values: JsonObject | null;
  readonly faults: readonly CellFault[];
}

/** A table that stands open. The headings are its first row. */
export interface OpenTable {
  /** The sheets among which one could choose; none for what has no sheets. */
  readonly sheets: readonly string[];
  /** The one that is read. */
  readonly sheet: string | null;
  readonly rows: AsyncGenerator<string[]>;
}

export interface TableReading {
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headings: readonly string[];
  readonly columns: ColumnMapping;
  readonly faults: readonly FieldFault[];
  readonly rows: readonly TableRow[];
}

/** Reads a table for a form: which column fills what, and what is wrong with which cell. */
@Injectable()
export class ReadTableService {
  constructor(
    private readonly database: Database,
    private readonly files: InputFilesRepository,
    private readonly show: ShowFileService,
  ) {}

  /**
   * @param schema the fields of a row, as an object schema
   * @param columns which column fills which field; guessed by their headings when not given
   * @param sheet of a workbook; its first when not given
   * @throws AppError NOT_FOUND, INPUT_INVALID, TABLE_NOT_READABLE
   */
  async read(
    actor: Actor,
    fileId: string,
    schema: JsonObject,
    columns: ColumnMapping | null,
    sheet: string | null = null,
  ): Promise<TableReading> {
    const faults = inputSchemaFaults(schema, 'schema');
    if (faults.length > 0) throw invalidInput(faults);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const rows: TableRow[] = [];
      let headings: readonly string[] | null = null;
      let mapping: ColumnMapping = columns ?? [];
      const table = await this.open(tx, await this.show.get(tx, actor, fileId), sheet);
      for await (const cells of table.rows) {
        if (headings === null) {
          headings = cells;
          mapping = columns ?? guessColumns(headings, schema);
          continue;
        }
        if (rows.length >= MOST_ROWS) {
          throw unreadable(`One run takes at most ${MOST_ROWS} rows. Run it once for each row instead, as a batch.`);
        }
        const read = readRow(cells, mapping, schema);
        rows.push({ number: rows.length + 1, cells, values: read.values ?? null, faults: read.faults ?? [] });
      }
      const read = { sheets: table.sheets, sheet: table.sheet, headings: headings ?? [], columns: mapping };
      return { ...read, faults: mappingFaults(mapping, schema), rows };
    });
  }

  /** The sheets of a file among which one may choose, in their order; none for what is no workbook. @throws AppError TABLE_NOT_READABLE */
  async sheets(tx: Tx, file: InputFileEntity): Promise<readonly string[]> {
    return file.kind === 'excel' ? (await this.open(tx, file, null)).sheets : [];
  }

  /** The rows of a file, without all of a long text in memory. @throws AppError TABLE_NOT_READABLE, while its rows are read too */
  async open(tx: Tx, file: InputFileEntity, sheet: string | null): Promise<OpenTable> {
    try {
      if (file.kind === 'excel') {
        const archive = new Archive(await this.whole(tx, file));
        const sheets = workbookSheets(archive);
        const chosen = chosenSheet(sheets, sheet);
        return {
          sheets: sheets.map(({ name }) => name),
          sheet: chosen.name,
          rows: inOurWords(sheetRows(archive, chosen)),
        };
      }
      if (file.kind !== 'csv' && file.kind !== 'text') {
        throw new TableFault('This is no table. Give a CSV or Excel file, or paste the cells of a sheet.');
      }
      return { sheets: [], sheet: null, rows: inOurWords(delimitedRows(this.text(tx, file))) };
    } catch (error) {
      throw inWords(error);
    }
  }

  private async *text(tx: Tx, file: InputFileEntity): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      for (let seq = 0; ; seq++) {
        const piece = await this.files.piece(tx, file.id, seq);
        if (piece === null) break;
        const text = decoder.decode(piece, { stream: true });
        if (text.includes('\u0000')) throw new TypeError('Not UTF-8.');
        yield text;
      }
      yield decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new TableFault('This table is not in UTF-8. Save it as “CSV UTF-8” or as Excel, and give it again.');
    }
  }

  private async whole(tx: Tx, file: InputFileEntity): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let seq = 0; ; seq++) {
      const piece = await this.files.piece(tx, file.id, seq);
      if (piece === null) return Buffer.concat(pieces);
      pieces.push(piece);
    }
  }
}

/** Rows whose faults are told as ours. */
async function* inOurWords(rows: Iterable<string[]> | AsyncIterable<string[]>): AsyncGenerator<string[]> {
  try {
    yield* rows;
  } catch (error) {
    throw inWords(error);
  }
}

function inWords(error: unknown): unknown {
  return error instanceof TableFault || error instanceof ArchiveFault ? unreadable(error.message) : error;
}

function unreadable(message: string): AppError {
  return new AppError('invalid', 'TABLE_NOT_READABLE', message);
}
