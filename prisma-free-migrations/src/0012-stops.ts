import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * The kill switch: stops, and when each process saw them. New tables only: no lock that anyone waits for, no rows; not to be
 * run twice. The application's role may add both; of a stop it may only write the release, of a sighting nothing.
 */
export class Stops1764000000012 implements MigrationInterface {
  name = 'Stops1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stops (
        id uuid CONSTRAINT stops_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        scope text NOT NULL,
        target_id uuid NOT NULL,
        target_name text NOT NULL,
        connector_id uuid,
        tool_name text,
        reason text NOT NULL,
        drill boolean NOT NULL,
        raised_by_id uuid NOT NULL,
        raised_at timestamptz NOT NULL,
        clicked_at timestamptz NOT NULL,
        released_by_id uuid,
        released_at timestamptz,
        release_reason text,
        processes uuid[] NOT NULL,
        reach jsonb NOT NULL,
        CONSTRAINT stops_scope CHECK (scope IN ('run', 'workflow', 'lineage', 'tool', 'connector', 'person', 'organisation')),
        CONSTRAINT stops_tool CHECK ((scope = 'tool') = (tool_name IS NOT NULL AND connector_id IS NOT NULL)),
        CONSTRAINT stops_released CHECK ((released_at IS NULL) = (released_by_id IS NULL)),
        CONSTRAINT stops_other CHECK (
          scope <> 'organisation' OR released_by_id IS NULL OR released_by_id <> raised_by_id
        )
      )`);
    // One stop at a time holds over a thing, and the question before each call reads this index alone.
    await runner.query(
      `CREATE UNIQUE INDEX stops_active ON stops (organisation_id, scope, target_id) WHERE released_at IS NULL AND NOT drill`,
    );
    await runner.query(`CREATE INDEX stops_newest ON stops (organisation_id, raised_at, id)`);
    await runner.query(`
      CREATE TABLE stop_sightings (
        organisation_id uuid NOT NULL,
        stop_id uuid NOT NULL,
        process_id uuid NOT NULL,
        took_ms integer NOT NULL,
        CONSTRAINT stop_sightings_pk PRIMARY KEY (stop_id, process_id),
        CONSTRAINT stop_sightings_stop FOREIGN KEY (stop_id) REFERENCES stops (id)
      )`);
    await protect(runner, 'stops', { append: true });
    await runner.query(`GRANT UPDATE (released_by_id, released_at, release_reason) ON stops TO groundswell_app`);
    await protect(runner, 'stop_sightings', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE stop_sightings`);
    await runner.query(`DROP TABLE stops`);
  }
}
