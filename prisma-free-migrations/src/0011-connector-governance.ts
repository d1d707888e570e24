import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Credentials keyed by person, connector and issuer; limits and credential mode of connector versions; moves of bindings; signing
 * in at authorization servers. Adding columns takes a short lock on `connector_versions` and `connector_secrets` against all
 * readers, and fills in every row of both: what is there was shared, static, and belongs to the address that its connector
 * has now. May run again after its `down`, which removes what belongs to one person only.
 */
export class ConnectorGovernance1764000000011 implements MigrationInterface {
  name = 'ConnectorGovernance1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE connector_versions
        ADD COLUMN issuer text,
        ADD COLUMN credential_mode text,
        ADD COLUMN sign_in text,
        ADD COLUMN limits jsonb`);
    await runner.query(`
      UPDATE connector_versions v SET
        credential_mode = 'shared', sign_in = 'static',
        limits = '{"callsPerMinute": 600, "maxConcurrent": 8, "timeoutMs": 60000}',
        issuer = CASE v.transport
          WHEN 'http' THEN substring(v.url from '^[a-z]+://[^/?#]+')
          ELSE 'stdio:' || v.catalogue_key || coalesce((
            SELECT ' ' || string_agg(s.value, ' ' ORDER BY s.key COLLATE "C")
              FROM jsonb_each_text(v.settings) s WHERE s.value ~ '^[a-z]+://'), '') END`);
    await runner.query(`
      ALTER TABLE connector_versions
        ALTER COLUMN issuer SET NOT NULL,
        ALTER COLUMN credential_mode SET NOT NULL,
        ALTER COLUMN sign_in SET NOT NULL,
        ALTER COLUMN limits SET NOT NULL,
        ADD CONSTRAINT connector_versions_credential_mode CHECK (credential_mode IN ('shared', 'personal')),
        ADD CONSTRAINT connector_versions_sign_in CHECK (sign_in IN ('static', 'oauth'))`);
    await runner.query(`ALTER TABLE connector_secrets ADD COLUMN person_id uuid, ADD COLUMN issuer text`);
    await runner.query(`
      UPDATE connector_secrets s SET issuer = v.issuer
        FROM connectors c JOIN connector_versions v ON v.id = c.current_version_id WHERE c.id = s.connector_id`);
    await runner.query(`ALTER TABLE connector_secrets ALTER COLUMN issuer SET NOT NULL`);
    await runner.query(`DROP INDEX connector_secrets_name`);
    await runner.query(
      `CREATE UNIQUE INDEX connector_secrets_shared ON connector_secrets (connector_id, issuer, name) WHERE person_id IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX connector_secrets_own ON connector_secrets (connector_id, person_id, issuer, name)
        WHERE person_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX connector_secrets_person ON connector_secrets (organisation_id, person_id)`);
    await runner.query(`
      CREATE TABLE connector_moves (
        id uuid CONSTRAINT connector_moves_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        from_version_id uuid NOT NULL,
        to_version_id uuid NOT NULL,
        summary jsonb NOT NULL,
        moved_at timestamptz NOT NULL,
        moved_by_id uuid NOT NULL,
        CONSTRAINT connector_moves_connector FOREIGN KEY (connector_id) REFERENCES connectors (id)
      )`);
    await runner.query(`CREATE INDEX connector_moves_latest ON connector_moves (connector_id, moved_at)`);
    await runner.query(`
      CREATE TABLE connector_grants (
        id uuid CONSTRAINT connector_grants_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        person_id uuid,
        issuer text NOT NULL,
        authorization_server text NOT NULL,
        data_key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        scope text,
        expires_at timestamptz,
        granted_at timestamptz NOT NULL,
        granted_by_id uuid NOT NULL,
        refreshed_at timestamptz,
        CONSTRAINT connector_grants_connector FOREIGN KEY (connector_id) REFERENCES connectors (id),
        CONSTRAINT connector_grants_data_key FOREIGN KEY (data_key_id) REFERENCES data_keys (id)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX connector_grants_shared ON connector_grants (connector_id, issuer) WHERE person_id IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX connector_grants_own ON connector_grants (connector_id, person_id, issuer)
        WHERE person_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX connector_grants_person ON connector_grants (organisation_id, person_id)`);
    await runner.query(`
      CREATE TABLE connector_sign_ins (
        id uuid CONSTRAINT connector_sign_ins_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state_digest text NOT NULL,
        data_key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT connector_sign_ins_connector FOREIGN KEY (connector_id) REFERENCES connectors (id),
        CONSTRAINT connector_sign_ins_data_key FOREIGN KEY (data_key_id) REFERENCES data_keys (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX connector_sign_ins_state ON connector_sign_ins (state_digest)`);
    await protect(runner, 'connector_moves', { append: true });
    await protect(runner, 'connector_grants');
    await protect(runner, 'connector_sign_ins');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['connector_sign_ins', 'connector_grants', 'connector_moves']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`DROP INDEX connector_secrets_person`);
    await runner.query(`DROP INDEX connector_secrets_own`);
    await runner.query(`DROP INDEX connector_secrets_shared`);
    await runner.query(`
      DELETE FROM connector_secrets s USING connectors c JOIN connector_versions v ON v.id = c.current_version_id
       WHERE c.id = s.connector_id AND (s.person_id IS NOT NULL OR s.issuer <> v.issuer)`);
    await runner.query(`ALTER TABLE connector_secrets DROP COLUMN person_id, DROP COLUMN issuer`);
    await runner.query(`CREATE UNIQUE INDEX connector_secrets_name ON connector_secrets (connector_id, name)`);
    await runner.query(`
      ALTER TABLE connector_versions
        DROP COLUMN issuer, DROP COLUMN credential_mode, DROP COLUMN sign_in, DROP COLUMN limits`);
  }
}
