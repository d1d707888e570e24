/** What parts the cells of a line may be. */
const DELIMITERS = ['\t', ';', ',', '|'] as const;

export const TABLE_LIMITS = { columns: 200, cellCharacters: 32_000 } as const;

/** Thrown when a table cannot be read; the message says what to do about it. */
export class TableFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TableFault';
  }
}

/**
 * Reads delimited text (CSV, or what a spreadsheet puts on the clipboard) piece by piece, so that a long table never stands
 * in memory at once. Quotes as in RFC 4180; the delimiter is the one that the first line uses most.
 */
export class DelimitedText {
  private delimiter: string | null;
  private held = '';
  private cell = '';
  private row: string[] = [];
  private quoted = false;
  /** A quote inside a quoted cell was just read: it ends the cell, or is the first half of a quote that is meant. */
  private quoteSeen = false;

  constructor(delimiter: string | null = null) {
    this.delimiter = delimiter;
  }

  /** The rows that this piece completed. Empty lines are left out. @throws TableFault */
  push(piece: string): string[][] {
    if (this.delimiter !== null) return this.read(piece);
    this.held += piece;
    const end = this.held.search(/[\r\n]/);
    if (end < 0 && this.held.length < TABLE_LIMITS.cellCharacters) return [];
    return this.begin();
  }

  /** The last row, when the text does not end with a line break. @throws TableFault */
  end(): string[][] {
    const rows = this.delimiter === null ? this.begin() : [];
    if (this.quoted && !this.quoteSeen)
      throw new TableFault('A quoted cell is never closed. Look for a single " in it.');
    if (this.cell !== '' || this.row.length > 0) rows.push(...this.endRow());
    return rows;
  }

  private begin(): string[][] {
    const [first = ''] = this.held.split(/[\r\n]/, 1);
    this.delimiter = mostUsed(first.startsWith('\uFEFF') ? first.slice(1) : first);
    const held = this.held.startsWith('\uFEFF') ? this.held.slice(1) : this.held;
    this.held = '';
    return this.read(held);
  }

  private read(piece: string): string[][] {
    const rows: string[][] = [];
    for (const character of piece) {
      if (this.quoted) this.inQuotes(character, rows);
      else this.plain(character, rows);
    }
    return rows;
  }

  private inQuotes(character: string, rows: string[][]): void {
    if (this.quoteSeen) {
      this.quoteSeen = false;
      if (character === '"') return this.add('"');
      this.quoted = false;
      return this.plain(character, rows);
    }
    if (character === '"') this.quoteSeen = true;
    else this.add(character);
  }

  private plain(character: string, rows: string[][]): void {
    if (character === '"' && this.cell === '') this.quoted = true;
    else if (character === this.delimiter) this.endCell();
    else if (character === '\n' || character === '\r') rows.push(...this.endRow());
    else this.add(character);
  }

  private add(text: string): void {
    this.cell += text;
    if (this.cell.length > TABLE_LIMITS.cellCharacters) {
      throw new TableFault(`A cell has more than ${TABLE_LIMITS.cellCharacters} characters. Shorten it.`);
    }
  }

  private endCell(): void {
    this.row.push(this.cell.trim());
    this.cell = '';
    this.quoted = false;
    this.quoteSeen = false;
    if (this.row.length > TABLE_LIMITS.columns) {
      throw new TableFault(`A row has more than ${TABLE_LIMITS.columns} columns. Leave out those that are not needed.`);
    }
  }

  private endRow(): string[][] {
    this.endCell();
    const row = this.row;
    this.row = [];
    return row.every((cell) => cell === '') ? [] : [row];
  }
}

function mostUsed(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
