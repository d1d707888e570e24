import type { ChainedEntry } from './audit-chain.js';

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  'seq',
  'at',
  'action',
  'actorName',
  'actorId',
  'subjectType',
  'subjectId',
  'workflowId',
  'runId',
  'connectorId',
  'details',
  'previousHash',
  'hash',
  'id',
] as const satisfies readonly (keyof ChainedEntry)[];

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One cell: quoted, and with an apostrophe before what a spreadsheet would run. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const inert = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** What stands before the first entry. */
export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? `${COLUMNS.map(csvCell).join(',')}\r\n` : '';
}

/** One entry as one line: in JSON Lines with every field that its hash covers. */
export function exportLine(format: ExportFormat, entry: ChainedEntry): string {
  return format === 'csv'
    ? `${COLUMNS.map((column) => csvCell(entry[column])).join(',')}\r\n`
    : `${JSON.stringify(entry)}\n`;
}
