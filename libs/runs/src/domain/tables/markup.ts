import { SaxesParser } from 'saxes';
import { ArchiveFault } from './archive.js';

/** One piece of XML: an opening or closing tag (without its prefix), or text. An empty tag opens and closes. */
export type MarkupPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const PIECE_CHARACTERS = 64 * 1024;

/**
 * Walks through the XML of an office document. Nothing that it refers to is fetched, and entities of its own are a fault.
 * @throws ArchiveFault
 */
export function* markup(xml: string): Generator<MarkupPiece> {
  if (xml === '') return;
  const parser = new SaxesParser();
  let found: MarkupPiece[] = [];
  parser.on('error', () => {
    throw new ArchiveFault('One of its parts is broken.');
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ kind: 'open', name: local(name), attributes }));
  parser.on('closetag', ({ name }) => found.push({ kind: 'close', name: local(name) }));
  parser.on('text', (text) => found.push({ kind: 'text', text }));
  parser.on('cdata', (text) => found.push({ kind: 'text', text }));
  for (let at = 0; at < xml.length; at += PIECE_CHARACTERS) {
    parser.write(xml.slice(at, at + PIECE_CHARACTERS));
    yield* found;
    found = [];
  }
  parser.close();
  yield* found;
}

/** The value of an attribute, whatever its prefix; null when there is none. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | null {
  const key = Object.keys(attributes).find((one) => local(one) === name);
  return key === undefined ? null : (attributes[key] ?? null);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
