import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * What people do on the page of a run: change the arguments of a call before they approve it, be reminded of a question, keep a
 * run as a test case. Columns without a value on run_approvals and run_steps, which are locked for a moment, and two new tables:
 * no row is rewritten; not to be run again. Reminders are only added; of a test case only its end is ever written.
 */
export class RunPage1764000000027 implements MigrationInterface {
  name = 'RunPage1764000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE run_approvals
        ADD COLUMN original_arguments json,
        ADD COLUMN edited_by_id uuid,
        ADD COLUMN edited_at timestamptz,
        ADD COLUMN preview_step_id uuid,
        ADD CONSTRAINT run_approvals_edited CHECK (
          (edited_by_id IS NULL) = (edited_at IS NULL) AND (edited_by_id IS NULL) = (original_arguments IS NULL)
        )`);
    await runner.query(`ALTER TABLE run_steps ADD COLUMN edited_by_id uuid`);
    await runner.query(`
      CREATE TABLE run_reminders (
        organisation_id uuid NOT NULL,
        run_id uuid NOT NULL,
        revision integer NOT NULL,
        waiting_for text NOT NULL,
        waits_until timestamptz,
        sent_at timestamptz NOT NULL,
        CONSTRAINT run_reminders_pk PRIMARY KEY (run_id, revision)
      )`);
    await protect(runner, 'run_reminders', { append: true });
    await runner.query(`
      CREATE TABLE eval_cases (
        id uuid CONSTRAINT eval_cases_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        from_version integer NOT NULL,
        until_version integer,
        name text NOT NULL,
        inputs json NOT NULL,
        expected_output json,
        expected_text text NOT NULL,
        run_id uuid NOT NULL,
        made_by_id uuid NOT NULL,
        made_at timestamptz NOT NULL,
        CONSTRAINT eval_cases_versions CHECK (until_version IS NULL OR until_version >= from_version)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX eval_cases_run ON eval_cases (workflow_id, run_id) WHERE until_version IS NULL`,
    );
    await runner.query(`CREATE INDEX eval_cases_workflow ON eval_cases (organisation_id, workflow_id, from_version)`);
    await protect(runner, 'eval_cases', { append: true });
    await runner.query(`GRANT UPDATE (until_version) ON eval_cases TO groundswell_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE eval_cases`);
    await runner.query(`DROP TABLE run_reminders`);
    await runner.query(`ALTER TABLE run_steps DROP COLUMN edited_by_id`);
    await runner.query(`
      ALTER TABLE run_approvals
        DROP CONSTRAINT run_approvals_edited,
        DROP COLUMN preview_step_id,
        DROP COLUMN edited_at,
        DROP COLUMN edited_by_id,
        DROP COLUMN original_arguments`);
  }
}
