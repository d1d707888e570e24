const MAX_WORDS = 8;
const MAX_WORD_CHARACTERS = 40;

/** A text without case, accents and punctuation, its words one space apart: the form in which texts are searched. */
export function searchText(text: string): string {
  return wordsOf(text).join(' ');
}

/** The words somebody searches for, each once; empty when the text holds none. */
export function searchWords(text: string): readonly string[] {
  const words = wordsOf(text.slice(0, 1_000)).map((word) => word.slice(0, MAX_WORD_CHARACTERS));
  return [...new Set(words)].slice(0, MAX_WORDS);
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
