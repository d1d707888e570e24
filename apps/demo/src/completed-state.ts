import { withClient } from './databases/demo-database.js';
import { type DemoState, readState } from './demo-state.js';

/** Marks the product's database as filled by the fill of this id; the same words go into the state of the data folder. */
export async function markCompleted(adminUrl: string, database: string, fillId: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`COMMENT ON DATABASE ${database} IS ${client.escapeLiteral(fillId)}`);
  });
}

/** The state of a fill that was completed, in the data folder and in the database alike; else null, and it is begun anew. */
export async function completedState(home: string, adminUrl: string, database: string): Promise<DemoState | null> {
  const state = await readState(home);
  if (state === null) return null;
  const { rows } = await withClient(adminUrl, (client) =>
    client.query<{ mark: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`,
      [database],
    ),
  );
  return rows[0]?.mark === state.fillId ? state : null;
}
