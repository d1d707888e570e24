import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the writes that were sent and whose answer is not stored yet: where the run has ended and its worker died, nobody comes to
 * write it down, and a person has to look. One partial index over the few steps that are so at any moment: the table takes no
 * writes while it is read once; no row is changed; not to be run again.
 */
export class WritesInFlight1764000000036 implements MigrationInterface {
  name = 'WritesInFlight1764000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX run_steps_in_flight ON run_steps (organisation_id, run_id)
        WHERE kind = 'tool' AND status = 'intended' AND NOT repeatable`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX run_steps_in_flight`);
  }
}
