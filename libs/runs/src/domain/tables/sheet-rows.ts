import type { Archive } from './archive.js';
import { TABLE_LIMITS, TableFault } from './delimited-text.js';
import { attribute, markup } from './markup.js';
import type { WorkbookSheet } from './workbook-sheets.js';

/** Formats of numbers that Excel has built in for dates. */
const DATE_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
/** The day that Excel counts as 0, which takes its belief in a 29th of February 1900 into account. */
const FIRST_DAY_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** The rows of a sheet of a workbook, as texts: numbers as written in full, days as 2026-11-21. */
export function* sheetRows(archive: Archive, { path }: WorkbookSheet): Generator<string[]> {
  const texts = sharedTexts(archive);
  const dates = dateStyles(archive);
  const sheet = archive.text(path) ?? '';
  let row: string[] = [];
  let column = 0;
  let type = 'n';
  let style = 0;
  let value = '';
  let reading = false;
  for (const piece of markup(sheet)) {
    if (piece.kind === 'text') {
      if (reading) value += piece.text;
    } else if (piece.kind === 'open') {
      if (piece.name === 'row') row = [];
      if (piece.name === 'c') {
        column = columnOf(attribute(piece.attributes, 'r')) ?? row.length;
        type = attribute(piece.attributes, 't') ?? 'n';
        style = Number(attribute(piece.attributes, 's') ?? 0);
        value = '';
      }
      if (piece.name === 'v' || (piece.name === 't' && type === 'inlineStr')) reading = true;
    } else {
      if (piece.name === 'v' || piece.name === 't') reading = false;
      if (piece.name === 'c') put(row, column, cellText(value, type, dates.has(style), texts));
      if (piece.name === 'row' && row.some((cell) => cell !== '')) yield row;
    }
  }
}

function put(row: string[], column: number, text: string): void {
  if (column >= TABLE_LIMITS.columns) {
    throw new TableFault(`A row has more than ${TABLE_LIMITS.columns} columns. Leave out those that are not needed.`);
  }
  while (row.length < column) row.push('');
  row[column] = text.slice(0, TABLE_LIMITS.cellCharacters).trim();
}

function cellText(value: string, type: string, isDate: boolean, texts: readonly string[]): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'yes' : 'no';
    case 'n':
      return value === '' ? '' : isDate ? dayOf(Number(value)) : String(Number(value));
    case 'd':
      return value.slice(0, 10);
    default:
      return value;
  }
}

function dayOf(serial: number): string {
  const at = new Date(FIRST_DAY_MS + Math.round(serial * DAY_MS));
  if (Number.isNaN(at.getTime())) return String(serial);
  const text = at.toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** "C7" is column 2. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function sharedTexts(archive: Archive): string[] {
  const texts: string[] = [];
  let text = '';
  let reading = false;
  let phonetic = false;
  for (const piece of markup(archive.text('xl/sharedStrings.xml') ?? '')) {
    if (piece.kind === 'text') {
      if (reading && !phonetic) text += piece.text;
    } else if (piece.kind === 'open') {
      if (piece.name === 'si') text = '';
      if (piece.name === 't') reading = true;
      if (piece.name === 'rPh') phonetic = true;
    } else {
      if (piece.name === 't') reading = false;
      if (piece.name === 'rPh') phonetic = false;
      if (piece.name === 'si') texts.push(text);
    }
  }
  return texts;
}

/** The numbers of the styles that show a number as a day. */
function dateStyles(archive: Archive): ReadonlySet<number> {
  const own = new Set<number>();
  const found = new Set<number>();
  let inStyles = false;
  let style = 0;
  for (const piece of markup(archive.text('xl/styles.xml') ?? '')) {
    if (piece.kind === 'close' && piece.name === 'cellXfs') inStyles = false;
    if (piece.kind !== 'open') continue;
    if (piece.name === 'numFmt') {
      const code = (attribute(piece.attributes, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
      if (/[dyh]/i.test(code)) own.add(Number(attribute(piece.attributes, 'numFmtId')));
    }
    if (piece.name === 'cellXfs') inStyles = true;
    if (piece.name === 'xf' && inStyles) {
      const format = Number(attribute(piece.attributes, 'numFmtId') ?? 0);
      if (DATE_FORMATS.has(format) || own.has(format)) found.add(style);
      style += 1;
    }
  }
  return found;
}
