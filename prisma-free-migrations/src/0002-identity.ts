import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/** Organisations, people, teams, sessions and invitations. New tables only: no lock that anyone waits for, no rows. */
export class Identity1764000000002 implements MigrationInterface {
  name = 'Identity1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisations (
        id uuid CONSTRAINT organisations_pk PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT organisations_self CHECK (organisation_id = id),
        name text NOT NULL,
        currency text NOT NULL,
        time_zone text NOT NULL,
        fte_hours_per_year integer NOT NULL,
        loaded_rate_micros_per_hour bigint NOT NULL,
        usd_rate_micros bigint NOT NULL,
        demo boolean NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE teams (
        id uuid CONSTRAINT teams_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX teams_name ON teams (organisation_id, name)`);
    await runner.query(`
      CREATE TABLE people (
        id uuid CONSTRAINT people_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        password_hash text,
        roles text[] NOT NULL,
        active boolean NOT NULL,
        created_at timestamptz NOT NULL,
        deactivated_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX people_email ON people (organisation_id, email)`);
    await runner.query(`CREATE INDEX people_sign_in ON people (email)`);
    await runner.query(`
      CREATE TABLE team_members (
        organisation_id uuid NOT NULL,
        team_id uuid NOT NULL,
        person_id uuid NOT NULL,
        CONSTRAINT team_members_pk PRIMARY KEY (team_id, person_id)
      )`);
    await runner.query(`CREATE INDEX team_members_person ON team_members (organisation_id, person_id)`);
    await runner.query(`
      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        token_digest text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX sessions_token ON sessions (token_digest)`);
    await runner.query(`CREATE INDEX sessions_person ON sessions (organisation_id, person_id)`);
    await runner.query(`
      CREATE TABLE invitations (
        id uuid CONSTRAINT invitations_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        email text NOT NULL,
        name text NOT NULL,
        roles text[] NOT NULL,
        team_ids uuid[] NOT NULL,
        token_digest text NOT NULL,
        invited_by_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX invitations_token ON invitations (token_digest)`);
    await runner.query(`CREATE INDEX invitations_open ON invitations (organisation_id, email)`);
    await runner.query(`
      CREATE TABLE sign_in_links (
        id uuid CONSTRAINT sign_in_links_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        token_digest text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX sign_in_links_token ON sign_in_links (token_digest)`);
    for (const table of [
      'organisations',
      'teams',
      'people',
      'team_members',
      'sessions',
      'invitations',
      'sign_in_links',
    ]) {
      await protect(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'sign_in_links',
      'invitations',
      'sessions',
      'team_members',
      'people',
      'teams',
      'organisations',
    ]) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
