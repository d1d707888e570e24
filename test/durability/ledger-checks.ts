import type { TestDatabase } from '@groundswell/testing';

/** What of the runs' books does not add up. */
export async function ledgerFaults(database: TestDatabase, ids: readonly string[]): Promise<string[]> {
  const checks: readonly (readonly [string, string])[] = [
    [
      'the cost of the run is not the sum of its attempts',
      `SELECT r.id FROM runs r WHERE r.id = ANY($1::uuid[]) AND r.cost_pico_usd <>
         (SELECT coalesce(sum(a.cost_pico_usd), 0) FROM model_attempts a WHERE a.run_id = r.id)`,
    ],
    [
      'the cost of the run is not the sum of its ledger lines',
      `SELECT r.id FROM runs r WHERE r.id = ANY($1::uuid[]) AND r.cost_pico_usd <>
         (SELECT coalesce(sum(c.cost_pico_usd), 0) FROM cost_entries c WHERE c.run_id = r.id)`,
    ],
    [
      'a turn that was replied to has not exactly one reply in the books',
      `SELECT s.run_id AS id FROM run_steps s WHERE s.run_id = ANY($1::uuid[]) AND s.kind = 'model' AND s.status = 'done'
         AND (SELECT count(*) FROM model_attempts a WHERE a.step_id = s.id AND a.ending = 'replied') <> 1`,
    ],
    [
      'the turns of the run are not its model steps',
      `SELECT r.id FROM runs r WHERE r.id = ANY($1::uuid[]) AND r.turns <>
         (SELECT count(*) FROM run_steps s WHERE s.run_id = r.id AND s.kind = 'model' AND s.status = 'done')`,
    ],
    [
      'the steps of the run are not numbered one after another',
      `SELECT run_id AS id FROM run_steps WHERE run_id = ANY($1::uuid[]) GROUP BY run_id HAVING max(seq) <> count(*)`,
    ],
    [
      'a call was made without an entry in the audit log',
      `SELECT s.run_id AS id FROM run_steps s WHERE s.run_id = ANY($1::uuid[]) AND s.kind = 'tool' AND s.status IN ('done', 'unknown')
         AND NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.id = s.audit_entry_id AND e.action = 'tool.called')`,
    ],
    [
      'an approval was used more than once, or without a call',
      `SELECT a.run_id AS id FROM run_approvals a WHERE a.run_id = ANY($1::uuid[]) AND (a.used_at IS NOT NULL) <>
         EXISTS (SELECT 1 FROM run_steps s WHERE s.run_id = a.run_id AND s.kind = 'tool' AND s.tool_id = a.tool_id)`,
    ],
  ];
  const faults: string[] = [];
  for (const [fault, sql] of checks) {
    for (const { id } of await database.query<{ id: string }>(sql, [ids])) faults.push(`${fault}: ${id}`);
  }
  return faults;
}

/** Writes down every end that a run is given, past all rules of ours. */
export async function watchEnds(database: TestDatabase): Promise<void> {
  await database.query(`CREATE TABLE seen_ends (run_id uuid NOT NULL, status text NOT NULL)`);
  await database.query(`
    CREATE FUNCTION see_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF (NEW.status, NEW.ended_at) IS DISTINCT FROM (OLD.status, OLD.ended_at) AND NEW.ended_at IS NOT NULL THEN
          INSERT INTO seen_ends VALUES (NEW.id, NEW.status);
        END IF;
        RETURN NEW;
      END
    $$`);
  await database.query(`CREATE TRIGGER runs_see_end AFTER UPDATE ON runs FOR EACH ROW EXECUTE FUNCTION see_end()`);
}

/** Runs that were not given exactly one end. */
export async function endsFaults(database: TestDatabase, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string; ends: number }>(
    `SELECT r.id, count(e.run_id)::int AS ends FROM runs r LEFT JOIN seen_ends e ON e.run_id = r.id AND e.status = r.status
      WHERE r.id = ANY($1::uuid[]) AND r.ended_at IS NOT NULL GROUP BY r.id
     HAVING count(e.run_id) <> 1 OR (SELECT count(*) FROM seen_ends s WHERE s.run_id = r.id) <> 1`,
    [ids],
  );
  return rows.map(({ id, ends }) => `the run ${id} was given ${ends} ends`);
}
