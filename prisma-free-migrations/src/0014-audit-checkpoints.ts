import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Signed checkpoints of the audit log, an index to find what was done to one thing, and row-level security that binds the
 * owner of the tables too while an organisation is set. Building the index holds back writes to the log, about a second for
 * a million entries; every table is locked for a moment. Touches no rows. The part about the owner may run again.
 */
export class AuditCheckpoints1764000000014 implements MigrationInterface {
  name = 'AuditCheckpoints1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_checkpoints (
        id uuid CONSTRAINT audit_checkpoints_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind text NOT NULL,
        seq bigint NOT NULL,
        hash text NOT NULL,
        at timestamptz NOT NULL,
        key_id text NOT NULL,
        signature text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX audit_checkpoints_seq ON audit_checkpoints (organisation_id, seq, kind)`);
    await protect(runner, 'audit_checkpoints', { append: true });
    await runner.query(`CREATE INDEX audit_entries_subject ON audit_entries (organisation_id, subject_id, seq)`);
    // For the tables of before: those that are made from now on are bound by `protect`.
    for (const table of await this.tables(runner, false)) {
      await runner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
      await runner.query(
        `CREATE POLICY "${table}_system" ON "${table}" TO CURRENT_USER
         USING (nullif(current_setting('groundswell.organisation_id', true), '') IS NULL)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX audit_entries_subject`);
    await runner.query(`DROP TABLE audit_checkpoints`);
    for (const table of await this.tables(runner, true)) {
      await runner.query(`DROP POLICY IF EXISTS "${table}_system" ON "${table}"`);
      await runner.query(`ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY`);
    }
  }

  private async tables(runner: QueryRunner, forced: boolean): Promise<string[]> {
    const rows: unknown = await runner.query(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND c.relforcerowsecurity = $1
        ORDER BY 1`,
      [forced],
    );
    return (rows as { name: string }[]).map((row) => row.name);
  }
}
