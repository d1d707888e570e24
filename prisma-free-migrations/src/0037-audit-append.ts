import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Appends an audit entry in one call, so that writers of an organisation wait for the database alone and not for each other's
 * processes. A function only: no table is locked, no row is changed; may be run again.
 */
export class AuditAppend1764000000037 implements MigrationInterface {
  name = 'AuditAppend1764000000037';

  async up(runner: QueryRunner): Promise<void> {
    // With the rights of whoever calls it: the rows stay under their policies.
    await runner.query(`
      CREATE OR REPLACE FUNCTION groundswell_append_entry(entry_id uuid, organisation uuid, genesis text, hashed_before text,
        hashed_after text, happened timestamptz, what text, actor uuid, actor_as text, about text, about_id uuid,
        workflow uuid, run uuid, connector uuid, facts jsonb)
      RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog, pg_temp AS $$
      DECLARE
        last_seq bigint;
        last_hash text;
        next_hash text;
      BEGIN
        SELECT seq, hash INTO last_seq, last_hash FROM audit_heads WHERE organisation_id = organisation FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO audit_heads (organisation_id, seq, hash) VALUES (organisation, 0, genesis)
            ON CONFLICT (organisation_id) DO NOTHING;
          SELECT seq, hash INTO STRICT last_seq, last_hash FROM audit_heads WHERE organisation_id = organisation FOR UPDATE;
        END IF;
        next_hash := encode(
          sha256(convert_to(last_hash || E'\\n' || hashed_before || (last_seq + 1)::text || hashed_after, 'UTF8')), 'hex');
        INSERT INTO audit_entries (id, organisation_id, seq, at, action, actor_id, actor_name, subject_type, subject_id,
            workflow_id, run_id, connector_id, details, previous_hash, hash)
          VALUES (entry_id, organisation, last_seq + 1, happened, what, actor, actor_as, about, about_id,
            workflow, run, connector, facts, last_hash, next_hash);
        UPDATE audit_heads SET seq = last_seq + 1, hash = next_hash WHERE organisation_id = organisation;
      END
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION ${SIGNATURE} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${SIGNATURE} TO groundswell_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${SIGNATURE}`);
  }
}

const SIGNATURE =
  'groundswell_append_entry(uuid, uuid, text, text, text, timestamptz, text, uuid, text, text, uuid, uuid, uuid, uuid, jsonb)';
