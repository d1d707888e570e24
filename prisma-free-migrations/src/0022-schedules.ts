import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Schedules, and each time that one fell due with what came of it. New tables only: no lock that anyone waits for, no rows; not
 * to be run twice. Neither is ever deleted: the application's role may not.
 */
export class Schedules1764000000022 implements MigrationInterface {
  name = 'Schedules1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE schedules (
        id uuid CONSTRAINT schedules_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        name text NOT NULL,
        inputs json NOT NULL,
        cron text NOT NULL,
        time_zone text NOT NULL,
        missed_rule text NOT NULL,
        missed_cap integer NOT NULL,
        overlap_rule text NOT NULL,
        state text NOT NULL,
        pause_code text,
        pause_reason text,
        paused_at timestamptz,
        refusals_in_a_row integer NOT NULL,
        next_due_at timestamptz,
        wake_at timestamptz,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT schedules_missed CHECK (missed_rule IN ('skip', 'once', 'all') AND missed_cap BETWEEN 1 AND 50),
        CONSTRAINT schedules_overlap CHECK (overlap_rule IN ('skip', 'queue', 'allow')),
        CONSTRAINT schedules_state CHECK (state IN ('active', 'paused', 'ended')),
        CONSTRAINT schedules_paused CHECK ((state = 'paused') = (pause_code IS NOT NULL)),
        CONSTRAINT schedules_due CHECK ((state = 'active') = (next_due_at IS NOT NULL) AND (state = 'active') = (wake_at IS NOT NULL))
      )`);
    // What a sweep asks every other second, over all organisations.
    await runner.query(`CREATE INDEX schedules_wake ON schedules (wake_at) WHERE state = 'active'`);
    await runner.query(`CREATE INDEX schedules_workflow ON schedules (organisation_id, workflow_id)`);
    await runner.query(`CREATE INDEX schedules_owner ON schedules (organisation_id, owner_id)`);
    await runner.query(`
      CREATE TABLE schedule_firings (
        id uuid CONSTRAINT schedule_firings_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        schedule_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        stands_for integer NOT NULL,
        status text NOT NULL,
        run_id uuid,
        code text,
        reason text,
        next_step text,
        decided_at timestamptz NOT NULL,
        CONSTRAINT schedule_firings_schedule FOREIGN KEY (schedule_id) REFERENCES schedules (id),
        CONSTRAINT schedule_firings_status CHECK (status IN ('waiting', 'started', 'skipped', 'refused')),
        CONSTRAINT schedule_firings_run CHECK ((status = 'started') = (run_id IS NOT NULL)),
        CONSTRAINT schedule_firings_reason CHECK (status IN ('waiting', 'started') OR code IS NOT NULL)
      )`);
    // Whatever the workers do, a due time is dealt with once.
    await runner.query(`CREATE UNIQUE INDEX schedule_firings_once ON schedule_firings (schedule_id, due_at)`);
    await runner.query(
      `CREATE INDEX schedule_firings_waiting ON schedule_firings (schedule_id, due_at) WHERE status = 'waiting'`,
    );
    await runner.query(`CREATE INDEX schedule_firings_of_run ON schedule_firings (run_id) WHERE run_id IS NOT NULL`);
    for (const table of ['schedules', 'schedule_firings']) {
      await protect(runner, table, { append: true });
    }
    await runner.query(`GRANT UPDATE ON schedules TO groundswell_app`);
    await runner.query(
      `GRANT UPDATE (status, run_id, code, reason, next_step, decided_at) ON schedule_firings TO groundswell_app`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE schedule_firings`);
    await runner.query(`DROP TABLE schedules`);
  }
}
