import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Files that people give to runs: what is known of them, their bytes in pieces, and which runs they were given to. New tables
 * only: no lock that anyone waits for, no rows; not to be run twice. The application's role may remove files that no run was
 * given; a piece is never changed, nor is what a run was given.
 */
export class InputFiles1764000000024 implements MigrationInterface {
  name = 'InputFiles1764000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE input_files (
        id uuid CONSTRAINT input_files_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        size_bytes integer NOT NULL,
        sha256 text,
        text text,
        cut boolean NOT NULL,
        uploaded_at timestamptz NOT NULL,
        complete boolean NOT NULL,
        CONSTRAINT input_files_complete CHECK (NOT complete OR sha256 IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX input_files_actor ON input_files (organisation_id, actor_id, uploaded_at)`);
    await runner.query(`
      CREATE TABLE input_file_pieces (
        file_id uuid NOT NULL,
        seq integer NOT NULL,
        organisation_id uuid NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT input_file_pieces_pk PRIMARY KEY (file_id, seq),
        CONSTRAINT input_file_pieces_file FOREIGN KEY (file_id) REFERENCES input_files (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE run_files (
        run_id uuid NOT NULL,
        file_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        CONSTRAINT run_files_pk PRIMARY KEY (run_id, file_id),
        CONSTRAINT run_files_file FOREIGN KEY (file_id) REFERENCES input_files (id)
      )`);
    await runner.query(`CREATE INDEX run_files_of_file ON run_files (file_id)`);
    await protect(runner, 'input_files');
    await protect(runner, 'input_file_pieces', { append: true });
    await protect(runner, 'run_files', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE run_files`);
    await runner.query(`DROP TABLE input_file_pieces`);
    await runner.query(`DROP TABLE input_files`);
  }
}
