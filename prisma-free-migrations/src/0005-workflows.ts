import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Workflows, their versions and the history of their stages. New tables only: no lock that anyone waits for, no rows. Adds the
 * extension pg_trgm, which comes with Postgres and which the owner of a database may add by itself; it stays on the way down,
 * as others may use it.
 */
export class Workflows1764000000005 implements MigrationInterface {
  name = 'Workflows1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`
      CREATE TABLE workflows (
        id uuid CONSTRAINT workflows_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        title text NOT NULL,
        task text NOT NULL,
        team_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        operator_owner_id uuid,
        stage text NOT NULL CONSTRAINT workflows_stage
          CHECK (stage IN ('idea', 'draft', 'pilot', 'production', 'paused', 'retired')),
        paused_from text,
        stage_reason text,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        created_by_id uuid NOT NULL,
        client_key text,
        adapted_from_version_id uuid,
        adapted_from_workflow_id uuid,
        root_id uuid NOT NULL,
        path uuid[] NOT NULL,
        adaptation_count integer NOT NULL,
        published_version_id uuid,
        entered_pilot_at timestamptz,
        bound_connector_ids uuid[] NOT NULL,
        bound_tool_ids uuid[] NOT NULL,
        search_text text NOT NULL,
        search_words tsvector NOT NULL
      )`);
    // The same submit twice finds the first one's row.
    await runner.query(`CREATE UNIQUE INDEX workflows_client_key ON workflows (organisation_id, created_by_id, client_key)`);
    await runner.query(`CREATE INDEX workflows_newest ON workflows (organisation_id, created_at, id)`);
    await runner.query(`CREATE INDEX workflows_root ON workflows (organisation_id, root_id)`);
    await runner.query(`CREATE INDEX workflows_parent ON workflows (organisation_id, adapted_from_workflow_id)`);
    await runner.query(`CREATE INDEX workflows_words ON workflows USING gin (search_words)`);
    await runner.query(`CREATE INDEX workflows_typos ON workflows USING gin (search_text gin_trgm_ops)`);
    // Text operators are not leakproof, so under row-level security no index would serve them. This door runs as its owner,
    // looks at the transaction's organisation only and hands out ids, which the caller joins to what it may see.
    await runner.query(`
      CREATE FUNCTION groundswell_find_workflows(words text[]) RETURNS TABLE (workflow_id uuid, rank real)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
      SET pg_trgm.word_similarity_threshold = 0.5 AS $$
      DECLARE
        organisation uuid := nullif(current_setting('groundswell.organisation_id', true), '')::uuid;
        wanted tsquery := (SELECT string_agg(quote_literal(word) || ':*', ' & ') FROM unnest(words) AS word)::tsquery;
        longest text := (SELECT word FROM unnest(words) AS word ORDER BY length(word) DESC LIMIT 1);
        found bigint;
      BEGIN
        RETURN QUERY
          SELECT w.id, ts_rank(w.search_words, wanted) + 1 FROM workflows w
          WHERE w.organisation_id = organisation AND w.search_words @@ wanted;
        GET DIAGNOSTICS found = ROW_COUNT;
        IF found >= 20 THEN RETURN; END IF;
        RETURN QUERY
          SELECT w.id, (SELECT avg(word_similarity(word, w.search_text)) FROM unnest(words) AS word)::real FROM workflows w
          WHERE w.organisation_id = organisation AND NOT w.search_words @@ wanted
            AND w.search_text %> longest AND w.search_text %> ALL (words);
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION groundswell_find_workflows(text[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION groundswell_find_workflows(text[]) TO groundswell_app`);
    await runner.query(`
      CREATE TABLE workflow_versions (
        id uuid CONSTRAINT workflow_versions_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        number integer NOT NULL,
        status text NOT NULL CONSTRAINT workflow_versions_status
          CHECK (status IN ('draft', 'submitted', 'published', 'rejected', 'superseded')),
        revision integer NOT NULL,
        instructions text NOT NULL,
        input_schema json NOT NULL,
        output_schema json,
        sample_inputs json NOT NULL,
        model text NOT NULL,
        max_turns integer NOT NULL,
        max_cost_micros bigint NOT NULL,
        bindings jsonb NOT NULL,
        rehearsal json,
        change_note text NOT NULL,
        digest text,
        pins jsonb NOT NULL,
        layers jsonb NOT NULL,
        builder_id uuid NOT NULL,
        editor_ids uuid[] NOT NULL,
        reviewer_id uuid,
        created_at timestamptz NOT NULL,
        submitted_at timestamptz,
        reviewed_at timestamptz,
        published_at timestamptz,
        review_comment text,
        build_minutes integer,
        review_minutes integer
      )`);
    await runner.query(`CREATE UNIQUE INDEX workflow_versions_number ON workflow_versions (workflow_id, number)`);
    await runner.query(
      `CREATE UNIQUE INDEX workflow_versions_open ON workflow_versions (workflow_id) WHERE status IN ('draft', 'submitted')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX workflow_versions_published ON workflow_versions (workflow_id) WHERE status = 'published'`,
    );
    await runner.query(
      `CREATE INDEX workflow_versions_waiting ON workflow_versions (organisation_id, submitted_at) WHERE status = 'submitted'`,
    );
    await runner.query(`
      CREATE TABLE workflow_stage_changes (
        id uuid CONSTRAINT workflow_stage_changes_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        from_stage text,
        to_stage text NOT NULL,
        at timestamptz NOT NULL,
        by_id uuid,
        reason text
      )`);
    await runner.query(`CREATE INDEX workflow_stage_changes_at ON workflow_stage_changes (organisation_id, at)`);
    await runner.query(`CREATE INDEX workflow_stage_changes_workflow ON workflow_stage_changes (workflow_id, at)`);
    await protect(runner, 'workflows');
    await protect(runner, 'workflow_versions');
    await protect(runner, 'workflow_stage_changes', { append: true });
    // Workflows are retired and versions superseded; nothing of either is ever removed.
    await runner.query(`REVOKE DELETE ON workflows, workflow_versions FROM groundswell_app`);
    // Second line of defence for "a published version never changes": the database refuses even a query of ours.
    await runner.query(`
      CREATE FUNCTION groundswell_freeze_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.status = 'draft' THEN RETURN NEW; END IF;
        IF (OLD.workflow_id, OLD.number, OLD.instructions, OLD.input_schema::text, OLD.output_schema::text,
            OLD.sample_inputs::text, OLD.model, OLD.max_turns, OLD.max_cost_micros, OLD.bindings, OLD.rehearsal::text,
            OLD.builder_id, OLD.editor_ids)
          IS DISTINCT FROM
           (NEW.workflow_id, NEW.number, NEW.instructions, NEW.input_schema::text, NEW.output_schema::text,
            NEW.sample_inputs::text, NEW.model, NEW.max_turns, NEW.max_cost_micros, NEW.bindings, NEW.rehearsal::text,
            NEW.builder_id, NEW.editor_ids)
          OR (OLD.status IN ('published', 'superseded') AND
              (OLD.digest, OLD.pins, OLD.layers, OLD.reviewer_id) IS DISTINCT FROM
              (NEW.digest, NEW.pins, NEW.layers, NEW.reviewer_id))
        THEN
          RAISE EXCEPTION 'Version % left the draft; its content is frozen.', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER workflow_versions_frozen BEFORE UPDATE ON workflow_versions
      FOR EACH ROW EXECUTE FUNCTION groundswell_freeze_version()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE workflow_stage_changes`);
    await runner.query(`DROP TABLE workflow_versions`);
    await runner.query(`DROP FUNCTION groundswell_freeze_version()`);
    await runner.query(`DROP FUNCTION groundswell_find_workflows(text[])`);
    await runner.query(`DROP TABLE workflows`);
  }
}
