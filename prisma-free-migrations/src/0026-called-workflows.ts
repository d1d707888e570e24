import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Workflows that call others: what a version may call, which run a step began, and runs that wait for one. Adds columns with
 * constant defaults and replaces a check, which reads every run once; the tables are locked for that moment. Not to be run twice.
 */
export class CalledWorkflows1764000000026 implements MigrationInterface {
  name = 'CalledWorkflows1764000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE workflow_versions ADD COLUMN calls jsonb NOT NULL DEFAULT '[]'`);
    // Beside the guard of the other content, which is released: what a version may call is frozen with it.
    await runner.query(`
      CREATE FUNCTION groundswell_freeze_calls() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.status <> 'draft' AND OLD.calls IS DISTINCT FROM NEW.calls THEN
          RAISE EXCEPTION 'Version % left the draft; its content is frozen.', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER workflow_versions_frozen_calls BEFORE UPDATE ON workflow_versions
      FOR EACH ROW EXECUTE FUNCTION groundswell_freeze_calls()`);
    await runner.query(`ALTER TABLE run_steps ADD COLUMN child_run_id uuid`);
    await runner.query(`CREATE INDEX runs_children ON runs (parent_run_id) WHERE parent_run_id IS NOT NULL`);
    await runner.query(`ALTER TABLE runs DROP CONSTRAINT runs_waiting`);
    await runner.query(waits(`'approval', 'answer', 'outcomeUnknown', 'call'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    // A run that waits for another one is looked at by a worker as any other: it goes on from its steps.
    await runner.query(`
      UPDATE runs SET status = 'running', waiting_for = NULL WHERE waiting_for = 'call'`);
    await runner.query(`ALTER TABLE runs DROP CONSTRAINT runs_waiting`);
    await runner.query(waits(`'approval', 'answer', 'outcomeUnknown'`));
    await runner.query(`DROP INDEX runs_children`);
    await runner.query(`ALTER TABLE run_steps DROP COLUMN child_run_id`);
    await runner.query(`DROP TRIGGER workflow_versions_frozen_calls ON workflow_versions`);
    await runner.query(`DROP FUNCTION groundswell_freeze_calls()`);
    await runner.query(`ALTER TABLE workflow_versions DROP COLUMN calls`);
  }
}

function waits(kinds: string): string {
  return `ALTER TABLE runs ADD CONSTRAINT runs_waiting CHECK (
    (status = 'waiting') = (waiting_for IS NOT NULL) AND waiting_for IN (${kinds}))`;
}
