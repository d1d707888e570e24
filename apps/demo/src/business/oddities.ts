import type { SeededRandom } from '../random/seeded-random.js';
import { DATE_STYLES, writeDate } from './dates.js';
import { hasBreakableCharacter, mojibake } from './encodings.js';

/** One way in which a row goes wrong. Answers null where it does not apply, so that another way is taken. */
export type Oddity<Row> = (row: Row, random: SeededRandom) => Row | null;

type KeysOf<Row, Value> = { [Key in keyof Row]-?: Value extends Row[Key] ? Key : never }[keyof Row];
type TextKey<Row> = { [Key in keyof Row]-?: Row[Key] extends string | null ? Key : never }[keyof Row];

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const PLACEHOLDERS = ['-', 'k.A.', 'n/a', 'unbekannt', '???', ''] as const;

function textAt<Row>(row: Row, key: TextKey<Row>): string | null {
  const value: unknown = row[key];
  return typeof value === 'string' ? value : null;
}

/** Nobody filled the field in. */
export function missing<Row>(...keys: KeysOf<Row, null>[]): Oddity<Row> {
  return (row, random) => {
    const key = random.pick(keys);
    return row[key] === null ? null : { ...row, [key]: null };
  };
}

/** Somebody filled the field in only because the form insisted. */
export function placeholder<Row>(...keys: TextKey<Row>[]): Oddity<Row> {
  return (row, random) => ({ ...row, [random.pick(keys)]: random.pick(PLACEHOLDERS) });
}

/** The text went through a program that took UTF-8 for Windows-1252. */
export function brokenEncoding<Row>(...keys: TextKey<Row>[]): Oddity<Row> {
  return (row, random) => {
    const candidates = keys.filter((key) => hasBreakableCharacter(textAt(row, key) ?? ''));
    if (candidates.length === 0) return null;
    const key = random.pick(candidates);
    return { ...row, [key]: mojibake(textAt(row, key) ?? '') };
  };
}

/** The date is written in another style than the rest of its column. */
export function otherDateStyle<Row>(...keys: TextKey<Row>[]): Oddity<Row> {
  return (row, random) => {
    const candidates = keys.filter((key) => ISO_DATE.test(textAt(row, key) ?? ''));
    if (candidates.length === 0) return null;
    const key = random.pick(candidates);
    return { ...row, [key]: writeDate(textAt(row, key) ?? '', random.pick(DATE_STYLES)) };
  };
}

/** Shouted, or with the white space of a copy from a spreadsheet. */
export function sloppyTyping<Row>(...keys: TextKey<Row>[]): Oddity<Row> {
  return (row, random) => {
    const key = random.pick(keys);
    const text = textAt(row, key);
    if (text === null || text.trim().length < 3) return null;
    const sloppy = random.pick([text.toLocaleUpperCase('de-DE'), `  ${text}`, `${text} \t`, text.replace(' ', '   ')]);
    return sloppy === text ? null : { ...row, [key]: sloppy };
  };
}

/** The number carries a German comma, a currency or a unit. */
export function numberAsWords<Row>(suffixes: readonly string[], ...keys: TextKey<Row>[]): Oddity<Row> {
  return (row, random) => {
    const key = random.pick(keys);
    const text = textAt(row, key);
    if (text === null || !/^\d+(\.\d+)?$/.test(text)) return null;
    const [whole = '', fraction = '00'] = text.split('.');
    return { ...row, [key]: `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}${random.pick(suffixes)}` };
  };
}

/** Turns about `share` of the rows odd, exactly one oddity each, and keeps the order. */
export function withOddities<Row>(
  rows: readonly Row[],
  share: number,
  oddities: readonly Oddity<Row>[],
  random: SeededRandom,
): Row[] {
  const chosen = new Set(random.shuffle(rows.map((_, index) => index)).slice(0, Math.round(rows.length * share)));
  return rows.map((row, index) => {
    if (!chosen.has(index)) return row;
    for (const oddity of random.shuffle(oddities)) {
      const odd = oddity(row, random);
      if (odd !== null) return odd;
    }
    return row;
  });
}
