import type { Tx } from '@groundswell/platform';

export interface InsertOptions {
  /** What a row of the same key means. */
  readonly onConflict?: 'throw' | 'skip';
  /** A condition without which nothing is inserted; its values go through `param`, which names their places. */
  readonly onlyIf?: (param: (value: unknown) => string) => string;
}

/**
 * Inserts one row whose fields are its columns in camel case. TypeORM's own types give up on columns that hold any JSON, and
 * the engine inserts often.
 * @param jsonFields the fields that are stored as JSON
 * @returns whether a row was inserted; false only with `onConflict: 'skip'`, or where the condition does not hold
 */
export async function insertRow<T extends object>(
  tx: Tx,
  table: string,
  row: T,
  jsonFields: ReadonlySet<keyof T>,
  { onConflict = 'throw', onlyIf }: InsertOptions = {},
): Promise<boolean> {
  const fields = (Object.keys(row) as (keyof T & string)[]).filter((field) => row[field] !== undefined);
  const params = fields.map((field) => storedValue(row[field], jsonFields.has(field)));
  const places = fields.map((_, index) => `$${index + 1}`).join(', ');
  const condition = onlyIf?.((value) => `$${params.push(value)}`);
  const inserted = await tx.write(
    `INSERT INTO ${table} (${fields.map(snakeCase).join(', ')})
     ${condition === undefined ? `VALUES (${places})` : `SELECT ${places} WHERE ${condition}`}
     ${onConflict === 'skip' ? 'ON CONFLICT DO NOTHING' : ''}`,
    params,
  );
  return inserted > 0;
}

/** A value as the driver takes it. */
export function storedValue(value: unknown, asJson: boolean): unknown {
  if (value === null) return null;
  if (asJson) return JSON.stringify(value);
  return typeof value === 'bigint' ? value.toString() : value;
}

const COLUMNS = new Map<string, string>();

/** The column of a field. */
export function snakeCase(field: string): string {
  const known = COLUMNS.get(field);
  if (known !== undefined) return known;
  const column = field.replace(/[A-Z]|(?<=[a-z])\d/g, (sign) => `_${sign.toLowerCase()}`);
  COLUMNS.set(field, column);
  return column;
}
