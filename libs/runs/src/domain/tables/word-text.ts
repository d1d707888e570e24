import type { Archive } from './archive.js';
import { markup } from './markup.js';

/** The words of a Word document: paragraphs on lines of their own, cells of a table parted by tabs. */
export function wordText(archive: Archive): string {
  const parts: string[] = [];
  let inText = false;
  let skipped = 0;
  for (const piece of markup(archive.text('word/document.xml') ?? '')) {
    if (piece.kind === 'text') {
      if (inText && skipped === 0) parts.push(piece.text);
    } else if (piece.kind === 'open') {
      // What was deleted with changes tracked is not part of the document any more.
      if (piece.name === 'del') skipped += 1;
      if (piece.name === 't') inText = true;
      if (piece.name === 'tab') parts.push('\t');
      if (piece.name === 'br' || piece.name === 'cr') parts.push('\n');
    } else {
      if (piece.name === 'del') skipped = Math.max(0, skipped - 1);
      if (piece.name === 't') inText = false;
      if (piece.name === 'p') parts.push('\n');
      if (piece.name === 'tc') parts.push('\t');
    }
  }
  return parts
    .join('')
    .replace(/\n\t/g, '\t')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
