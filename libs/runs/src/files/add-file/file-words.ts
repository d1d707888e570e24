import { kindOf, KINDS_IN_WORDS, textOfBytes, type FileKind } from '../../domain/file-kind.js';
import { Archive, ArchiveFault } from '../../domain/tables/archive.js';
import { TableFault } from '../../domain/tables/delimited-text.js';
import { sheetRows } from '../../domain/tables/sheet-rows.js';
import { workbookSheets } from '../../domain/tables/workbook-sheets.js';
import { wordText } from '../../domain/tables/word-text.js';
import { storableText } from '../../domain/storable-text.js';
import { pdfText } from './pdf-text.js';

/** What one file may bring into a run. Characters. */
export const MOST_WORDS = 200_000;

export type ReadFile =
  | { readonly kind: FileKind; readonly text: string; readonly cut: boolean; readonly fault?: undefined }
  | { readonly fault: string };

/** Finds out by its content what a file is, and takes its words out. */
export async function fileWords(name: string, bytes: Buffer): Promise<ReadFile> {
  if (bytes.length === 0) return { fault: 'This file is empty.' };
  const plain = textOfBytes(bytes);
  const kind = kindOf(name, bytes, plain);
  if (kind === null) {
    return { fault: `This kind of file cannot be read. Possible are: ${KINDS_IN_WORDS}.` };
  }
  try {
    const text = await wordsOf(kind, bytes, plain ?? '');
    if (text === null) return { fault: 'This PDF cannot be read. It may be damaged or locked by a password.' };
    const words = storableText(text).trim();
    if (words === '') return { fault: NO_WORDS[kind] ?? 'There are no words in this file.' };
    return { kind, text: words.slice(0, MOST_WORDS), cut: words.length > MOST_WORDS };
  } catch (error) {
    if (error instanceof ArchiveFault) return { fault: `This document cannot be opened. ${error.message}` };
    if (error instanceof TableFault) return { fault: error.message };
    if (error instanceof RangeError) return { fault: 'This document is damaged.' };
    throw error;
  }
}

const NO_WORDS: Partial<Record<FileKind, string>> = {
  pdf: 'There are no words in this PDF: it seems to be a picture of pages. Give a PDF with text in it, or paste the text.',
};

async function wordsOf(kind: FileKind, bytes: Buffer, plain: string): Promise<string | null> {
  switch (kind) {
    case 'pdf':
      return pdfText(bytes, MOST_WORDS);
    case 'word':
      return wordText(new Archive(bytes));
    case 'excel':
      return workbookText(new Archive(bytes));
    default:
      return plain.startsWith('\uFEFF') ? plain.slice(1) : plain;
  }
}

/** A workbook as a model reads it: a line for each row, cells parted by tabs; of several sheets each under its name. */
function workbookText(archive: Archive): string {
  const sheets = workbookSheets(archive);
  const lines: string[] = [];
  let characters = 0;
  const add = (line: string): void => {
    lines.push(line);
    characters += line.length + 1;
  };
  for (const sheet of sheets) {
    let named = sheets.length === 1;
    for (const row of sheetRows(archive, sheet)) {
      if (!named) add(`# ${sheet.name}`);
      named = true;
      add(row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'));
      if (characters > MOST_WORDS) return lines.join('\n');
    }
  }
  return lines.join('\n');
}
