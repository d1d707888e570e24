/** One piece of XML: an opening or closing tag (without its prefix), or text. */
export type MarkupPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Walks through the XML of an office document. No references to anything elsewhere, no entities of the document's own: what is
 * not one of the five plain ones or a number stays as it is written.
 */
export function* markup(xml: string): Generator<MarkupPiece> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) {
      yield { kind: 'text', text: plain(xml.slice(at)) };
      return;
    }
    if (open > at) yield { kind: 'text', text: plain(xml.slice(at, open)) };
    if (xml.startsWith('<!--', open)) {
      at = endOf(xml, '-->', open);
    } else if (xml.startsWith('<![CDATA[', open)) {
      at = endOf(xml, ']]>', open);
      yield { kind: 'text', text: xml.slice(open + 9, Math.max(open + 9, at - 3)) };
    } else {
      at = endOfTag(xml, open);
      const tag = tagOf(xml.slice(open + 1, at - 1));
      if (tag !== null) yield tag;
    }
  }
}

/** The value of an attribute, or null. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*("([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? null : plain(found[2] ?? found[3] ?? '');
}

function tagOf(inner: string): MarkupPiece | null {
  if (inner.startsWith('?') || inner.startsWith('!')) return null;
  const closing = inner.startsWith('/');
  const body = closing ? inner.slice(1) : inner;
  const blank = body.search(/[\s/]/);
  const full = blank < 0 ? body : body.slice(0, blank);
  const name = full.slice(full.indexOf(':') + 1);
  if (closing) return { kind: 'close', name };
  return { kind: 'open', name, attributes: blank < 0 ? '' : body.slice(blank), empty: body.endsWith('/') };
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end + mark.length;
}

/** A greater-than sign inside the quotes of an attribute does not end the tag. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at++) {
    const character = xml.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return xml.length;
}

function plain(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]{1,6}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return Number.isNaN(code) || code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}
