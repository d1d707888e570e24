const MAX_LENGTH = 24;

/** The name of a connector within tool names: lower-case letters, digits and dashes. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'connector' : plain;
}

/** The first slug that is free: the plain one, or with the first number from 2 on. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const plain = slugOf(name);
  if (!taken.has(plain)) return plain;
  for (let number = 2; ; number++) {
    const numbered = `${plain.slice(0, MAX_LENGTH - 4)}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
