import type pg from 'pg';
import type { Clock } from '@groundswell/kernel';
import { columnName } from '../databases/demo-database.js';

/** What every operation of the ERP needs. */
export interface ErpStore {
  readonly pool: pg.Pool;
  readonly clock: Clock;
}

export interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

export interface Page<Row> extends Paging {
  readonly items: readonly Row[];
  readonly total: number;
}

/** One condition with its value; conditions are joined by AND. `?` stands for the value. */
export type Condition = readonly [sql: string, value: string];

/** Columns by their names in the API: `netCents` is `net_cents`. Sums fit a double, so they leave Postgres as such. */
export function selectList(keys: readonly string[]): string {
  return keys.map((key) => `${columnName(key)}${key.endsWith('Cents') ? '::float8' : ''} AS "${key}"`).join(', ');
}

/** One page of a table in the order of its numbers. */
export async function readPage<Row extends pg.QueryResultRow>(
  store: ErpStore,
  table: string,
  keys: readonly string[],
  conditions: readonly Condition[],
  paging: Paging,
): Promise<Page<Row>> {
  const where = conditions.map(([sql], index) => sql.replaceAll('?', `$${index + 1}`)).join(' AND ') || 'TRUE';
  const values = conditions.map(([, value]) => value);
  const [items, counted] = await Promise.all([
    store.pool.query<Row>(
      `SELECT ${selectList(keys)} FROM ${table} WHERE ${where} ORDER BY number LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, paging.pageSize, (paging.page - 1) * paging.pageSize],
    ),
    store.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${table} WHERE ${where}`, values),
  ]);
  return { items: items.rows, page: paging.page, pageSize: paging.pageSize, total: counted.rows[0]?.total ?? 0 };
}

/** Runs a write in one transaction and notes what changed beside it. */
export async function inTransaction<T>(store: ErpStore, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await store.pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function noteChange(
  store: ErpStore,
  client: pg.PoolClient,
  operation: string,
  subject: string,
  before: object | null,
  after: object,
): Promise<void> {
  await client.query(
    'INSERT INTO changes (changed_at, operation, subject, before, after) VALUES ($1, $2, $3, $4, $5)',
    [store.clock.now(), operation, subject, before === null ? null : JSON.stringify(before), JSON.stringify(after)],
  );
}
