import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, MIGRATIONS } from '@groundswell/migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@groundswell/platform';

/** A migrated database of one spec file. */
export interface TestDatabase {
  /** The owner's connection text: row-level security does not bind it. */
  readonly url: string;
  /** Runs SQL as the owner, past every rule: to look, or to tamper. */
  query<Row extends pg.QueryResultRow>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

const TEMPLATE_LOCK = 4_400_203;

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(cluster: EmbeddedPostgres, database: string): string {
  const url = new URL(cluster.url);
  url.pathname = `/${database}`;
  return url.href;
}

// The template's name follows from the text of the migrations: a changed migration makes another template.
function templateName(): string {
  const text = MIGRATIONS.map((migration) => migration.toString()).join('\n');
  return `template_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

async function ensureTemplate(cluster: EmbeddedPostgres): Promise<string> {
  const name = templateName();
  await withClient(cluster.url, async (client) => {
    await client.query(`SELECT pg_advisory_lock($1)`, [TEMPLATE_LOCK]);
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate`, [name]);
    if (found.rowCount !== 0) return;
    await client.query(`ALTER ROLE CURRENT_USER SET synchronous_commit = off`);
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
    await migrate(urlOf(cluster, name));
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
  return name;
}

/**
 * Connections say goodbye a moment after their pool has ended. Thrown out before, they would complain to a pool that listens
 * no more. Whoever does not go within a second is thrown out.
 */
async function untilLeft(client: pg.Client, database: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { rows } = await client.query(`SELECT 1 FROM pg_stat_activity WHERE datname = $1`, [database]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

let counter = 0;

/**
 * A database of its own, cloned from a migrated template, on a cluster that the spec files of a machine share. Call it in
 * `beforeAll` and drop it in `afterAll`.
 * @param options.empty without tables, for the tests of the migrations themselves
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const cluster = await startEmbeddedPostgres({
    home: join(tmpdir(), `groundswell-tests-${userInfo().uid}`),
    loopback: true,
  });
  try {
    const template = options.empty ? 'template0' : await ensureTemplate(cluster);
    const name = `test_${process.pid}_${Date.now()}_${counter++}`;
    await withClient(cluster.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    const url = urlOf(cluster, name);
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    pool.on('error', () => undefined);
    return {
      url,
      query: async <Row extends pg.QueryResultRow>(sql: string, params: readonly unknown[] = []) =>
        (await pool.query<Row>(sql, [...params])).rows,
      drop: async () => {
        await pool.end();
        await withClient(cluster.url, async (client) => {
          await untilLeft(client, name);
          await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        });
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
