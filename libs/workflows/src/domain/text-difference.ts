/** One place where two texts differ: the lines that were there and the lines that are there now, counted from 1. */
export interface TextHunk {
  readonly beforeLine: number;
  readonly before: readonly string[];
  readonly afterLine: number;
  readonly after: readonly string[];
}

/** Middles larger than this are shown as one change: the table of the comparison grows with the product of both. */
const MAX_TABLE = 250_000;

/** The places where two texts differ, by whole lines, with as many lines as possible kept. */
export function textHunks(before: string, after: string): readonly TextHunk[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (x.length === 0 && y.length === 0) return [];
  const matches = x.length * y.length > MAX_TABLE ? [] : commonLines(x, y);
  const hunks: TextHunk[] = [];
  let [i, j] = [0, 0];
  for (const [atX, atY] of [...matches, [x.length, y.length] as const]) {
    if (atX > i || atY > j) {
      hunks.push({
        beforeLine: start + i + 1,
        before: x.slice(i, atX),
        afterLine: start + j + 1,
        after: y.slice(j, atY),
      });
    }
    [i, j] = [atX + 1, atY + 1];
  }
  return hunks;
}

/** The pairs of a longest common subsequence of lines, in order. */
function commonLines(x: readonly string[], y: readonly string[]): (readonly [number, number])[] {
  const width = y.length + 1;
  const lengths = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      const skip = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
      lengths[i * width + j] = x[i] === y[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : skip;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}
