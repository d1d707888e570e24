import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * OAuth clients that an operator registered by hand, and what processes count together: calls through connectors, and failed
 * sign-ins. New tables only: no lock that anyone waits for, no rows; not to be run twice.
 */
export class LimitsAndClients1764000000019 implements MigrationInterface {
  name = 'LimitsAndClients1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connector_clients (
        id uuid CONSTRAINT connector_clients_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        connector_id uuid NOT NULL,
        issuer text NOT NULL,
        authorization_server text NOT NULL,
        client_id text NOT NULL,
        has_secret boolean NOT NULL,
        data_key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        set_at timestamptz NOT NULL,
        set_by_id uuid NOT NULL,
        CONSTRAINT connector_clients_connector FOREIGN KEY (connector_id) REFERENCES connectors (id),
        CONSTRAINT connector_clients_data_key FOREIGN KEY (data_key_id) REFERENCES data_keys (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX connector_clients_place ON connector_clients (connector_id, issuer)`);
    await protect(runner, 'connector_clients');

    // How many calls a connector had in which minute, and who holds one of its places at this moment. What is lost in a crash of the
    // database is at most a minute's count: the tables are not written to its log.
    await runner.query(`
      CREATE UNLOGGED TABLE connector_minutes (
        connector_id uuid CONSTRAINT connector_minutes_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        minute bigint NOT NULL,
        calls integer NOT NULL,
        calls_before integer NOT NULL
      )`);
    await protect(runner, 'connector_minutes');
    await runner.query(`
      CREATE UNLOGGED TABLE connector_places (
        connector_id uuid NOT NULL,
        number integer NOT NULL,
        organisation_id uuid NOT NULL,
        holder uuid NOT NULL,
        held_until timestamptz NOT NULL,
        CONSTRAINT connector_places_pk PRIMARY KEY (connector_id, number)
      )`);
    await protect(runner, 'connector_places');

    // Sign-ins fail before an organisation is known: only system transactions see these rows, and no organisation's do.
    await runner.query(`
      CREATE TABLE sign_in_failures (
        organisation_id uuid NOT NULL,
        attempt_key text CONSTRAINT sign_in_failures_pk PRIMARY KEY,
        failures integer NOT NULL,
        window_until timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX sign_in_failures_until ON sign_in_failures (window_until)`);
    await protect(runner, 'sign_in_failures');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_failures', 'connector_places', 'connector_minutes', 'connector_clients']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
