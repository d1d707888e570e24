import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * What an hour of work cost, from which day on. A new table, filled with one row for each organisation: its rate of today since
 * its beginning, which is all that is known. Locks nothing that anyone waits for; not to be run again.
 */
export class OrganisationRates1764000000016 implements MigrationInterface {
  name = 'OrganisationRates1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation_rates (
        id uuid CONSTRAINT organisation_rates_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        loaded_rate_micros_per_hour bigint NOT NULL,
        valid_from timestamptz NOT NULL,
        CONSTRAINT organisation_rates_positive CHECK (loaded_rate_micros_per_hour > 0)
      )`);
    await runner.query(`CREATE INDEX organisation_rates_valid ON organisation_rates (organisation_id, valid_from)`);
    await protect(runner, 'organisation_rates', { append: true });
    await runner.query(`
      INSERT INTO organisation_rates (id, organisation_id, loaded_rate_micros_per_hour, valid_from)
      SELECT gen_random_uuid(), id, loaded_rate_micros_per_hour, created_at FROM organisations`);
    await runner.query(`
      CREATE TRIGGER organisation_rates_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON organisation_rates
      FOR EACH STATEMENT EXECUTE FUNCTION groundswell_only_grows()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE organisation_rates`);
  }
}
