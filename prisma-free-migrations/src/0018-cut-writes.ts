import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the writes of which nobody knows whether they happened, also those whose run has ended: they wait for a person without an
 * end. One partial index over the few steps that are so: the table takes no writes while it is read once; no row is changed; not to
 * be run again.
 */
export class CutWrites1764000000018 implements MigrationInterface {
  name = 'CutWrites1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX run_steps_unknown ON run_steps (organisation_id, run_id) WHERE status = 'unknown'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX run_steps_unknown`);
  }
}
