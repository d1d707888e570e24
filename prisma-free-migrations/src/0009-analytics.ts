import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Rollups of the two ledgers by workflow and month and by month alone, and the plan. New tables, and one trigger on each ledger; making a
 * trigger takes a short lock on its table against writers, and touches no rows. May run again after its `down`.
 *
 * A statement that adds lines to a ledger adds, in the same transaction, one row of differences per workflow and month.
 * Readers sum rollup and differences, so they are exact at once; a job folds differences into the rollup in batches, so that
 * one hot workflow is no lock between writers. A correction counts as its own line less the line that it names.
 */
export class Analytics1764000000009 implements MigrationInterface {
  name = 'Analytics1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    const timeSums = `
      measured_minutes bigint NOT NULL, confirmed_minutes bigint NOT NULL, estimated_minutes bigint NOT NULL,
      estimated_unattended_minutes bigint NOT NULL, lost_minutes bigint NOT NULL,
      entries bigint NOT NULL, accepted bigint NOT NULL, edited bigint NOT NULL, rejected bigint NOT NULL,
      failed bigint NOT NULL, sampled bigint NOT NULL, sampled_useful bigint NOT NULL`;
    const place = `organisation_id uuid NOT NULL, workflow_id uuid NOT NULL, month text NOT NULL`;
    const isMonth = `CHECK (month ~ '^[0-9]{4}-[0-9]{2}$')`;
    await runner.query(`
      CREATE TABLE time_months (
        ${place}, ${timeSums}, last_useful_at timestamptz,
        CONSTRAINT time_months_pk PRIMARY KEY (organisation_id, workflow_id, month),
        CONSTRAINT time_months_month ${isMonth}
      )`);
    await runner.query(`CREATE INDEX time_months_by_month ON time_months (organisation_id, month)`);
    await runner.query(`
      CREATE TABLE time_totals (
        organisation_id uuid NOT NULL, month text NOT NULL, ${timeSums},
        CONSTRAINT time_totals_pk PRIMARY KEY (organisation_id, month),
        CONSTRAINT time_totals_month ${isMonth}
      )`);
    await runner.query(`
      CREATE TABLE time_deltas (
        id uuid CONSTRAINT time_deltas_pk PRIMARY KEY, ${place}, ${timeSums}, last_useful_at timestamptz,
        useful_taken_back boolean NOT NULL,
        CONSTRAINT time_deltas_month ${isMonth}
      )`);
    await runner.query(`CREATE INDEX time_deltas_workflow ON time_deltas (organisation_id, workflow_id, month)`);
    await runner.query(`
      CREATE TABLE cost_months (
        ${place}, kind text NOT NULL, micros bigint NOT NULL, entries bigint NOT NULL,
        CONSTRAINT cost_months_pk PRIMARY KEY (organisation_id, workflow_id, month, kind),
        CONSTRAINT cost_months_month ${isMonth}
      )`);
    await runner.query(`
      CREATE TABLE cost_totals (
        organisation_id uuid NOT NULL, month text NOT NULL, micros bigint NOT NULL, entries bigint NOT NULL,
        CONSTRAINT cost_totals_pk PRIMARY KEY (organisation_id, month),
        CONSTRAINT cost_totals_month ${isMonth}
      )`);
    await runner.query(`
      CREATE TABLE cost_deltas (
        id uuid CONSTRAINT cost_deltas_pk PRIMARY KEY, ${place}, kind text NOT NULL,
        micros bigint NOT NULL, entries bigint NOT NULL,
        CONSTRAINT cost_deltas_month ${isMonth}
      )`);
    await runner.query(`CREATE INDEX cost_deltas_workflow ON cost_deltas (organisation_id, workflow_id, month)`);
    await runner.query(`
      CREATE TABLE rollup_zones (
        organisation_id uuid CONSTRAINT rollup_zones_pk PRIMARY KEY,
        time_zone text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE plans (
        organisation_id uuid CONSTRAINT plans_pk PRIMARY KEY,
        points jsonb NOT NULL,
        set_by_id uuid NOT NULL,
        set_at timestamptz NOT NULL
      )`);
    for (const table of [
      ...['time_months', 'time_totals', 'time_deltas', 'cost_months', 'cost_totals', 'cost_deltas'],
      ...['rollup_zones', 'plans'],
    ]) {
      await protect(runner, table);
    }
    await runner.query(`
      CREATE FUNCTION groundswell_rollup_zone(organisation uuid) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
          -- Waits while the rollups are rebuilt for another time zone, and is waited for: months never mix two zones.
          PERFORM pg_advisory_xact_lock_shared(hashtextextended('rollups ' || organisation, 0));
          RETURN coalesce(
            (SELECT time_zone FROM rollup_zones WHERE organisation_id = organisation),
            (SELECT time_zone FROM organisations WHERE id = organisation),
            'UTC'
          );
        END
      $$`);
    await runner.query(`
      CREATE FUNCTION groundswell_roll_up_time() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO time_deltas
          WITH zones AS MATERIALIZED (
            SELECT organisation_id, groundswell_rollup_zone(organisation_id) AS zone
              FROM (SELECT DISTINCT organisation_id FROM fresh) AS each
          ), lines AS (
            SELECT 1 AS sign, f.* FROM fresh f
            UNION ALL
            SELECT -1, earlier.* FROM fresh f JOIN time_entries earlier ON earlier.id = f.corrects_id
          ), marked AS (
            SELECT l.*, to_char(l.at AT TIME ZONE z.zone, 'YYYY-MM') AS month,
                   coalesce(l.outcome IN ('accepted', 'edited'), false) AS useful
              FROM lines l JOIN zones z USING (organisation_id)
          )
          SELECT gen_random_uuid(), organisation_id, workflow_id, month,
                 coalesce(sum(sign * saved_minutes) FILTER (WHERE grade = 'measured'), 0),
                 coalesce(sum(sign * saved_minutes) FILTER (WHERE grade = 'confirmed'), 0),
                 coalesce(sum(sign * saved_minutes) FILTER (WHERE grade = 'estimated'), 0),
                 coalesce(sum(sign * saved_minutes) FILTER (WHERE grade = 'estimated' AND unattended), 0),
                 coalesce(sum(sign * -saved_minutes) FILTER (WHERE saved_minutes < 0), 0),
                 sum(sign),
                 coalesce(sum(sign) FILTER (WHERE outcome = 'accepted'), 0),
                 coalesce(sum(sign) FILTER (WHERE outcome = 'edited'), 0),
                 coalesce(sum(sign) FILTER (WHERE outcome = 'rejected'), 0),
                 coalesce(sum(sign) FILTER (WHERE failed), 0),
                 coalesce(sum(sign) FILTER (WHERE sampled AND confirmed_by_id IS NOT NULL), 0),
                 coalesce(sum(sign) FILTER (WHERE sampled AND useful), 0),
                 max(at) FILTER (WHERE sign = 1 AND useful),
                 bool_or(sign = -1 AND useful)
            FROM marked GROUP BY organisation_id, workflow_id, month;
          RETURN NULL;
        END
      $$`);
    await runner.query(`
      CREATE TRIGGER time_entries_roll_up AFTER INSERT ON time_entries REFERENCING NEW TABLE AS fresh
      FOR EACH STATEMENT EXECUTE FUNCTION groundswell_roll_up_time()`);
    // Cost that belongs to no workflow (the set-up of a connector) is kept under the nil id.
    await runner.query(`
      CREATE FUNCTION groundswell_roll_up_cost() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO cost_deltas
          WITH zones AS MATERIALIZED (
            SELECT organisation_id, groundswell_rollup_zone(organisation_id) AS zone
              FROM (SELECT DISTINCT organisation_id FROM fresh) AS each
          ), lines AS (
            SELECT 1 AS sign, organisation_id, workflow_id, kind, amount_micros, at FROM fresh
            UNION ALL
            SELECT -1, earlier.organisation_id, earlier.workflow_id, earlier.kind, earlier.amount_micros, earlier.at
              FROM fresh f JOIN cost_entries earlier ON earlier.id = f.corrects_id
          )
          SELECT gen_random_uuid(), organisation_id, coalesce(workflow_id, '00000000-0000-0000-0000-000000000000'),
                 to_char(at AT TIME ZONE zone, 'YYYY-MM'), kind, sum(sign * amount_micros), sum(sign)
            FROM lines JOIN zones USING (organisation_id) GROUP BY organisation_id, workflow_id, 4, kind;
          RETURN NULL;
        END
      $$`);
    await runner.query(`
      CREATE TRIGGER cost_entries_roll_up AFTER INSERT ON cost_entries REFERENCING NEW TABLE AS fresh
      FOR EACH STATEMENT EXECUTE FUNCTION groundswell_roll_up_cost()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER cost_entries_roll_up ON cost_entries`);
    await runner.query(`DROP TRIGGER time_entries_roll_up ON time_entries`);
    for (const name of ['groundswell_roll_up_cost()', 'groundswell_roll_up_time()', 'groundswell_rollup_zone(uuid)']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
    for (const table of [
      ...['plans', 'rollup_zones'],
      ...['cost_deltas', 'cost_totals', 'cost_months', 'time_deltas', 'time_totals', 'time_months'],
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
