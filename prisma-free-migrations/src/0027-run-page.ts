import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * What people do on the page of a run: change the arguments of a call before they approve it, be reminded of a question, keep a
 * run as a test case, answer what it asks. Columns without a value on run_approvals, run_steps and workflow_versions, which are
 * locked for a moment, and two new tables: no row is rewritten; not to be run again. Reminders are only added; of a test case only
 * its end is ever written; how many questions a version may ask is frozen with its other content.
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
      ALTER TABLE workflow_versions
        ADD COLUMN max_questions integer,
        ADD CONSTRAINT workflow_versions_questions CHECK (max_questions BETWEEN 1 AND 10)`);
    await runner.query(`
      CREATE FUNCTION groundswell_freeze_questions() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.status <> 'draft' AND OLD.max_questions IS DISTINCT FROM NEW.max_questions THEN
          RAISE EXCEPTION 'Version % left the draft; its content is frozen.', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER workflow_versions_frozen_questions BEFORE UPDATE ON workflow_versions
      FOR EACH ROW EXECUTE FUNCTION groundswell_freeze_questions()`);
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
    await runner.query(`DROP TRIGGER workflow_versions_frozen_questions ON workflow_versions`);
    await runner.query(`DROP FUNCTION groundswell_freeze_questions()`);
    await runner.query(`
      ALTER TABLE workflow_versions DROP CONSTRAINT workflow_versions_questions, DROP COLUMN max_questions`);
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
