import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which process works on a run, so that its death is seen at once, and which argument of a tool makes a repeated call the same
 * call. Adds two columns without a value: each table is locked for a moment, no row is rewritten; not to be run again.
 */
export class DurableWorkers1764000000028 implements MigrationInterface {
  name = 'DurableWorkers1764000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE runs ADD COLUMN lease_process uuid`);
    await runner.query(`ALTER TABLE tools ADD COLUMN idempotency_argument text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE tools DROP COLUMN idempotency_argument`);
    await runner.query(`ALTER TABLE runs DROP COLUMN lease_process`);
  }
}
