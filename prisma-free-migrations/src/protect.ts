import type { QueryRunner } from 'typeorm';

export interface Protection {
  /** Rows may be added and read, never changed or removed, by the application's role. */
  readonly append?: boolean;
}

/**
 * Puts a table behind row-level security and lets the application's role at it. The table needs an `organisation_id`.
 * The owner (migrations, system transactions) sees everything as long as no organisation is set, and is bound like everybody
 * else while one is: a query that forgets to change its role still finds one organisation only.
 */
export async function protect(runner: QueryRunner, table: string, protection: Protection = {}): Promise<void> {
  await runner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `CREATE POLICY "${table}_system" ON "${table}" TO CURRENT_USER
     USING (nullif(current_setting('groundswell.organisation_id', true), '') IS NULL)`,
  );
  await runner.query(
    `CREATE POLICY "${table}_organisation" ON "${table}"
     USING (organisation_id = nullif(current_setting('groundswell.organisation_id', true), '')::uuid)
     WITH CHECK (organisation_id = nullif(current_setting('groundswell.organisation_id', true), '')::uuid)`,
  );
  const rights = protection.append ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
  await runner.query(`GRANT ${rights} ON "${table}" TO groundswell_app`);
}
