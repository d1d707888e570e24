import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';
import { AuditModule } from './audit.module.js';
import { AuditWriter } from './audit-writer.js';
import { CheckpointFolder } from './checkpoints/checkpoint-folder.js';
import { TakeCheckpointService } from './checkpoints/take-checkpoint.service.js';
import { entryHash } from './domain/audit-chain.js';
import { ExportAuditService } from './export/export-audit.service.js';
import { readEntries } from './persistence/read-entries.js';
import { PruneAuditService } from './retention/prune-audit.service.js';
import type { AuditSearch } from './search/audit-criteria.js';
import { SearchAuditQuery } from './search/search-audit.query.js';
import { VerifyAuditQuery } from './verify/verify-audit.query.js';

let app: TestApp;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-audit-'));
  app = await startTestApp({ modules: [AuditModule], settings: { home } });
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

function person(organisationId = newId<OrganisationId>(), name = 'Ada'): Actor {
  return { organisationId, personId: newId<PersonId>(), name, roles: ['auditor'], teamIds: [], sessionId: null };
}

async function write(actor: Actor, count: number, more: Partial<Parameters<AuditWriter['record']>[1]> = {}) {
  for (let index = 0; index < count; index++) {
    await app.get(Database).transaction(actor.organisationId, (tx) =>
      app.get(AuditWriter).record(tx, {
        actor,
        action: 'tool.called',
        subject: { type: 'tool', id: newId() },
        details: { index, note: 'ä "quoted", with a comma' },
        ...more,
      }),
    );
  }
}

const verify = (organisationId: OrganisationId, folders: string[] = []) =>
  app.get(Database).transaction(organisationId, (tx) => app.get(VerifyAuditQuery).verify(tx, organisationId, folders));

const search = (organisationId: OrganisationId, filter: AuditSearch, first = 50, after: string | null = null) =>
  app
    .get(Database)
    .transaction(organisationId, (tx) => app.get(SearchAuditQuery).search(tx, organisationId, filter, first, after));

/** What a superuser can do to the log who knows how it is made: the whole rest of the chain is computed anew. */
async function rewriteFrom(organisationId: OrganisationId, seq: number, changes: Record<string, unknown> = {}) {
  const entries = await app.get(Database).system('tampering', async (tx) => {
    const all = [];
    for await (const entry of readEntries(tx, organisationId, 0)) all.push(entry);
    return all;
  });
  let previousHash = entries.find((entry) => entry.seq === seq)?.previousHash ?? '';
  for (const entry of entries.filter((one) => one.seq >= seq)) {
    const facts = { ...entry, ...(entry.seq === seq ? changes : {}) };
    const hash = entryHash(previousHash, facts);
    await app.database.query(
      `UPDATE audit_entries SET actor_name = $3, previous_hash = $4, hash = $5 WHERE organisation_id = $1 AND seq = $2`,
      [organisationId, entry.seq, facts.actorName, previousHash, hash],
    );
    previousHash = hash;
  }
  await app.database.query(`UPDATE audit_heads SET hash = $2 WHERE organisation_id = $1`, [
    organisationId,
    previousHash,
  ]);
}

