import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a refusal of a start that nobody stood beside said: the deciding rule and what may be asked for, kept with the due time, the
 * message or the batch. Also which times somebody fired by hand, and which sheet of a workbook a batch was read from. Columns
 * without a value, or with a constant one, on schedule_firings, webhook_deliveries and batches, which are locked for a moment: no
 * row is rewritten; not to be run again. Of a due time what it was refused with is written when it is decided; of a message never.
 */
export class KeptRefusals1764000000030 implements MigrationInterface {
  name = 'KeptRefusals1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE schedule_firings
        ADD COLUMN by_hand boolean NOT NULL DEFAULT false,
        ADD COLUMN refusal json`);
    await runner.query(`GRANT UPDATE (refusal) ON schedule_firings TO groundswell_app`);
    await runner.query(`ALTER TABLE webhook_deliveries ADD COLUMN refusal json`);
    await runner.query(`
      ALTER TABLE batches
        ADD COLUMN sheet text,
        ADD COLUMN pause_refusal json,
        ADD CONSTRAINT batches_refusal CHECK (pause_refusal IS NULL OR pause_reason IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE batches DROP CONSTRAINT batches_refusal, DROP COLUMN pause_refusal, DROP COLUMN sheet`);
    await runner.query(`ALTER TABLE webhook_deliveries DROP COLUMN refusal`);
    await runner.query(`ALTER TABLE schedule_firings DROP COLUMN refusal, DROP COLUMN by_hand`);
  }
}
