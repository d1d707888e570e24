/** Text as Postgres can hold it: no U+0000 and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

/** At most so many characters, and a note of what is missing: what goes to a model is paid by length. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).toWellFormed()}\n[Cut here: ${limit} of ${text.length} characters are shown.]`;
}
