import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { AppError } from '@groundswell/kernel';
import { MIGRATIONS } from './migrations.js';

/** Any number, the same for every process: one migrates, the others wait. */
const LOCK = 4_400_201;

async function namesInDatabase(client: pg.Client): Promise<string[]> {
  const table = await client.query<{ found: string | null }>(`SELECT to_regclass('public.migrations')::text AS found`);
  if (!table.rows[0]?.found) return [];
  const rows = await client.query<{ name: string }>(`SELECT name FROM migrations`);
  return rows.rows.map((row) => row.name);
}

/**
 * Brings a database to the present schema, in order, each step in a transaction of its own. Several processes may call it
 * at once.
 * @throws AppError DATABASE_NEWER when the database knows a migration that this program does not
 */
export async function migrate(databaseUrl: string): Promise<{ applied: number }> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query(`SELECT pg_advisory_lock($1)`, [LOCK]);
    const known = new Set(MIGRATIONS.map((migration) => migration.name));
    const present = await namesInDatabase(lock);
    const newer = present.filter((name) => !known.has(name));
    if (newer.length > 0) {
      throw new AppError(
        'conflict',
        'DATABASE_NEWER',
        `The database was written by a newer version of Groundswell (it knows ${newer[0]}). Start that version, or restore an older backup.`,
      );
    }
    if (present.length === MIGRATIONS.length) return { applied: 0 };
    await migrateQueue({ connectionString: databaseUrl });
    const dataSource = new DataSource({ type: 'postgres', url: databaseUrl, migrations: MIGRATIONS });
    await dataSource.initialize();
    try {
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      return { applied: applied.length };
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lock.end();
  }
}
