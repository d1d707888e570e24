import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function insert(over: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: newId(),
    organisation_id: newId(),
    run_id: newId(),
    workflow_id: newId(),
    person_id: newId(),
    confirmed_by_id: newId(),
    baseline_minutes: 25,
    human_minutes: 5,
    saved_minutes: 20,
    grade: 'confirmed',
    outcome: 'accepted',
    failed: false,
    unattended: false,
    sampled: false,
    at: '2026-11-02T09:00:00Z',
    recorded_at: '2026-11-02T09:00:00Z',
    corrects_id: null,
    ...over,
  };
  const columns = Object.keys(row);
  await database.query(
    `INSERT INTO time_entries (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row.id;
}

describe('the time ledger in the database', () => {
  it('only grows: nobody changes, deletes or empties it, not even its owner', async () => {
    const id = await insert();
    await expect(database.query(`UPDATE time_entries SET human_minutes = 0 WHERE id = $1`, [id])).rejects.toThrow(
      'only grows',
    );
    await expect(database.query(`DELETE FROM time_entries WHERE id = $1`, [id])).rejects.toThrow('only grows');
    await expect(database.query(`TRUNCATE time_entries`)).rejects.toThrow('only grows');
    await expect(database.query(`DELETE FROM baselines`)).rejects.toThrow('only grows');
  });

  it('gives the application no right to change a line', async () => {
    const rows = await database.query<{ right: string }>(
      `SELECT privilege_type AS right FROM information_schema.role_table_grants
        WHERE grantee = 'groundswell_app' AND table_name IN ('time_entries', 'baselines')`,
    );
    expect([...new Set(rows.map((row) => row.right))].sort()).toEqual(['INSERT', 'SELECT']);
  });

  it.each([
    ['a saving that does not follow from its minutes', { saved_minutes: 21 }],
    ['a rejected run that saves time', { outcome: 'rejected' }],
    ['a failed run that saves time', { failed: true }],
    ['an estimate that somebody confirmed', { grade: 'estimated' }],
    ['a confirmation by nobody', { confirmed_by_id: null }],
    ['a grade that does not exist', { grade: 'certain' }],
    ['an outcome that does not exist', { outcome: 'loved' }],
    ['negative human minutes', { human_minutes: -5, saved_minutes: 30 }],
    ['an attended run in the sample of unattended ones', { sampled: true }],
  ])('refuses %s', async (_what, over) => {
    await expect(insert(over)).rejects.toThrow(/violates check constraint/);
  });

  it('begins the account of a run once, and lets each line be corrected once', async () => {
    const run = newId();
    const first = await insert({ run_id: run });
    await expect(insert({ run_id: run })).rejects.toThrow('time_entries_first');
    await insert({ run_id: run, corrects_id: first });
    await expect(insert({ run_id: run, corrects_id: first })).rejects.toThrow('time_entries_corrects');
  });
});
