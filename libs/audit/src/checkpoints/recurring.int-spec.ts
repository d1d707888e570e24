import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type OrganisationId, systemClock } from '@groundswell/kernel';
import { Database, Queue } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';
import { AuditModule } from '../audit.module.js';
import { AuditWriter } from '../audit-writer.js';

let app: TestApp;
let home: string;
const organisationId = newId<OrganisationId>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-recurring-'));
  app = await startTestApp({
    modules: [AuditModule],
    workers: 1,
    clock: systemClock,
    settings: { home, auditDays: 30 },
  });
  await app.get(Database).transaction(organisationId, async (tx) => {
    for (const action of ['tea.made', 'tea.drunk']) {
      const subject = { type: 'tea', id: null };
      await app.get(AuditWriter).record(tx, { actor: { organisationId, system: 'Spec' }, action, subject });
    }
  });
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

async function count(table: string, condition = 'true'): Promise<number> {
  const [row] = await app.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE organisation_id = $1 AND ${condition}`,
    [organisationId],
  );
  return row?.count ?? 0;
}

async function run(task: string, done: () => Promise<boolean>): Promise<void> {
  await app.get(Database).transaction(organisationId, (tx) => app.get(Queue).enqueue(tx, { task, payload: {} }));
  for (const deadline = Date.now() + 20_000; !(await done());) {
    if (Date.now() > deadline) throw new Error(`${task} did nothing.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('what comes back by the clock', () => {
  it('is known to the queue', async () => {
    const rows = await app.database.query<{ identifier: string }>(
      `SELECT identifier FROM graphile_worker._private_known_crontabs ORDER BY 1`,
    );
    expect(rows.map((row) => row.identifier)).toEqual(['audit.checkpoint', 'audit.prune']);
  });

  it('signs what has grown', async () => {
    await run('audit.checkpoint', async () => (await count('audit_checkpoints')) === 1);
  });

  it('leaves alone what is not old enough', async () => {
    expect(await count('audit_entries')).toBe(2);
    await run('audit.prune', async () => {
      const [job] = await app.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'audit.prune'`,
      );
      return job?.count === 0;
    });
    expect(await count('audit_entries')).toBe(2);
  });
});
