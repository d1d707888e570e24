import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * The audit log and the head of each organisation's chain. New tables only. The application's role may add entries and
 * read them; the head alone is updated, which also puts writers of one organisation in order.
 */
export class Audit1764000000003 implements MigrationInterface {
  name = 'Audit1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        id uuid CONSTRAINT audit_entries_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        action text NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid,
        workflow_id uuid,
        run_id uuid,
        connector_id uuid,
        details jsonb NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX audit_entries_seq ON audit_entries (organisation_id, seq)`);
    await runner.query(`CREATE INDEX audit_entries_at ON audit_entries (organisation_id, at)`);
    await runner.query(`CREATE INDEX audit_entries_actor ON audit_entries (organisation_id, actor_id, seq)`);
    await runner.query(`CREATE INDEX audit_entries_workflow ON audit_entries (organisation_id, workflow_id, seq)`);
    await runner.query(`CREATE INDEX audit_entries_run ON audit_entries (organisation_id, run_id, seq)`);
    await runner.query(`CREATE INDEX audit_entries_connector ON audit_entries (organisation_id, connector_id, seq)`);
    await runner.query(`
      CREATE TABLE audit_heads (
        organisation_id uuid CONSTRAINT audit_heads_pk PRIMARY KEY,
        seq bigint NOT NULL,
        hash text NOT NULL
      )`);
    await protect(runner, 'audit_entries', { append: true });
    await protect(runner, 'audit_heads');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit_heads`);
    await runner.query(`DROP TABLE audit_entries`);
  }
}
