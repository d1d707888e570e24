import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Batches: tables of which each row becomes a run. New tables only: no lock that anyone waits for, no rows; not to be run twice.
 * A run belongs to one row at most, which the index of run ids holds.
 */
export class Batches1764000000025 implements MigrationInterface {
  name = 'Batches1764000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batches (
        id uuid CONSTRAINT batches_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        version_id uuid NOT NULL,
        name text NOT NULL,
        mode text NOT NULL,
        status text NOT NULL,
        pause_reason text,
        headings jsonb NOT NULL,
        columns jsonb NOT NULL,
        row_count integer NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        resumed_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT batches_mode CHECK (mode IN ('live', 'practice')),
        CONSTRAINT batches_status CHECK (status IN ('draft', 'running', 'paused', 'finished', 'cancelled')),
        CONSTRAINT batches_ended CHECK ((status IN ('finished', 'cancelled')) = (ended_at IS NOT NULL)),
        CONSTRAINT batches_reason CHECK (pause_reason IS NULL OR status = 'paused')
      )`);
    await runner.query(`CREATE INDEX batches_newest ON batches (organisation_id, created_at, id)`);
    await runner.query(`CREATE INDEX batches_running ON batches (organisation_id) WHERE status = 'running'`);
    await runner.query(`
      CREATE TABLE batch_rows (
        batch_id uuid NOT NULL,
        number integer NOT NULL,
        organisation_id uuid NOT NULL,
        cells jsonb NOT NULL,
        inputs json,
        faults jsonb,
        state text NOT NULL,
        attempt integer NOT NULL,
        run_id uuid,
        retry_of_id uuid,
        refusal text,
        CONSTRAINT batch_rows_pk PRIMARY KEY (batch_id, number),
        CONSTRAINT batch_rows_batch FOREIGN KEY (batch_id) REFERENCES batches (id),
        CONSTRAINT batch_rows_state CHECK (
          state IN ('faulty', 'waiting', 'started', 'succeeded', 'failed', 'stopped', 'cancelled', 'refused', 'left')
        ),
        CONSTRAINT batch_rows_fits CHECK ((inputs IS NULL) = (state = 'faulty')),
        CONSTRAINT batch_rows_started CHECK (state <> 'started' OR run_id IS NOT NULL)
      )`);
    await runner.query(`CREATE UNIQUE INDEX batch_rows_run ON batch_rows (run_id) WHERE run_id IS NOT NULL`);
    await runner.query(`CREATE INDEX batch_rows_by_state ON batch_rows (batch_id, state, number)`);
    await protect(runner, 'batches');
    await protect(runner, 'batch_rows');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE batch_rows`);
    await runner.query(`DROP TABLE batches`);
  }
}
