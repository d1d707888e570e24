/** Text as Postgres can hold it: no U+0000 and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
