/** A run of words that is the same on both sides, or only on the one asked for. */
export interface WordPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** Beyond this product of lengths the comparison would be slow and the marks unreadable. */
const MOST_CELLS = 250_000;

function words(text: string): string[] {
  return text.split(/(\s+)/).filter((word) => word !== '');
}

/** Lengths of the longest common subsequences of the tails, row by row. */
function tailTable(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return table;
}

function push(pieces: WordPiece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (last !== undefined && last.changed === changed) pieces[pieces.length - 1] = { text: last.text + text, changed };
  else pieces.push({ text, changed });
}

/** Compares two texts word by word. Texts too long for that are marked as changed throughout. */
export function compareWords(before: string, after: string): { before: WordPiece[]; after: WordPiece[] } {
  const a = words(before);
  const b = words(after);
  if (a.length * b.length > MOST_CELLS)
    return { before: [{ text: before, changed: true }], after: [{ text: after, changed: true }] };
  const table = tailTable(a, b);
  const result: { before: WordPiece[]; after: WordPiece[] } = { before: [], after: [] };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      push(result.before, left, false);
      push(result.after, left, false);
      i++;
      j++;
    } else if (right === undefined || (left !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      push(result.before, left ?? '', true);
      i++;
    } else {
      push(result.after, right, true);
      j++;
    }
  }
  return result;
}
