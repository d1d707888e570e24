import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, Database, readSettings, type Settings } from '@groundswell/platform';
import { AuditModule, AuditWriter } from '@groundswell/audit';
import { newId, type OrganisationId } from '@groundswell/kernel';
import { createTestDatabase, startTestApp, type TestApp } from '@groundswell/testing';
import { audit } from './audit.js';

let app: TestApp;
let home: string;
let settings: Settings;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-audit-command-'));
  app = await startTestApp({ modules: [AuditModule], settings: { home } });
  settings = readSettings({}).with({ home, databaseUrl: app.database.url, logLevel: 'error' });
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

async function organisationWithLog(): Promise<OrganisationId> {
  const id = newId<OrganisationId>();
  await app.get(Database).transaction(id, (tx) =>
    app.get(AuditWriter).record(tx, {
      actor: { organisationId: id, system: 'Set-up' },
      action: 'organisation.founded',
      subject: { type: 'organisation', id },
    }),
  );
  return id;
}

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const terminal = { result: (line: string) => lines.push(line), progress: () => undefined };
  const code = await audit(settings, terminal, createLogger(settings), args);
  return { code, lines };
}

describe('groundswell audit', () => {
  it('finds a log whole, then names the first bad entry and ends with 3', async () => {
    const one = await organisationWithLog();
    const other = await organisationWithLog();
    expect((await run('checkpoint')).code).toBe(0);
    const whole = await run('verify');
    expect(whole).toEqual({
      code: 0,
      lines: [
        expect.stringMatching(/^whole .*agrees with 1 signed checkpoint,/),
        expect.stringMatching(/^whole .*agrees with 1 signed checkpoint,/),
      ],
    });
    await app.database.query(`UPDATE audit_entries SET actor_name = 'Eve' WHERE organisation_id = $1 AND seq = 1`, [
      other,
    ]);
    const broken = await run('verify');
    expect(broken.code).toBe(3);
    expect(broken.lines.find((line) => line.includes(other))).toMatch(/^BROKEN .*Entry 1 is not as it was written/);
    expect((await run('verify', '--organisation', one)).code).toBe(0);
    expect((await run('prune', '--days', '1')).code).toBe(0);
    await app.database.query(`DELETE FROM audit_entries`);
    await app.database.query(`DELETE FROM audit_heads`);
    await app.database.query(`DELETE FROM audit_checkpoints`);
    expect((await run('verify')).lines).toEqual([expect.stringMatching(/^BROKEN/), expect.stringMatching(/^BROKEN/)]);
    expect((await run('prune', '--days', '0')).code).toBe(2);
    await expect(run('verify', '--organisation', 'x')).rejects.toMatchObject({ code: 'ORGANISATION_UNKNOWN' });
  });

  it('says so when the database has no log', async () => {
    const empty = await createTestDatabase({ empty: true });
    try {
      const elsewhere = settings.with({ databaseUrl: empty.url });
      const terminal = { result: () => undefined, progress: () => undefined };
      await expect(audit(elsewhere, terminal, createLogger(settings), ['verify'])).rejects.toMatchObject({
        code: 'AUDIT_LOG_MISSING',
      });
    } finally {
      await empty.drop();
    }
  });
});
