import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** What parts the cells of a line may be. */
const DELIMITERS = ['\t', ';', ',', '|'] as const;

export const TABLE_LIMITS = { columns: 200, cellCharacters: 32_000 } as const;
const ROW_CHARACTERS = TABLE_LIMITS.columns * TABLE_LIMITS.cellCharacters;

/** Thrown when a table cannot be read; the message says what to do about it. */
export class TableFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TableFault';
  }
}

/**
 * The rows of delimited text (CSV, or what a spreadsheet puts on the clipboard), piece by piece, so that a long table never
 * stands in memory at once. The delimiter is the one that the first line uses most; empty lines are left out.
 * @throws TableFault
 */
export async function* delimitedRows(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  const { first, rest } = await firstLine(pieces);
  const parser = parse({
    bom: true,
    delimiter: mostUsed(first.replace(/^\uFEFF/, '').split(/[\r\n]/, 1)[0] ?? ''),
    max_record_size: ROW_CHARACTERS,
    // A quote in the middle of a cell stands for itself.
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
  });
  const source = Readable.from(rest);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const row = record.map((cell) => cell.trim());
      checkSize(row);
      if (row.some((cell) => cell !== '')) yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error) : error;
  }
}

/** Reads on until the first line has ended, and gives back everything that was read. */
async function firstLine(
  pieces: AsyncIterable<string>,
): Promise<{ readonly first: string; readonly rest: AsyncIterable<string> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  let first = '';
  while (!/[\r\n]/.test(first) && first.length < TABLE_LIMITS.cellCharacters) {
    const next = await iterator.next();
    if (next.done === true) break;
    first += next.value;
  }
  const rest = async function* (): AsyncGenerator<string> {
    if (first !== '') yield first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      if (next.value !== '') yield next.value;
    }
  };
  return { first, rest: rest() };
}

function checkSize(row: readonly string[]): void {
  if (row.length > TABLE_LIMITS.columns) {
    throw new TableFault(`A row has more than ${TABLE_LIMITS.columns} columns. Leave out those that are not needed.`);
  }
  if (row.some((cell) => cell.length > TABLE_LIMITS.cellCharacters)) {
    throw new TableFault(`A cell has more than ${TABLE_LIMITS.cellCharacters} characters. Shorten it.`);
  }
}

function faultOf(error: CsvError): TableFault {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new TableFault('A quoted cell is never closed. Look for a single " in it.');
    case 'CSV_MAX_RECORD_SIZE':
      return new TableFault(`A cell has more than ${TABLE_LIMITS.cellCharacters} characters. Shorten it.`);
    default:
      return new TableFault('This is not delimited text as a spreadsheet saves it. Save the table as CSV again.');
  }
}

function mostUsed(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