describe('signed checkpoints', () => {
  it('are taken for every log that has grown, stored, and written outside the database with the public key', async () => {
    const actor = person();
    await write(actor, 3);
    await app.get(TakeCheckpointService).takeAll();
    await app.get(TakeCheckpointService).takeAll();
    const folder = app.get(CheckpointFolder).of(actor.organisationId);
    const names = await readdir(folder);
    expect(names.filter((name) => name.endsWith('.json'))).toEqual(['000000000003-head.json']);
    expect(names.filter((name) => name.endsWith('.pem'))).toHaveLength(1);
    await rm(join(folder, '000000000003-head.json'));
    await app.get(TakeCheckpointService).takeAll();
    expect(await readdir(folder)).toContain('000000000003-head.json');
    expect(await verify(actor.organisationId)).toMatchObject({ ok: true, entries: 3, provenFrom: 1, agreed: 1 });
  });

  it('on demand cover the entry that says who took it', async () => {
    const actor = person();
    await write(actor, 2);
    expect(await app.get(TakeCheckpointService).take(actor)).toMatchObject({ seq: 3, kind: 'head' });
    expect((await search(actor.organisationId, {})).items[0]).toMatchObject({ action: 'audit.checkpoint.taken' });
    expect(await verify(actor.organisationId)).toMatchObject({ ok: true, agreed: 1 });
  });

  it('show a log that was rewritten as a whole, and a cut tail, even when the database’s own are gone', async () => {
    for (const tamper of ['rewrite', 'cut'] as const) {
      const actor = person();
      const { organisationId } = actor;
      await write(actor, 6);
      await app.get(TakeCheckpointService).take(actor);
      await write(actor, 2);
      await app.database.query(`DELETE FROM audit_checkpoints WHERE organisation_id = $1`, [organisationId]);
      if (tamper === 'rewrite') await rewriteFrom(organisationId, 4, { actorName: 'Eve' });
      else {
        await app.database.query(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq > 5`, [organisationId]);
        await app.database.query(
          `UPDATE audit_heads h SET seq = 5, hash = (SELECT hash FROM audit_entries e WHERE e.organisation_id = h.organisation_id AND e.seq = 5)
            WHERE organisation_id = $1`,
          [organisationId],
        );
      }
      const kept = app.get(CheckpointFolder).of(organisationId);
      expect(await verify(organisationId)).toMatchObject({ ok: false, firstBadSeq: tamper === 'cut' ? 6 : 1 });
      const elsewhere = await mkdtemp(join(home, 'kept-'));
      for (const name of await readdir(kept)) await writeFile(join(elsewhere, name), await readFile(join(kept, name)));
      await rm(kept, { recursive: true });
      expect(await verify(organisationId, [elsewhere])).toMatchObject({ ok: false });
    }
  });

  it('are not believed when they were changed, nor when the key is unknown', async () => {
    const actor = person();
    const { organisationId } = actor;
    await write(actor, 4);
    await app.get(TakeCheckpointService).take(actor);
    await app.database.query(`UPDATE audit_checkpoints SET seq = 2 WHERE organisation_id = $1`, [organisationId]);
    expect(await verify(organisationId)).toMatchObject({
      ok: false,
      firstBadSeq: 2,
      reason: expect.stringContaining('changed after it was signed'),
    });
    await app.database.query(
      `UPDATE audit_checkpoints SET seq = 5, key_id = 'feedfeedfeed' WHERE organisation_id = $1`,
      [organisationId],
    );
    expect(await verify(organisationId)).toMatchObject({ ok: true, unusable: 1, agreed: 1 });
  });
});

describe('tampering as superuser', () => {
  const step = fc.record({
    kind: fc.constantFrom('edit', 'delete', 'swap', 'cut', 'insert', 'rewrite', 'graft'),
    at: fc.nat(),
    size: fc.integer({ min: 4, max: 9 }),
    later: fc.integer({ min: 0, max: 4 }),
  });

  it('is found, whatever was done to entries that a checkpoint covers, and the first bad entry is named', async () => {
    await fc.assert(
      fc.asyncProperty(step, async ({ kind, at, size, later }) => {
        const actor = person();
        const { organisationId } = actor;
        await write(actor, size - 1);
        await app.get(TakeCheckpointService).take(actor);
        await write(actor, later);
        expect(await verify(organisationId)).toMatchObject({ ok: true, entries: size + later });
        const victim = 1 + (at % (size - 1));
        const sql = (text: string, ...more: unknown[]) => app.database.query(text, [organisationId, ...more]);
        let range = [victim, victim];
        switch (kind) {
          case 'edit':
            await sql(
              `UPDATE audit_entries SET details = details || '{"note":"nothing"}' WHERE organisation_id = $1 AND seq = $2`,
              victim,
            );
            break;
          case 'delete':
            await sql(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq = $2`, victim);
            break;
          case 'swap':
            await sql(`UPDATE audit_entries SET seq = -1 WHERE organisation_id = $1 AND seq = $2`, victim);
            await sql(`UPDATE audit_entries SET seq = $2 WHERE organisation_id = $1 AND seq = $2 + 1`, victim);
            await sql(`UPDATE audit_entries SET seq = $2 + 1 WHERE organisation_id = $1 AND seq = -1`, victim);
            range = [-1, victim];
            break;
          case 'cut':
            await sql(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq > $2`, victim);
            await sql(
              `UPDATE audit_heads h SET seq = $2, hash = (SELECT hash FROM audit_entries e WHERE e.organisation_id = $1 AND e.seq = $2) WHERE organisation_id = $1`,
              victim,
            );
            range = [victim + 1, victim + 1];
            break;
          case 'insert':
            await sql(
              `INSERT INTO audit_entries SELECT gen_random_uuid(), organisation_id, seq + 1000, at, action, actor_id, actor_name, subject_type,
                 subject_id, workflow_id, run_id, connector_id, details, previous_hash, hash
                 FROM audit_entries WHERE organisation_id = $1 AND seq = $2`,
              victim,
            );
            range = [size + later + 1, size + later + 1];
            break;
          case 'rewrite':
            await rewriteFrom(organisationId, victim, { actorName: 'Eve' });
            range = [1, size];
            break;
          case 'graft': {
            const other = person();
            await write(other, size + later);
            await sql(`DELETE FROM audit_entries WHERE organisation_id = $1`);
            await sql(`UPDATE audit_entries SET organisation_id = $1 WHERE organisation_id = $2`, other.organisationId);
            range = [1, 1];
            break;
          }
        }
        const verdict = await verify(organisationId);
        expect({ kind, victim, ...verdict }).toMatchObject({ ok: false });
        const bad = verdict.ok ? 0 : verdict.firstBadSeq;
        expect(bad).toBeGreaterThanOrEqual(range[0] ?? 0);
        expect(bad).toBeLessThanOrEqual(range[1] ?? 0);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('raises no alarm while others write', async () => {
    const actor = person();
    await write(actor, 5);
    const writing = Promise.all(Array.from({ length: 4 }, () => write(actor, 10)));
    const verdicts = [];
    for (let index = 0; index < 15; index++) verdicts.push((await verify(actor.organisationId)).ok);
    await writing;
    expect(new Set(verdicts)).toEqual(new Set([true]));
  });
});

describe('retention', () => {
  it('removes what is old with all it said, and what is left is proven from a signed beginning', async () => {
    const actor = person();
    const { organisationId } = actor;
    await write(actor, 5, { details: { name: 'Zeisig' } });
    await app.get(TakeCheckpointService).take(actor);
    app.clock.advanceMs(40 * 86_400_000);
    await write(actor, 2);
    expect(await app.get(PruneAuditService).prune(organisationId, 30)).toBe(6);
    expect(await app.get(PruneAuditService).prune(organisationId, 30)).toBe(0);
    const rows = await app.database.query(
      `SELECT details::text AS text FROM audit_entries WHERE organisation_id = $1`,
      [organisationId],
    );
    expect(JSON.stringify(rows)).not.toContain('Zeisig');
    expect(await verify(organisationId)).toMatchObject({ ok: true, provenFrom: 7, entries: 3 });
    // From the files alone, too.
    await app.database.query(`DELETE FROM audit_checkpoints WHERE organisation_id = $1`, [organisationId]);
    expect(await verify(organisationId)).toMatchObject({ ok: true, provenFrom: 7 });
    await app.database.query(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq = 7`, [organisationId]);
    expect(await verify(organisationId)).toMatchObject({ ok: false, firstBadSeq: 7 });
  });

  it('cannot be feigned: entries that nobody pruned are missed', async () => {
    const actor = person();
    const { organisationId } = actor;
    await write(actor, 6);
    await app.get(TakeCheckpointService).take(actor);
    await app.database.query(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq <= 3`, [organisationId]);
    await app.database.query(
      `INSERT INTO audit_checkpoints SELECT gen_random_uuid(), organisation_id, 'kept-from', 3,
         (SELECT previous_hash FROM audit_entries WHERE organisation_id = $1 AND seq = 4), at, key_id, signature
         FROM audit_checkpoints WHERE organisation_id = $1`,
      [organisationId],
    );
    expect(await verify(organisationId)).toMatchObject({ ok: false });
  });

  it('keeps the newest entry, and leaves a log alone that does not verify', async () => {
    const actor = person();
    const { organisationId } = actor;
    await write(actor, 3);
    app.clock.advanceMs(40 * 86_400_000);
    await app.database.query(`UPDATE audit_entries SET action = 'tea.made' WHERE organisation_id = $1 AND seq = 2`, [
      organisationId,
    ]);
    await expect(app.get(PruneAuditService).prune(organisationId, 30)).rejects.toMatchObject({
      code: 'AUDIT_CHAIN_BROKEN',
    });
    const whole = person();
    await write(whole, 3);
    app.clock.advanceMs(40 * 86_400_000);
    expect(await app.get(PruneAuditService).prune(whole.organisationId, 1)).toBe(2);
  });
});

describe('the search', () => {
  it('finds by person, workflow, run, connector, tool and time, and pages without a gap', async () => {
    const actor = person();
    const { organisationId } = actor;
    const ids = { workflowId: newId(), runId: newId(), connectorId: newId() };
    const toolId = newId();
    await write(actor, 3);
    app.clock.advanceMs(60_000);
    const since = app.clock.now();
    await write(person(organisationId, 'Bo'), 2, { links: ids, subject: { type: 'tool', id: toolId } });
    const count = async (filter: AuditSearch) => (await search(organisationId, filter)).totalCount;
    expect(await count({ personId: actor.personId })).toBe(3);
    for (const [name, id] of Object.entries(ids)) expect(await count({ [name]: id })).toBe(2);
    expect(await count({ toolId })).toBe(2);
    expect(await count({ since })).toBe(2);
    expect(await count({ until: since })).toBe(3);
    expect(await count({ action: 'tool', search: 'bo' })).toBe(2);
    expect(await count({ action: 'too' })).toBe(0);
    const seen: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof search>> = await search(organisationId, {}, 2, after);
      seen.push(...page.items.map((entry) => entry.seq));
      after = page.nextCursor;
      more = after !== null;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    expect((await search(person().organisationId, { toolId })).totalCount).toBe(0);
  });
});

describe('the export', () => {
  const gather = async (lines: AsyncIterable<string>): Promise<string> => {
    let text = '';
    for await (const part of lines) text += part;
    return text;
  };

  it('gives every entry as JSON lines from which the chain can be computed again', async () => {
    const actor = person();
    await write(actor, 3);
    const text = await gather(await app.get(ExportAuditService).export(actor, 'jsonl', {}));
    const entries = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Parameters<typeof entryHash>[1] & { previousHash: string; hash: string });
    expect(entries.map((entry) => entry.action)).toEqual([
      'tool.called',
      'tool.called',
      'tool.called',
      'audit.exported',
    ]);
    for (const entry of entries) expect(entryHash(entry.previousHash, entry)).toBe(entry.hash);
  });

  it('narrows to what was asked, for its own organisation only, and says so in the log', async () => {
    const actor = person();
    const stranger = person();
    await write(actor, 2);
    await write(stranger, 2);
    const text = await gather(await app.get(ExportAuditService).export(actor, 'csv', { personId: stranger.personId }));
    expect(text.trim().split('\r\n')).toHaveLength(1);
    expect((await search(actor.organisationId, { action: 'audit.exported' })).items[0]?.details).toEqual({
      format: 'csv',
      filter: { personId: stranger.personId },
    });
    await expect(app.get(ExportAuditService).export(actor, 'csv', { runId: 'x' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('holds one page of a long log at a time', async () => {
    const actor = person();
    const { organisationId } = actor;
    await write(actor, 1);
    await app.database.query(
      `INSERT INTO audit_entries SELECT gen_random_uuid(), organisation_id, n, at, action, actor_id, actor_name, subject_type,
         subject_id, workflow_id, run_id, connector_id, details, previous_hash, hash
         FROM audit_entries CROSS JOIN generate_series(10, 5009) n WHERE organisation_id = $1 AND seq = 1`,
      [organisationId],
    );
    const parts: number[] = [];
    for await (const part of await app.get(ExportAuditService).export(actor, 'csv', {})) {
      parts.push(part.split('\r\n').length - 1);
    }
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(5_003);
    expect(Math.max(...parts)).toBe(1_000);
  });
});
