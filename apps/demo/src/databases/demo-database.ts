import pg from 'pg';
import { AppError } from '@groundswell/kernel';

/** Where a demo database is made, and under which name. */
export interface DemoDatabaseTarget {
  /** Connection text of an account that may make databases; the path part names a database that exists. */
  readonly adminUrl: string;
  readonly name: string;
}

const NAME = /^[a-z][a-z0-9_]{0,50}$/;

/** The connection text of one database of the same server. */
export function urlOfDatabase(target: DemoDatabaseTarget): string {
  const url = new URL(target.adminUrl);
  url.pathname = `/${target.name}`;
  return url.href;
}

/**
 * The same account, reached by TCP: programs beside us cannot use our Unix socket.
 * @throws AppError DEMO_DATABASE_UNREACHABLE when the server listens on its socket only
 */
export async function reachableUrl(adminUrl: string): Promise<string> {
  const url = new URL(adminUrl);
  if (!url.searchParams.get('host')?.startsWith('/')) return adminUrl;
  const { rows } = await withClient(adminUrl, (client) =>
    client.query<{ addresses: string; port: string }>(
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('port') AS port`,
    ),
  );
  const [server] = rows;
  if (server === undefined || server.addresses === '') {
    throw new AppError(
      'unavailable',
      'DEMO_DATABASE_UNREACHABLE',
      'The demo’s CRM connector needs a database that listens on 127.0.0.1; this one has a Unix socket only.',
    );
  }
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = server.port;
  return url.href;
}

/** Runs work on one connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes an empty database, over an older one of that name if there is one.
 * @throws AppError DEMO_DATABASE_FORBIDDEN when the account may not make databases.
 */
export async function recreateDatabase(target: DemoDatabaseTarget): Promise<void> {
  if (!NAME.test(target.name)) throw new Error(`${target.name} is no name for a demo database.`);
  await withClient(target.adminUrl, async (client) => {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${target.name} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${target.name} TEMPLATE template0 ENCODING 'UTF8'`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
      throw new AppError(
        'forbidden',
        'DEMO_DATABASE_FORBIDDEN',
        'The demo keeps its CRM and ERP in databases of their own, and this database account may not make any. ' +
          'Grant it CREATEDB and CREATEROLE, or start the demo without DATABASE_URL.',
        { cause: error },
      );
    }
  });
}

/** `customerSince` as the column `customer_since`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Inserts rows whose keys are the camel-case names of the columns, in one statement. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly object[]): Promise<void> {
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]: [string, unknown]) => [columnName(key), value])),
  );
  const columns = Object.keys(records[0] ?? {});
  if (columns.length === 0) return;
  const list = columns.join(', ');
  await client.query(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    [JSON.stringify(records)],
  );
}
