import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Requests to stewards, and who asks them. New tables only: no lock that anyone waits for, no rows; not to be run twice. No
 * request is ever deleted: the application's role may not.
 */
export class Requests1764000000013 implements MigrationInterface {
  name = 'Requests1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE requests (
        id uuid CONSTRAINT requests_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        revision integer NOT NULL,
        subject_key text NOT NULL,
        title text NOT NULL,
        workflow_id uuid,
        connector_id uuid,
        tool_id uuid,
        layer_id uuid,
        rule_id uuid,
        run_id uuid,
        wanted text,
        asked_at timestamptz NOT NULL,
        ended_at timestamptz,
        decided_by_id uuid,
        answer text,
        exception_id uuid,
        expires_at timestamptz,
        CONSTRAINT requests_kind CHECK (kind IN ('connector', 'tool', 'exception', 'rule', 'credential')),
        CONSTRAINT requests_state CHECK (state IN ('open', 'granted', 'refused', 'withdrawn')),
        CONSTRAINT requests_answered CHECK ((state IN ('granted', 'refused')) = (decided_by_id IS NOT NULL)),
        CONSTRAINT requests_ended CHECK ((state = 'open') = (ended_at IS NULL)),
        CONSTRAINT requests_reason CHECK (state <> 'refused' OR answer IS NOT NULL)
      )`);
    // Two who ask the same at the same moment meet here: the second joins the first.
    await runner.query(
      `CREATE UNIQUE INDEX requests_open ON requests (organisation_id, subject_key) WHERE state = 'open'`,
    );
    await runner.query(`CREATE INDEX requests_newest ON requests (organisation_id, state, asked_at)`);
    await runner.query(`
      CREATE TABLE request_askers (
        organisation_id uuid NOT NULL,
        request_id uuid NOT NULL,
        person_id uuid NOT NULL,
        justification text NOT NULL,
        asked_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        seen_at timestamptz,
        CONSTRAINT request_askers_pk PRIMARY KEY (request_id, person_id),
        CONSTRAINT request_askers_request FOREIGN KEY (request_id) REFERENCES requests (id)
      )`);
    await runner.query(`CREATE INDEX request_askers_person ON request_askers (organisation_id, person_id, asked_at)`);
    for (const table of ['requests', 'request_askers']) {
      await protect(runner, table, { append: true });
      await runner.query(`GRANT UPDATE ON ${table} TO groundswell_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE request_askers`);
    await runner.query(`DROP TABLE requests`);
  }
}
