import type { Tx } from '@groundswell/platform';

/**
 * Inserts one row whose fields are its columns in camel case. TypeORM's own types give up on columns that hold any JSON, and
 * the engine inserts often.
 * @param jsonFields the fields that are stored as JSON
 * @returns whether a row was inserted; false only with `onConflict: 'skip'`
 */
export async function insertRow<T extends object>(
  tx: Tx,
  table: string,
  row: T,
  jsonFields: ReadonlySet<keyof T>,
  onConflict: 'throw' | 'skip' = 'throw',
): Promise<boolean> {
  const fields = (Object.keys(row) as (keyof T & string)[]).filter((field) => row[field] !== undefined);
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO ${table} (${fields.map(snakeCase).join(', ')})
     VALUES (${fields.map((_, index) => `$${index + 1}`).join(', ')})
     ${onConflict === 'skip' ? 'ON CONFLICT DO NOTHING' : ''} RETURNING id`,
    fields.map((field) => storedValue(row[field], jsonFields.has(field))),
  );
  return inserted.length > 0;
}

/** A value as the driver takes it. */
export function storedValue(value: unknown, asJson: boolean): unknown {
  if (value === null) return null;
  if (asJson) return JSON.stringify(value);
  return typeof value === 'bigint' ? value.toString() : value;
}

/** The column of a field. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
