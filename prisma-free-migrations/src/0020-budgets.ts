import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protect.js';

/**
 * Budgets by month, what is spent of them and held for turns under way, and the warnings that were given. New tables only: no
 * lock that anyone waits for, no rows; not to be run twice. Warnings are only ever added.
 */
export class Budgets1764000000020 implements MigrationInterface {
  name = 'Budgets1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE budgets (
        id uuid CONSTRAINT budgets_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        level text NOT NULL,
        target_id uuid NOT NULL,
        limit_micros bigint NOT NULL,
        revision integer NOT NULL,
        set_by_id uuid NOT NULL,
        set_at timestamptz NOT NULL,
        CONSTRAINT budgets_level CHECK (level IN ('organisation', 'team', 'workflow')),
        CONSTRAINT budgets_limit CHECK (limit_micros >= 0)
      )`);
    await runner.query(`CREATE UNIQUE INDEX budgets_target ON budgets (organisation_id, level, target_id)`);
    await runner.query(`
      CREATE TABLE budget_months (
        budget_id uuid NOT NULL,
        month text NOT NULL,
        organisation_id uuid NOT NULL,
        spent_micros bigint NOT NULL,
        reserved_micros bigint NOT NULL,
        CONSTRAINT budget_months_pk PRIMARY KEY (budget_id, month),
        CONSTRAINT budget_months_budget FOREIGN KEY (budget_id) REFERENCES budgets (id) ON DELETE CASCADE,
        CONSTRAINT budget_months_reserved CHECK (reserved_micros >= 0)
      )`);
    await runner.query(`
      CREATE TABLE budget_holds (
        run_id uuid CONSTRAINT budget_holds_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        team_id uuid NOT NULL,
        lease_owner uuid NOT NULL,
        month text NOT NULL,
        amount_micros bigint NOT NULL,
        request_characters integer NOT NULL,
        held_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE budget_warnings (
        id uuid CONSTRAINT budget_warnings_pk PRIMARY KEY,
        organisation_id uuid NOT NULL,
        level text NOT NULL,
        target_id uuid NOT NULL,
        month text NOT NULL,
        percent integer NOT NULL,
        spent_micros bigint NOT NULL,
        limit_micros bigint NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT budget_warnings_percent CHECK (percent IN (50, 80, 100))
      )`);
    // Once each per month and budget, whoever comes upon it first.
    await runner.query(
      `CREATE UNIQUE INDEX budget_warnings_once ON budget_warnings (organisation_id, level, target_id, month, percent)`,
    );
    for (const table of ['budgets', 'budget_months', 'budget_holds']) await protect(runner, table);
    await protect(runner, 'budget_warnings', { append: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['budget_warnings', 'budget_holds', 'budget_months', 'budgets']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
