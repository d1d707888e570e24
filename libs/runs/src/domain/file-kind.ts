import { Archive, ArchiveFault } from './tables/archive.js';

export const FILE_KINDS = ['text', 'markdown', 'csv', 'json', 'word', 'excel', 'pdf'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What may be uploaded, for whoever tried something else. */
export const KINDS_IN_WORDS = 'text, Markdown, CSV, JSON, Word (.docx), Excel (.xlsx) and PDF';

const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/**
 * What a file is, by its content; the name only tells kinds of text apart. Null for what is none of the kinds that can be read.
 * @param text its content as text, if it is one
 */
export function kindOf(name: string, bytes: Buffer, text: string | null): FileKind | null {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return officeKind(bytes);
  if (text === null) return null;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'md' || ending === 'markdown') return 'markdown';
  if (ending === 'csv' || ending === 'tsv' || ending === 'tab') return 'csv';
  return ending === 'json' && isJson(text) ? 'json' : 'text';
}

/** The text that bytes are, in UTF-8 or as UTF-16 with its mark, as spreadsheets write it; null when they are none. */
export function textOfBytes(bytes: Buffer): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const text = decoded(bytes, encoding) ?? (bytes.includes(0) ? null : decoded(bytes, 'windows-1252'));
  return text === null || CONTROL.test(text) ? null : text;
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function officeKind(bytes: Buffer): FileKind | null {
  try {
    const archive = new Archive(bytes);
    if (archive.has('word/document.xml')) return 'word';
    return archive.has('xl/workbook.xml') ? 'excel' : null;
  } catch (error) {
    if (error instanceof ArchiveFault || error instanceof RangeError) return null;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
