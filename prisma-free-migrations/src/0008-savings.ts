import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Baselines, the time ledger, and minutes said before there was a baseline. New tables only: no lock that anyone waits for,
 * no rows. Baselines and ledger only grow: the application's role may add and read, and a trigger refuses every other change,
 * whoever asks.
 */
export class Savings1764000000008 implements MigrationInterface {
  name = 'Savings1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE baselines (
        id uuid CONSTRAINT baselines_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        minutes integer NOT NULL,
        method text NOT NULL,
        samples integer[] NOT NULL,
        spread_minutes integer,
        reason text,
        set_by_id uuid NOT NULL,
        valid_from timestamptz NOT NULL,
        CONSTRAINT baselines_minutes CHECK (minutes > 0),
        CONSTRAINT baselines_method CHECK (
          (method = 'stated' AND cardinality(samples) = 0 AND spread_minutes IS NULL)
          OR (method = 'timed' AND cardinality(samples) >= 3 AND spread_minutes >= 0)
        )
      )`);
    await runner.query(`CREATE UNIQUE INDEX baselines_dated ON baselines (organisation_id, workflow_id, valid_from)`);
    await runner.query(`
      CREATE TABLE time_entries (
        id uuid CONSTRAINT time_entries_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        run_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        person_id uuid NOT NULL,
        confirmed_by_id uuid,
        baseline_id uuid,
        baseline_minutes integer NOT NULL,
        human_minutes integer NOT NULL,
        measured_human_seconds integer,
        saved_minutes integer NOT NULL,
        grade text NOT NULL,
        outcome text,
        failed boolean NOT NULL,
        unattended boolean NOT NULL,
        sampled boolean NOT NULL,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        corrects_id uuid,
        note text,
        CONSTRAINT time_entries_minutes CHECK (baseline_minutes >= 0 AND human_minutes >= 0 AND measured_human_seconds >= 0),
        CONSTRAINT time_entries_outcome CHECK (outcome IN ('accepted', 'edited', 'rejected')),
        CONSTRAINT time_entries_grade CHECK (
          grade IN ('measured', 'confirmed', 'estimated') AND (grade = 'estimated') = (confirmed_by_id IS NULL)
        ),
        CONSTRAINT time_entries_saved CHECK (
          saved_minutes =
            CASE WHEN failed OR outcome IS NOT DISTINCT FROM 'rejected' THEN 0 ELSE baseline_minutes END - human_minutes
        ),
        CONSTRAINT time_entries_sampled CHECK (unattended OR NOT sampled),
        CONSTRAINT time_entries_other CHECK (corrects_id <> id)
      )`);
    // One line begins the account of a run and each line is corrected at most once: what counts is never ambiguous.
    await runner.query(`CREATE UNIQUE INDEX time_entries_first ON time_entries (run_id) WHERE corrects_id IS NULL`);
    await runner.query(`CREATE UNIQUE INDEX time_entries_corrects ON time_entries (corrects_id)`);
    await runner.query(`CREATE INDEX time_entries_run ON time_entries (run_id)`);
    await runner.query(`CREATE INDEX time_entries_workflow ON time_entries (organisation_id, workflow_id, at)`);
    await runner.query(`CREATE INDEX time_entries_at ON time_entries (organisation_id, at)`);
    await runner.query(
      `CREATE INDEX time_entries_unanswered ON time_entries (organisation_id, person_id, at) WHERE confirmed_by_id IS NULL`,
    );
    await runner.query(`
      CREATE TABLE waiting_minutes (
        run_id uuid CONSTRAINT waiting_minutes_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        human_minutes integer NOT NULL,
        said_at timestamptz NOT NULL,
        CONSTRAINT waiting_minutes_minutes CHECK (human_minutes >= 0)
      )`);
    await runner.query(`CREATE INDEX waiting_minutes_workflow ON waiting_minutes (organisation_id, workflow_id)`);
    await protect(runner, 'waiting_minutes');
    await protect(runner, 'baselines', { append: true });
    await protect(runner, 'time_entries', { append: true });
    await runner.query(`
      CREATE FUNCTION groundswell_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The table % only grows: write a new line that names the old one.', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
        END
      $$`);
    for (const table of ['baselines', 'time_entries']) {
      await runner.query(
        `CREATE TRIGGER ${table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
         FOR EACH STATEMENT EXECUTE FUNCTION groundswell_only_grows()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE waiting_minutes`);
    await runner.query(`DROP TABLE time_entries`);
    await runner.query(`DROP TABLE baselines`);
    await runner.query(`DROP FUNCTION groundswell_only_grows()`);
  }
}
