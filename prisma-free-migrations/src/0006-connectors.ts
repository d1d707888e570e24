import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Connectors, their versions, tools, secrets and health. New tables only: no lock that anyone waits for, no rows; not to be
 * run twice. The application's role may add versions and looks at health and read them, never change one.
 */
export class Connectors1764000000006 implements MigrationInterface {
  name = 'Connectors1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connectors (
        id uuid CONSTRAINT connectors_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        current_version_id uuid NOT NULL,
        protocol_era text CONSTRAINT connectors_era CHECK (protocol_era IN ('legacy', 'modern')),
        set_up_minutes integer,
        client_key text,
        created_at timestamptz NOT NULL,
        created_by_id uuid NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX connectors_name ON connectors (organisation_id, name)`);
    await runner.query(`CREATE UNIQUE INDEX connectors_slug ON connectors (organisation_id, slug)`);
    await runner.query(`CREATE UNIQUE INDEX connectors_client_key ON connectors (organisation_id, client_key)`);
    await runner.query(`
      CREATE TABLE connector_versions (
        id uuid CONSTRAINT connector_versions_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        number integer NOT NULL,
        transport text NOT NULL CONSTRAINT connector_versions_transport CHECK (transport IN ('stdio', 'http')),
        catalogue_key text,
        url text,
        settings jsonb NOT NULL,
        data_class text NOT NULL
          CONSTRAINT connector_versions_data_class CHECK (data_class IN ('public', 'internal', 'confidential', 'personal')),
        created_at timestamptz NOT NULL,
        created_by_id uuid NOT NULL,
        CONSTRAINT connector_versions_connector FOREIGN KEY (connector_id) REFERENCES connectors (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX connector_versions_number ON connector_versions (connector_id, number)`);
    await runner.query(`
      CREATE TABLE tools (
        id uuid CONSTRAINT tools_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        connector_version_id uuid NOT NULL,
        name text NOT NULL,
        definition text NOT NULL,
        digest text NOT NULL,
        status text NOT NULL CONSTRAINT tools_status CHECK (status IN ('allowed', 'blocked', 'quarantined')),
        status_before text NOT NULL CONSTRAINT tools_status_before CHECK (status_before IN ('allowed', 'blocked')),
        risk text NOT NULL CONSTRAINT tools_risk CHECK (risk IN ('read', 'write', 'destructive')),
        returns_untrusted boolean NOT NULL,
        reaches_outside boolean NOT NULL,
        labelled_at timestamptz,
        pinned_at timestamptz NOT NULL,
        drift text,
        drift_detected_at timestamptz,
        revision integer NOT NULL,
        CONSTRAINT tools_connector_version FOREIGN KEY (connector_version_id) REFERENCES connector_versions (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX tools_name ON tools (connector_version_id, name)`);
    await runner.query(`CREATE INDEX tools_connector ON tools (organisation_id, connector_id)`);
    await runner.query(`
      CREATE TABLE data_keys (
        id uuid CONSTRAINT data_keys_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        master_key_id text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL,
        retired_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX data_keys_current ON data_keys (organisation_id) WHERE retired_at IS NULL`);
    await runner.query(`
      CREATE TABLE connector_secrets (
        id uuid CONSTRAINT connector_secrets_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        name text NOT NULL,
        data_key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        set_at timestamptz NOT NULL,
        set_by_id uuid NOT NULL,
        CONSTRAINT connector_secrets_connector FOREIGN KEY (connector_id) REFERENCES connectors (id),
        CONSTRAINT connector_secrets_data_key FOREIGN KEY (data_key_id) REFERENCES data_keys (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX connector_secrets_name ON connector_secrets (connector_id, name)`);
    await runner.query(`
      CREATE TABLE connector_health (
        id uuid CONSTRAINT connector_health_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        state text NOT NULL CONSTRAINT connector_health_state CHECK (state IN ('healthy', 'failing')),
        message text,
        tool_count integer,
        duration_ms integer NOT NULL,
        checked_at timestamptz NOT NULL,
        CONSTRAINT connector_health_connector FOREIGN KEY (connector_id) REFERENCES connectors (id)
      )`);
    await runner.query(`CREATE INDEX connector_health_latest ON connector_health (connector_id, checked_at)`);
    await protect(runner, 'connectors');
    await protect(runner, 'connector_versions', { append: true });
    await protect(runner, 'tools');
    await protect(runner, 'data_keys');
    await protect(runner, 'connector_secrets');
    await protect(runner, 'connector_health', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'connector_health',
      'connector_secrets',
      'data_keys',
      'tools',
      'connector_versions',
      'connectors',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
