import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Policy layers and their versions. New tables only: no lock that anyone waits for, no rows; not to be run twice. The
 * application's role may add versions and read them, never change one.
 */
export class Policies1764000000004 implements MigrationInterface {
  name = 'Policies1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy_layers (
        id uuid CONSTRAINT policy_layers_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        scope text NOT NULL CONSTRAINT policy_layers_scope CHECK (scope IN ('organisation', 'team', 'connector', 'workflow')),
        target_id uuid NOT NULL,
        name text NOT NULL,
        version integer NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        updated_by_id uuid
      )`);
    await runner.query(`CREATE UNIQUE INDEX policy_layers_place ON policy_layers (organisation_id, scope, target_id)`);
    await runner.query(`
      CREATE TABLE policy_layer_versions (
        id uuid CONSTRAINT policy_layer_versions_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        layer_id uuid NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        rules jsonb NOT NULL,
        obligations jsonb NOT NULL,
        digest text NOT NULL,
        saved_at timestamptz NOT NULL,
        saved_by_id uuid,
        CONSTRAINT policy_layer_versions_layer FOREIGN KEY (layer_id) REFERENCES policy_layers (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX policy_layer_versions_number ON policy_layer_versions (layer_id, version)`);
    await protect(runner, 'policy_layers');
    await protect(runner, 'policy_layer_versions', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE policy_layer_versions`);
    await runner.query(`DROP TABLE policy_layers`);
  }
}
