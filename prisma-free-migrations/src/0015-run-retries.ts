import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which run another one repeats. Adds a column without a value and an index of the rows that have one, of which there are none:
 * the table is locked for a moment, no row is rewritten; not to be run again.
 */
export class RunRetries1764000000015 implements MigrationInterface {
  name = 'RunRetries1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE runs ADD COLUMN retry_of_id uuid`);
    // A retry that was cancelled did not take place; every other one is the only one.
    await runner.query(`
      CREATE UNIQUE INDEX runs_retry ON runs (retry_of_id) WHERE retry_of_id IS NOT NULL AND status <> 'cancelled'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX runs_retry`);
    await runner.query(`ALTER TABLE runs DROP COLUMN retry_of_id`);
  }
}
