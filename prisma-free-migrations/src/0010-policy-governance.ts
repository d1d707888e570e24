import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Exceptions past one rule of a layer, and runs drawn for review. New tables only: no lock that anyone waits for, no rows; not to be run twice. The
 * application's role may add an exception, remind of it and end it; it may not change its terms, and a trigger keeps an end
 * from being taken back, whoever asks.
 */
export class PolicyGovernance1764000000010 implements MigrationInterface {
  name = 'PolicyGovernance1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy_exceptions (
        id uuid CONSTRAINT policy_exceptions_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        layer_id uuid NOT NULL,
        rule_id uuid NOT NULL,
        rule_digest text NOT NULL,
        rule_sentence text NOT NULL,
        workflow_id uuid NOT NULL,
        justification text NOT NULL,
        asked_by_id uuid NOT NULL,
        granted_by_id uuid NOT NULL,
        granted_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        reminded_at timestamptz,
        ended_at timestamptz,
        ended_how text,
        ended_by_id uuid,
        end_reason text,
        CONSTRAINT policy_exceptions_layer_fk FOREIGN KEY (layer_id) REFERENCES policy_layers (id),
        CONSTRAINT policy_exceptions_grantor CHECK (asked_by_id <> granted_by_id),
        CONSTRAINT policy_exceptions_dates CHECK (expires_at > granted_at AND expires_at <= granted_at + interval '2160 hours'),
        CONSTRAINT policy_exceptions_end CHECK (
          (ended_at IS NULL) = (ended_how IS NULL) AND ended_how IN ('expired', 'revoked', 'replaced')
        )
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX policy_exceptions_open ON policy_exceptions (organisation_id, workflow_id, layer_id, rule_id)
       WHERE ended_at IS NULL`,
    );
    await runner.query(`CREATE INDEX policy_exceptions_layer ON policy_exceptions (layer_id)`);
    await protect(runner, 'policy_exceptions', { append: true });
    await runner.query(
      `GRANT UPDATE (reminded_at, ended_at, ended_how, ended_by_id, end_reason) ON policy_exceptions TO groundswell_app`,
    );
    await runner.query(`
      CREATE FUNCTION groundswell_exception_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.ended_at IS NOT NULL THEN
            RAISE EXCEPTION 'This exception has ended. Grant a new one.' USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN NEW;
        END
      $$`);
    await runner.query(
      `CREATE TRIGGER policy_exceptions_end_once BEFORE UPDATE ON policy_exceptions
       FOR EACH ROW EXECUTE FUNCTION groundswell_exception_ends_once()`,
    );
    await runner.query(`
      CREATE TABLE run_reviews (
        run_id uuid CONSTRAINT run_reviews_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        percent integer NOT NULL,
        drawn_at timestamptz NOT NULL,
        reviewed_at timestamptz,
        reviewed_by_id uuid,
        verdict text,
        note text,
        CONSTRAINT run_reviews_percent CHECK (percent BETWEEN 1 AND 100),
        CONSTRAINT run_reviews_verdict CHECK (
          (reviewed_at IS NULL) = (verdict IS NULL) AND (reviewed_at IS NULL) = (reviewed_by_id IS NULL)
          AND verdict IN ('fine', 'concern')
        )
      )`);
    await runner.query(
      `CREATE INDEX run_reviews_waiting ON run_reviews (organisation_id, drawn_at) WHERE reviewed_at IS NULL`,
    );
    await protect(runner, 'run_reviews', { append: true });
    await runner.query(`GRANT UPDATE (reviewed_at, reviewed_by_id, verdict, note) ON run_reviews TO groundswell_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE run_reviews`);
    await runner.query(`DROP TABLE policy_exceptions`);
    await runner.query(`DROP FUNCTION groundswell_exception_ends_once()`);
  }
}
