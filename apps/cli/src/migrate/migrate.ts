import type { Settings } from '@groundswell/platform';
import { openDatabase } from '../database/open-database.js';
import type { Terminal } from '../terminal.js';

/** Brings the database to the present schema and ends: for operators who migrate before they start new processes. */
export async function migrateDatabase(settings: Settings, terminal: Terminal): Promise<number> {
  const database = await openDatabase({ settings, terminal });
  await database.close();
  terminal.result(
    database.applied === 0
      ? `The database has the present schema already (${database.place}).`
      : `The database has the present schema now: ${database.applied} steps applied (${database.place}).`,
  );
  return 0;
}
