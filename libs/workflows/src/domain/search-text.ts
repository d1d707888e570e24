const MAX_WORDS = 8;
const MAX_WORD_CHARACTERS = 40;
const MAX_ALTERNATIVES = 6;
/** Postgres keeps no position of a word beyond this one. */
const MAX_POSITION = 16_383;

/** The words of a text without case, accents and punctuation: the form in which texts are searched. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.map((word) => [...word].slice(0, MAX_WORD_CHARACTERS).join(''));
}

/** The words somebody searches for, each once; empty when the text holds none. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(wordsOf(text.slice(0, 1_000)))].slice(0, MAX_WORDS);
}

/** A title and a task as Postgres indexes them: the words of the title weigh A, those of the task B. */
export function searchVector(title: string, task: string): string {
  const weighted = [...wordsOf(title).map((word) => [word, 'A']), ...wordsOf(task).map((word) => [word, 'B'])];
  return weighted.map(([word, weight], i) => `'${word}':${Math.min(i + 1, MAX_POSITION)}${weight}`).join(' ');
}

/** A wanted word and what else may stand for it. */
export interface WantedWord {
  readonly typed: string;
  readonly alternatives: readonly string[];
}

/**
 * The question to the index: every wanted word, or one that begins with it, or one of its alternatives. Words hold letters and
 * digits only, so nothing in them can be an operator.
 * @param weight `A` asks for the title alone
 */
export function searchQuery(words: readonly WantedWord[], weight: '' | 'A' = ''): string {
  return words
    .map(({ typed, alternatives }) => [
      `'${typed}':*${weight}`,
      ...alternatives.map((word) => `'${word}'${weight && `:${weight}`}`),
    ])
    .map((choices) => `(${choices.join(' | ')})`)
    .join(' & ');
}

/** A word of the library that resembles a typed one, with Postgres's trigram likeness from 0 to 1. */
export interface LikeWord {
  readonly word: string;
  readonly likeness: number;
}

/** The words that a misspelt, inflected or partial word may stand for, the closest first. */
export function alternativesFor(typed: string, candidates: readonly LikeWord[]): readonly string[] {
  const slips = typed.length >= 6 ? 2 : 1;
  return candidates
    .map(({ word, likeness }) => ({ word, likeness, distance: editDistance(typed, word, slips) }))
    .filter(({ word, likeness, distance }) => {
      if (typed.length < 4) return false;
      return distance <= slips || likeness >= 0.45 || word.includes(typed);
    })
    .sort((a, b) => a.distance - b.distance || b.likeness - a.likeness)
    .slice(0, MAX_ALTERNATIVES)
    .map(({ word }) => word);
}

/**
 * How many slips of a typist lie between two words: a letter too many, too few, wrong, or two swapped.
 * @param limit more than this is answered with limit + 1
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const single = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(single, (before[j - 2] ?? 0) + 1) : single);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}
