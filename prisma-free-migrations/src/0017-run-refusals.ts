import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Starts of runs that were refused: a run that never began leaves no other row, and a simulation of policies judges them again.
 * A new table: no lock that anyone waits for, no rows; not to be run twice. Rows are added and never changed; those that no
 * simulation reaches back to are removed by the owner's daily task.
 */
export class RunRefusals1764000000017 implements MigrationInterface {
  name = 'RunRefusals1764000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE run_refusals (
        id uuid CONSTRAINT run_refusals_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        version_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        mode text NOT NULL,
        trigger text NOT NULL,
        code text NOT NULL,
        layer_id uuid,
        rule_id uuid,
        tool_id uuid,
        connector_id uuid,
        refused_at timestamptz NOT NULL,
        same_key text NOT NULL
      )`);
    // Somebody who presses the button again and again is refused once an hour.
    await runner.query(`CREATE UNIQUE INDEX run_refusals_same ON run_refusals (organisation_id, same_key)`);
    await runner.query(`CREATE INDEX run_refusals_newest ON run_refusals (organisation_id, refused_at)`);
    await protect(runner, 'run_refusals', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE run_refusals`);
  }
}
