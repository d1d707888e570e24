import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Workflows, their versions and the history of their stages. New tables only: no lock that anyone waits for, no rows. Adds the
 * extensions pg_trgm and btree_gin, which come with Postgres and which whoever may create in a database may add; they stay on
 * the way down, as others may use them.
 */
export class Workflows1764000000005 implements MigrationInterface {
  name = 'Workflows1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gin`);
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
        search_words tsvector NOT NULL
      )`);
    // The same submit twice finds the first one's row.
    await runner.query(
      `CREATE UNIQUE INDEX workflows_client_key ON workflows (organisation_id, created_by_id, client_key)`,
    );
    await runner.query(`CREATE INDEX workflows_newest ON workflows (organisation_id, created_at, id)`);
    await runner.query(`CREATE INDEX workflows_root ON workflows (organisation_id, root_id)`);
    await runner.query(`CREATE INDEX workflows_parent ON workflows (organisation_id, adapted_from_workflow_id)`);
    await runner.query(`CREATE INDEX workflows_words ON workflows USING gin (organisation_id, search_words)`);
    await runner.query(`
      CREATE TABLE workflow_words (
        organisation_id uuid NOT NULL,
        word text NOT NULL,
        CONSTRAINT workflow_words_pk PRIMARY KEY (organisation_id, word)
      )`);
    await runner.query(
      `CREATE INDEX workflow_words_like ON workflow_words USING gin (organisation_id, word gin_trgm_ops)`,
    );
    // Text operators are not leakproof, so under row-level security no index would serve them. These doors run as their owner,
    // look at the transaction's organisation only and hand out ids, which the caller joins to what it may see, and words.
    await runner.query(`
      CREATE FUNCTION groundswell_find_workflows(wanted tsquery, in_title tsquery)
      RETURNS TABLE (workflow_id uuid, rank integer)
      LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT w.id, (w.search_words @@ in_title)::int FROM workflows w
        WHERE w.organisation_id = nullif(current_setting('groundswell.organisation_id', true), '')::uuid
          AND w.search_words @@ wanted
      $$`);
    await runner.query(`
      CREATE FUNCTION groundswell_words_like(words text[]) RETURNS TABLE (typed text, word text, likeness real)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
      SET pg_trgm.similarity_threshold = 0.2 AS $$
        SELECT t.typed, k.word, similarity(k.word, t.typed)
        FROM unnest(words) AS t (typed) CROSS JOIN LATERAL (
          SELECT w.word FROM workflow_words w
          WHERE w.organisation_id = nullif(current_setting('groundswell.organisation_id', true), '')::uuid
            AND (w.word % t.typed OR w.word LIKE '%' || t.typed || '%')
          ORDER BY similarity(w.word, t.typed) DESC, w.word LIMIT 30
        ) AS k
      $$`);
    for (const door of ['groundswell_find_workflows(tsquery, tsquery)', 'groundswell_words_like(text[])']) {
      await runner.query(`REVOKE ALL ON FUNCTION ${door} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${door} TO groundswell_app`);
    }
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
        revision integer NOT NULL,
        from_stage text,
        to_stage text NOT NULL,
        at timestamptz NOT NULL,
        by_id uuid,
        reason text
      )`);
    await runner.query(`CREATE INDEX workflow_stage_changes_at ON workflow_stage_changes (organisation_id, at)`);
    await runner.query(
      `CREATE UNIQUE INDEX workflow_stage_changes_workflow ON workflow_stage_changes (workflow_id, revision)`,
    );
    await protect(runner, 'workflows');
    await protect(runner, 'workflow_words', { append: true });
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
    await runner.query(`DROP FUNCTION groundswell_words_like(text[])`);
    await runner.query(`DROP FUNCTION groundswell_find_workflows(tsquery, tsquery)`);
    await runner.query(`DROP TABLE workflow_words`);
    await runner.query(`DROP TABLE workflows`);
  }
}
