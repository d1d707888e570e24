import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Runs, their steps, approvals and model attempts, the cost ledger and an organisation's own model prices. New tables only:
 * no lock that anyone waits for, no rows. Conversations and arguments are `json`, not `jsonb`: the order of their members
 * must come back as it was, or the model's service reads nothing from its cache.
 */
export class Runs1764000000007 implements MigrationInterface {
  name = 'Runs1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE runs (
        id uuid CONSTRAINT runs_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        version_id uuid NOT NULL,
        version_number integer NOT NULL,
        version_digest text NOT NULL,
        team_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        parent_run_id uuid,
        mode text NOT NULL,
        trigger text NOT NULL,
        purpose text NOT NULL,
        status text NOT NULL,
        waiting_for text,
        waits_until timestamptz,
        revision integer NOT NULL,
        inputs json NOT NULL,
        model text NOT NULL,
        max_turns integer NOT NULL,
        max_cost_micros bigint NOT NULL,
        turns integer NOT NULL,
        private_data boolean NOT NULL,
        untrusted_content boolean NOT NULL,
        reached_outside boolean NOT NULL,
        input_tokens bigint NOT NULL,
        output_tokens bigint NOT NULL,
        cache_read_tokens bigint NOT NULL,
        cache_write_tokens bigint NOT NULL,
        cost_pico_usd bigint NOT NULL,
        cost_micros bigint NOT NULL,
        output json,
        output_text text,
        failure jsonb,
        outcome text,
        note text,
        idempotency_key text NOT NULL,
        request_digest text NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        ended_at timestamptz,
        lease_owner uuid,
        lease_until timestamptz,
        faults integer NOT NULL,
        CONSTRAINT runs_mode CHECK (mode IN ('live', 'practice', 'recorded')),
        CONSTRAINT runs_trigger CHECK (trigger IN ('person', 'schedule', 'webhook', 'mcp', 'hand')),
        CONSTRAINT runs_purpose CHECK (purpose IN ('work', 'evaluation', 'rehearsal')),
        CONSTRAINT runs_status CHECK (
          status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'stopped')
        ),
        CONSTRAINT runs_waiting CHECK (
          (status = 'waiting') = (waiting_for IS NOT NULL) AND waiting_for IN ('approval', 'answer', 'outcomeUnknown')
        ),
        CONSTRAINT runs_ended CHECK (
          (status IN ('succeeded', 'failed', 'cancelled', 'stopped')) = (ended_at IS NOT NULL)
        ),
        CONSTRAINT runs_outcome CHECK (outcome IN ('accepted', 'edited', 'rejected'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX runs_idempotency ON runs (organisation_id, actor_id, idempotency_key)`);
    await runner.query(`CREATE INDEX runs_newest ON runs (organisation_id, created_at, id)`);
    await runner.query(`CREATE INDEX runs_actor ON runs (organisation_id, actor_id, created_at)`);
    await runner.query(`CREATE INDEX runs_workflow ON runs (organisation_id, workflow_id, created_at)`);
    await runner.query(`
      CREATE INDEX runs_open ON runs (status, lease_until) WHERE status IN ('queued', 'running', 'waiting')`);
    await runner.query(`
      CREATE TABLE run_steps (
        id uuid CONSTRAINT run_steps_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        run_id uuid NOT NULL,
        seq integer NOT NULL,
        turn integer NOT NULL,
        use_index integer,
        kind text NOT NULL,
        status text NOT NULL,
        title text NOT NULL,
        practice boolean NOT NULL,
        tool_id uuid,
        arguments json,
        repeatable boolean NOT NULL,
        reply json,
        reply_end text,
        reply_detail text,
        result json,
        told text,
        text text,
        explanation jsonb,
        cost_pico_usd bigint,
        cost_micros bigint,
        audit_entry_id uuid,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT run_steps_kind CHECK (kind IN ('model', 'tool', 'approval', 'output')),
        CONSTRAINT run_steps_status CHECK (
          status IN ('intended', 'done', 'failed', 'refused', 'waiting', 'unknown', 'cancelled')
        )
      )`);
    await runner.query(`CREATE UNIQUE INDEX run_steps_seq ON run_steps (run_id, seq)`);
    await runner.query(`CREATE INDEX run_steps_started ON run_steps (organisation_id, started_at)`);
    await runner.query(`
      CREATE TABLE run_approvals (
        id uuid CONSTRAINT run_approvals_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        run_id uuid NOT NULL,
        step_id uuid NOT NULL,
        tool_id uuid NOT NULL,
        arguments json NOT NULL,
        arguments_digest text NOT NULL,
        reason text NOT NULL,
        approvers text[] NOT NULL,
        grants jsonb NOT NULL,
        status text NOT NULL,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        decided_by_id uuid,
        decided_at timestamptz,
        decision_reason text,
        by_runner boolean,
        used_at timestamptz,
        CONSTRAINT run_approvals_status CHECK (status IN ('waiting', 'granted', 'denied', 'expired', 'withdrawn')),
        CONSTRAINT run_approvals_used CHECK (used_at IS NULL OR status = 'granted')
      )`);
    await runner.query(`CREATE UNIQUE INDEX run_approvals_step ON run_approvals (step_id)`);
    await runner.query(`CREATE INDEX run_approvals_run ON run_approvals (run_id)`);
    await runner.query(`
      CREATE INDEX run_approvals_waiting ON run_approvals (organisation_id, requested_at) WHERE status = 'waiting'`);
    await runner.query(`
      CREATE TABLE model_attempts (
        id uuid CONSTRAINT model_attempts_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        run_id uuid NOT NULL,
        step_id uuid NOT NULL,
        attempt integer NOT NULL,
        model text NOT NULL,
        practice boolean NOT NULL,
        ending text NOT NULL,
        message text,
        http_status integer,
        request_id text,
        input_tokens bigint NOT NULL,
        output_tokens bigint NOT NULL,
        cache_read_tokens bigint NOT NULL,
        cache_write_5m_tokens bigint NOT NULL,
        cache_write_1h_tokens bigint NOT NULL,
        estimated boolean NOT NULL,
        price_id text NOT NULL,
        cost_pico_usd bigint NOT NULL,
        cost_micros bigint NOT NULL,
        usd_rate_micros bigint NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX model_attempts_run ON model_attempts (run_id, started_at)`);
    await runner.query(`
      CREATE TABLE cost_entries (
        id uuid CONSTRAINT cost_entries_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind text NOT NULL,
        workflow_id uuid,
        version_id uuid,
        run_id uuid,
        step_id uuid,
        connector_id uuid,
        layer_id uuid,
        person_id uuid,
        minutes integer,
        rate_micros_per_hour bigint,
        model text,
        input_tokens bigint,
        output_tokens bigint,
        cache_read_tokens bigint,
        cache_write_tokens bigint,
        estimated boolean NOT NULL,
        price_id text,
        cost_pico_usd bigint,
        usd_rate_micros bigint,
        amount_micros bigint NOT NULL,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        corrects_id uuid,
        note text,
        source text NOT NULL,
        CONSTRAINT cost_entries_kind CHECK (
          kind IN ('build', 'review', 'connectorSetup', 'policySetup', 'model', 'tool', 'upkeep', 'training', 'licence', 'overhead')
        ),
        CONSTRAINT cost_entries_minutes CHECK (
          (minutes IS NULL) = (rate_micros_per_hour IS NULL) AND (minutes IS NULL OR person_id IS NOT NULL)
        ),
        CONSTRAINT cost_entries_other CHECK (corrects_id <> id)
      )`);
    // What caused a line names it, so that news told twice is booked once.
    await runner.query(`CREATE UNIQUE INDEX cost_entries_source ON cost_entries (organisation_id, source)`);
    await runner.query(`CREATE UNIQUE INDEX cost_entries_corrects ON cost_entries (corrects_id)`);
    await runner.query(`CREATE INDEX cost_entries_at ON cost_entries (organisation_id, at, id)`);
    await runner.query(`CREATE INDEX cost_entries_workflow ON cost_entries (organisation_id, workflow_id, at)`);
    await runner.query(`CREATE INDEX cost_entries_run ON cost_entries (run_id)`);
    await runner.query(`
      CREATE TABLE model_prices (
        id uuid CONSTRAINT model_prices_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        model text NOT NULL,
        valid_from timestamptz NOT NULL,
        tiers jsonb NOT NULL,
        note text NOT NULL,
        created_by_id uuid NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX model_prices_dated ON model_prices (organisation_id, model, valid_from)`);
    for (const table of ['runs', 'run_steps', 'run_approvals']) await protect(runner, table);
    for (const table of ['model_attempts', 'cost_entries', 'model_prices'])
      await protect(runner, table, { append: true });
    await runner.query(`
      CREATE FUNCTION groundswell_run_end_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.status IN ('succeeded', 'failed', 'cancelled', 'stopped')
             AND (NEW.status, NEW.revision, NEW.ended_at) IS DISTINCT FROM (OLD.status, OLD.revision, OLD.ended_at) THEN
            RAISE EXCEPTION 'The run % is over: an end is never overwritten.', OLD.id USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN NEW;
        END
      $$`);
    await runner.query(
      `CREATE TRIGGER runs_end_stays BEFORE UPDATE ON runs FOR EACH ROW EXECUTE FUNCTION groundswell_run_end_stays()`,
    );
    await runner.query(`
      CREATE FUNCTION groundswell_ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The table % only grows: write a new line that names the old one.', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
        END
      $$`);
    for (const table of ['cost_entries', 'model_attempts']) {
      await runner.query(
        `CREATE TRIGGER ${table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
         FOR EACH STATEMENT EXECUTE FUNCTION groundswell_ledger_only_grows()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['model_prices', 'cost_entries', 'model_attempts', 'run_approvals', 'run_steps', 'runs']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`DROP FUNCTION groundswell_ledger_only_grows()`);
    await runner.query(`DROP FUNCTION groundswell_run_end_stays()`);
  }
}
