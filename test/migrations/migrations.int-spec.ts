import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrate, MIGRATIONS } from '@groundswell/migrations';
import { createLogger, readSettings, StaticKeyRing } from '@groundswell/platform';
import { SetUpService } from '@groundswell/identity';
import { createApp } from '@groundswell/server';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function withApp<T>(work: (app: Awaited<ReturnType<typeof createApp>>) => Promise<T>): Promise<T> {
  const settings = readSettings({}).with({ workers: 0, logLevel: 'error', demo: true });
  const app = await createApp({
    settings,
    logger: createLogger(settings),
    databaseUrl: database.url,
    keyRing: new StaticKeyRing([randomBytes(32)]),
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

interface TableRow {
  table: string;
  protected: boolean;
  policies: number;
  has_organisation: boolean;
}

describe('the migrations', () => {
  it('make what the entities describe: the generated difference is empty', async () => {
    const difference = await withApp(async (app) => app.get(DataSource).driver.createSchemaBuilder().log());
    expect(difference.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('put every table behind row-level security', async () => {
    const tables = await database.query<TableRow & Record<string, unknown>>(
      `SELECT c.relname AS table, c.relrowsecurity AS protected,
              (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
              EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND a.attnotnull) AS has_organisation
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations' ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => !table.protected || table.policies === 0 || !table.has_organisation)).toEqual([]);
  });

  it('give the application’s role no ownership, and no right to change a ledger or the audit log', async () => {
    const owned = await database.query(`SELECT relname FROM pg_class WHERE relowner = 'groundswell_app'::regrole`);
    expect(owned).toEqual([]);
    const rights = await database.query<{ table_name: string; privilege_type: string }>(
      `SELECT table_name, privilege_type FROM information_schema.role_table_grants
        WHERE grantee = 'groundswell_app' AND table_schema = 'public'
          AND table_name IN ('audit_entries', 'time_entries', 'cost_entries') AND privilege_type NOT IN ('SELECT', 'INSERT')`,
    );
    expect(rights).toEqual([]);
  });

  it('go down and up again over a database with data', async () => {
    await withApp((app) =>
      app.get(SetUpService).found(
        {
          organisationName: 'Nordwind',
          currency: 'EUR',
          timeZone: 'Europe/Berlin',
          name: 'Olga',
          email: 'o@x.test',
          password: 'correct horse battery',
        },
        { onlyFirst: false },
      ),
    );
    const source = new DataSource({ type: 'postgres', url: database.url, migrations: MIGRATIONS });
    await source.initialize();
    for (let i = 0; i < MIGRATIONS.length; i++) await source.undoLastMigration({ transaction: 'each' });
    const left = await source.query<unknown[]>(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'S', 'm') AND c.relname NOT LIKE 'migrations%'`,
    );
    await source.destroy();
    expect(left).toEqual([]);
    expect(await migrate(database.url)).toEqual({ applied: MIGRATIONS.length });
    expect(await migrate(database.url)).toEqual({ applied: 0 });
  });

  it('refuse a database that a newer version wrote', async () => {
    await database.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await expect(migrate(database.url)).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
  });
});
