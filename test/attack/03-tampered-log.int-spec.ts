import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { TakeCheckpointService } from '@groundswell/audit';
import { obedientModel } from '@groundswell/testing';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(3);
let world: HostileWorld;
let size: number;

beforeAll(async () => {
  world = await HostileWorld.start();
  const connector = await world.connector([]);
  const workflowId = await world.workflow(connector, ['search_customers']);
  world.model.answersWith(obedientModel([{ name: 'search_customers', input: { query: 'Meier' } }]));
  for (let index = 0; index < 3; index++) await world.run(workflowId);
  await world.installation.server.app.get(TakeCheckpointService).takeAll();
  const [row] = await sql<{ size: number }>(`SELECT max(seq)::int AS size FROM audit_entries`);
  size = row?.size ?? 0;
  await sql(`CREATE TABLE kept_entries AS SELECT * FROM audit_entries`);
  await sql(`CREATE TABLE kept_heads AS SELECT * FROM audit_heads`);
  await sql(`CREATE TABLE kept_checkpoints AS SELECT * FROM audit_checkpoints`);
});
afterAll(() => world.close());

function sql<Row extends object = object>(text: string, params: readonly unknown[] = []): Promise<(Row & object)[]> {
  return world.installation.database.query<Row & Record<string, unknown>>(text, params);
}

async function restore(): Promise<void> {
  for (const name of ['entries', 'heads', 'checkpoints']) {
    await sql(`DELETE FROM audit_${name}`);
    await sql(`INSERT INTO audit_${name} SELECT * FROM kept_${name}`);
  }
}

async function verdict(): Promise<{ ok: boolean; firstBadSeq: number | null; message: string }> {
  const { verifyAudit } = await world.owner.ask<{
    verifyAudit: { ok: boolean; firstBadSeq: number | null; message: string };
  }>(`{ verifyAudit { ok firstBadSeq message } }`);
  return verifyAudit;
}

const headFits = `UPDATE audit_heads SET (seq, hash) = (SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1)`;

/** What somebody who owns the database may do to the log, and the range in which the first bad entry must be named. */
const TAMPERING: Readonly<Record<string, (at: number) => Promise<readonly [number, number]>>> = {
  'editing who did it': async (at) => {
    await sql(`UPDATE audit_entries SET actor_name = actor_name || '!' WHERE seq = $1`, [at]);
    return [at, at];
  },
  'editing what was done': async (at) => {
    await sql(`UPDATE audit_entries SET details = details || '{"toolName":"harmless"}' WHERE seq = $1`, [at]);
    return [at, at];
  },
  'editing when it was': async (at) => {
    await sql(`UPDATE audit_entries SET at = at - interval '1 millisecond' WHERE seq = $1`, [at]);
    return [at, at];
  },
  'deleting one': async (at) => {
    await sql(`DELETE FROM audit_entries WHERE seq = $1`, [at]);
    return [at, at];
  },
  'deleting one and closing the gap': async (at) => {
    await sql(`DELETE FROM audit_entries WHERE seq = $1`, [at]);
    await sql(`UPDATE audit_entries SET seq = -seq WHERE seq > $1`, [at]);
    await sql(`UPDATE audit_entries SET seq = -seq - 1 WHERE seq < 0`);
    await sql(headFits);
    return [at, size];
  },
  'putting two in another order': async (at) => {
    const other = at < size ? at + 1 : at - 1;
    await sql(`UPDATE audit_entries SET seq = -1 WHERE seq = $1`, [at]);
    await sql(`UPDATE audit_entries SET seq = $1 WHERE seq = $2`, [at, other]);
    await sql(`UPDATE audit_entries SET seq = $1 WHERE seq = -1`, [other]);
    return [Math.min(at, other), Math.min(at, other)];
  },
  'cutting the tail, the head too': async (at) => {
    const from = Math.max(2, at);
    await sql(`DELETE FROM audit_entries WHERE seq >= $1`, [from]);
    await sql(headFits);
    return [from, from];
  },
  'cutting the tail and every checkpoint in the database': async (at) => {
    const from = Math.max(2, at);
    await sql(`DELETE FROM audit_entries WHERE seq >= $1`, [from]);
    await sql(`DELETE FROM audit_checkpoints`);
    await sql(headFits);
    return [from, from];
  },
  'removing the whole log': async () => {
    for (const name of ['entries', 'heads', 'checkpoints']) await sql(`DELETE FROM audit_${name}`);
    return [1, 1];
  },
  'beginning the log later, as if retention had removed the rest': async (at) => {
    const first = Math.max(2, at);
    await sql(`DELETE FROM audit_entries WHERE seq < $1`, [first]);
    await sql(
      `UPDATE audit_checkpoints SET kind = 'kept-from', seq = $1 - 1, hash = (SELECT previous_hash FROM audit_entries WHERE seq = $1)`,
      [first],
    );
    return [1, size];
  },
};

describe('promise 3: what was done to the log is found', () => {
  it.each(Object.keys(TAMPERING))('%s', async (what) => {
    const places = fc.sample(fc.integer({ min: 1, max: size }), 4);
    for (const at of places) {
      await promise.try(`${what}, at entry ${at} of ${size}`, async () => {
        const [first, last] = (await TAMPERING[what]?.(at)) ?? [0, 0];
        const found = await verdict();
        await restore();
        expect(found.ok).toBe(false);
        expect(found.firstBadSeq).toBeGreaterThanOrEqual(first);
        expect(found.firstBadSeq).toBeLessThanOrEqual(last);
      });
    }
    expect((await verdict()).ok).toBe(true);
  });

  it('a checkpoint that was changed outside is not believed', async () => {
    const { organisation } = await world.owner.ask<{ organisation: { id: string } }>(`{ organisation { id } }`);
    const folder = join(world.installation.folder, 'audit', organisation.id);
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.json'))) {
      const text = await readFile(join(folder, name), 'utf8');
      await promise.try('a checkpoint with another number', async () => {
        await writeFile(join(folder, name), text.replace(/\\"seq\\":\d+/, '\\"seq\\":2'));
        expect((await verdict()).ok).toBe(false);
      });
      await writeFile(join(folder, name), text);
    }
    expect((await verdict()).ok).toBe(true);
  });

  it('the application itself may neither change nor remove an entry', async () => {
    for (const statement of [
      `UPDATE audit_entries SET actor_name = 'Eve'`,
      `DELETE FROM audit_entries`,
      `TRUNCATE audit_entries`,
      `UPDATE audit_checkpoints SET seq = 1`,
      `DELETE FROM audit_checkpoints`,
    ]) {
      await promise.try(statement, async () => {
        await expect(sql(`SET ROLE groundswell_app; ${statement}`)).rejects.toThrow(/permission denied/);
      });
    }
  });
});
