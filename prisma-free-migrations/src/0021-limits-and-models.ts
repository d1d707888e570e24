import type { MigrationInterface, QueryRunner } from 'typeorm';

const FROZEN = [
  'workflow_id',
  'number',
  'instructions',
  'input_schema::text',
  'output_schema::text',
  'sample_inputs::text',
  'model',
  'max_turns',
  'max_cost_micros',
  'bindings',
  'rehearsal::text',
  'builder_id',
  'editor_ids',
];

/**
 * Limits of tokens and of time for versions and runs, what a model takes and gives at most beside its prices, and the service
 * tier of an attempt. Columns without a default are added, which rewrites no row: the lock on each table is held for an instant.
 * The freeze of versions covers the new limits. Not to be run twice.
 */
export class LimitsAndModels1764000000021 implements MigrationInterface {
  name = 'LimitsAndModels1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE workflow_versions ADD COLUMN max_tokens integer, ADD COLUMN max_minutes integer`);
    await runner.query(`ALTER TABLE runs ADD COLUMN max_tokens integer, ADD COLUMN max_minutes integer`);
    await runner.query(
      `ALTER TABLE model_prices ADD COLUMN context_tokens integer, ADD COLUMN max_output_tokens integer`,
    );
    await runner.query(`ALTER TABLE model_attempts ADD COLUMN service_tier text`);
    await runner.query(freeze([...FROZEN, 'max_tokens', 'max_minutes']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(freeze(FROZEN));
    await runner.query(`ALTER TABLE model_attempts DROP COLUMN service_tier`);
    await runner.query(`ALTER TABLE model_prices DROP COLUMN context_tokens, DROP COLUMN max_output_tokens`);
    await runner.query(`ALTER TABLE runs DROP COLUMN max_tokens, DROP COLUMN max_minutes`);
    await runner.query(`ALTER TABLE workflow_versions DROP COLUMN max_tokens, DROP COLUMN max_minutes`);
  }
}

function freeze(columns: readonly string[]): string {
  const row = (name: string): string => `(${columns.map((column) => `${name}.${column}`).join(', ')})`;
  return `
    CREATE OR REPLACE FUNCTION groundswell_freeze_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF OLD.status = 'draft' THEN RETURN NEW; END IF;
      IF ${row('OLD')} IS DISTINCT FROM ${row('NEW')}
        OR (OLD.status IN ('published', 'superseded') AND
            (OLD.digest, OLD.pins, OLD.layers, OLD.reviewer_id) IS DISTINCT FROM
            (NEW.digest, NEW.pins, NEW.layers, NEW.reviewer_id))
      THEN
        RAISE EXCEPTION 'Version % left the draft; its content is frozen.', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$`;
}
