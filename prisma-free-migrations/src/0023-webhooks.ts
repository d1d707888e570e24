import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Webhooks, their sealed secrets, and what was delivered to them. New tables only: no lock that anyone waits for, no rows; not to
 * be run twice. The log of deliveries only grows; of the secrets, those that have run out are removed.
 */
export class Webhooks1764000000023 implements MigrationInterface {
  name = 'Webhooks1764000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id uuid CONSTRAINT webhooks_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        name text NOT NULL,
        address text NOT NULL,
        mapping json,
        rate_per_minute integer NOT NULL,
        state text NOT NULL,
        pause_code text,
        pause_reason text,
        paused_at timestamptz,
        refusals_in_a_row integer NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT webhooks_rate CHECK (rate_per_minute BETWEEN 1 AND 600),
        CONSTRAINT webhooks_state CHECK (state IN ('active', 'paused', 'ended')),
        CONSTRAINT webhooks_paused CHECK ((state = 'paused') = (pause_code IS NOT NULL))
      )`);
    await runner.query(`CREATE UNIQUE INDEX webhooks_address ON webhooks (address)`);
    await runner.query(`CREATE INDEX webhooks_workflow ON webhooks (organisation_id, workflow_id)`);
    await runner.query(`CREATE INDEX webhooks_owner ON webhooks (organisation_id, owner_id)`);
    await runner.query(`
      CREATE TABLE webhook_secrets (
        id uuid CONSTRAINT webhook_secrets_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        data_key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        CONSTRAINT webhook_secrets_webhook FOREIGN KEY (webhook_id) REFERENCES webhooks (id)
      )`);
    await runner.query(`CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (webhook_id)`);
    await runner.query(`
      CREATE TABLE webhook_deliveries (
        id uuid CONSTRAINT webhook_deliveries_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        message_id text,
        body_digest text NOT NULL,
        body_bytes integer NOT NULL,
        received_at timestamptz NOT NULL,
        remote_address text NOT NULL,
        status text NOT NULL,
        code text,
        reason text,
        run_id uuid,
        CONSTRAINT webhook_deliveries_webhook FOREIGN KEY (webhook_id) REFERENCES webhooks (id),
        CONSTRAINT webhook_deliveries_status CHECK (status IN ('accepted', 'refused')),
        CONSTRAINT webhook_deliveries_run CHECK ((status = 'accepted') = (run_id IS NOT NULL)),
        CONSTRAINT webhook_deliveries_reason CHECK (status = 'accepted' OR code IS NOT NULL)
      )`);
    // A message leads to one run, whoever sends it however often.
    await runner.query(
      `CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook_id, message_id) WHERE status = 'accepted'`,
    );
    await runner.query(`CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, received_at)`);
    await runner.query(
      `CREATE INDEX webhook_deliveries_of_run ON webhook_deliveries (run_id) WHERE run_id IS NOT NULL`,
    );
    await protect(runner, 'webhooks', { append: true });
    await runner.query(`GRANT UPDATE ON webhooks TO groundswell_app`);
    await protect(runner, 'webhook_secrets');
    await protect(runner, 'webhook_deliveries', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE webhook_deliveries`);
    await runner.query(`DROP TABLE webhook_secrets`);
    await runner.query(`DROP TABLE webhooks`);
  }
}
