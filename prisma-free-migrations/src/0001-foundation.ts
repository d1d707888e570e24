import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The application's role and the door to the job queue. Takes no lock on a table, touches no rows, may run again: the role
 * belongs to the whole cluster and may exist from another database.
 */
export class Foundation1764000000001 implements MigrationInterface {
  name = 'Foundation1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE groundswell_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query(`
      DO $$ BEGIN
        EXECUTE format('GRANT groundswell_app TO %I', current_user);
      EXCEPTION WHEN OTHERS THEN
        IF NOT pg_has_role(current_user, 'groundswell_app', 'SET') THEN RAISE; END IF;
      END $$`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO groundswell_app`);
    // The application's role may ask for a job and nothing else of the queue, so the door runs as its owner.
    await runner.query(`
      CREATE OR REPLACE FUNCTION groundswell_enqueue(task text, payload json, job_key text, run_at timestamptz, max_attempts int)
      RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT graphile_worker.add_job(
          identifier => task, payload => payload, job_key => job_key, run_at => run_at, max_attempts => max_attempts
        )
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION groundswell_enqueue(text, json, text, timestamptz, int) FROM PUBLIC`);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION groundswell_enqueue(text, json, text, timestamptz, int) TO groundswell_app`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION groundswell_enqueue(text, json, text, timestamptz, int)`);
    await runner.query(`REVOKE USAGE ON SCHEMA public FROM groundswell_app`);
  }
}
