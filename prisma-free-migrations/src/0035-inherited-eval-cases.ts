import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Which inherited test cases an adaptation leaves out, from one of its versions on. A case itself stays with the workflow that made
 * it and is found through the lineage, so nothing is copied. One new, empty table: no lock on others, no row is touched; not to be
 * run again. Rows are only added: what a published version left out it leaves out for good.
 */
export class InheritedEvalCases1764000000035 implements MigrationInterface {
  name = 'InheritedEvalCases1764000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE eval_case_omissions (
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        eval_case_id uuid NOT NULL,
        from_version integer NOT NULL,
        left_out_by_id uuid NOT NULL,
        left_out_at timestamptz NOT NULL,
        CONSTRAINT eval_case_omissions_pk PRIMARY KEY (workflow_id, eval_case_id)
      )`);
    await protect(runner, 'eval_case_omissions', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE eval_case_omissions`);
  }
}
