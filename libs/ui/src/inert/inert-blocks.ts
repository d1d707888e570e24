/** A piece of text from a model or a tool, split into the few shapes that are worth drawing. Nothing in it is ever interpreted. */
export type InertBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBERED = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const FENCE = /^\s*```/;
const RULE_ROW = /^\s*\|?[\s:|-]+\|[\s:|-]*$/;

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

class Reader {
  private at = 0;
  constructor(private readonly lines: readonly string[]) {}

  get line(): string | undefined {
    return this.lines[this.at];
  }
  get next(): string | undefined {
    return this.lines[this.at + 1];
  }
  skip(): void {
    this.at += 1;
  }
  /** Takes lines as long as the test gives something for them. */
  take<T>(test: (line: string) => T | null): T[] {
    const taken: T[] = [];
    for (let line = this.line; line !== undefined; line = this.line) {
      const value = test(line);
      if (value === null) break;
      taken.push(value);
      this.skip();
    }
    return taken;
  }
}

const isTableHead = (line: string, next: string | undefined): boolean =>
  line.includes('|') && next !== undefined && RULE_ROW.test(next);

function startsBlock(line: string, next: string | undefined): boolean {
  return (
    line.trim() === '' ||
    HEADING.test(line) ||
    FENCE.test(line) ||
    BULLET.test(line) ||
    NUMBERED.test(line) ||
    isTableHead(line, next)
  );
}

function readBlock(reader: Reader, line: string): InertBlock | null {
  if (line.trim() === '') {
    reader.skip();
    return null;
  }
  if (FENCE.test(line)) {
    reader.skip();
    const code = reader.take((inner) => (FENCE.test(inner) ? null : inner));
    reader.skip();
    return { kind: 'code', text: code.join('\n') };
  }
  const heading = HEADING.exec(line);
  if (heading !== null) {
    reader.skip();
    return { kind: 'heading', text: heading[1] ?? '' };
  }
  for (const [pattern, ordered] of [
    [BULLET, false],
    [NUMBERED, true],
  ] as const) {
    if (pattern.test(line))
      return { kind: 'list', ordered, items: reader.take((item) => pattern.exec(item)?.[1] ?? null) };
  }
  if (isTableHead(line, reader.next)) {
    reader.skip();
    reader.skip();
    return { kind: 'table', head: cells(line), rows: reader.take((row) => (row.includes('|') ? cells(row) : null)) };
  }
  const first = line;
  reader.skip();
  const rest = reader.take((more) => (startsBlock(more, undefined) ? null : more));
  return { kind: 'paragraph', text: [first, ...rest].join('\n') };
}

/** Splits a text into blocks. Marks of other notations (HTML, images, links) stay as the characters they are. */
export function inertBlocks(text: string): InertBlock[] {
  const reader = new Reader(text.replace(/\r\n?/g, '\n').split('\n'));
  const blocks: InertBlock[] = [];
  for (let line = reader.line; line !== undefined; line = reader.line) {
    const block = readBlock(reader, line);
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

/** Splits a line at `**strong**`; every second piece is strong. */
export function strongPieces(text: string): string[] {
  return text.split(/\*\*([^*\n]+)\*\*/);
}
