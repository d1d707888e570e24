import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { VerifyAuditQuery } from '@groundswell/audit';
import type { OrganisationId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { killAt, KILL_POINTS } from '../durability/chaos.js';
import { DurableWorld } from '../durability/durable-world.js';
import { watchEnds } from '../durability/ledger-checks.js';
import { Attempts } from './attempts.js';

/** `npm run chaos` asks for many seeds, and reads what became of them here. */
const SEEDS = Number(process.env['GROUNDSWELL_CHAOS_SEEDS'] ?? 1);
const FIRST_SEED = Number(process.env['GROUNDSWELL_CHAOS_FIRST_SEED'] ?? 0);
const ONLY = process.env['GROUNDSWELL_CHAOS_POINT'];
const REPORT = process.env['GROUNDSWELL_CHAOS_REPORT'];

// Many processes are started and killed one after another.
jest.setTimeout(120_000 + SEEDS * 120_000);

const promise = new Attempts(1);
let world: DurableWorld;

beforeAll(async () => {
  world = await DurableWorld.start();
  await watchEnds(world.installation.database);
});
afterAll(() => world.close());

describe('promise 1: no run is lost and no write is done twice, wherever a worker is killed', () => {
  it.each(KILL_POINTS.filter((point) => ONLY === undefined || ONLY === point))('at %s', async (point) => {
    await promise.try(`kill -9 at ${point}`, async () => {
      const tally = await killAt(world, point, SEEDS, FIRST_SEED);
      if (REPORT) appendFileSync(REPORT, `${JSON.stringify(tally)}\n`);
      expect(tally.faults).toEqual([]);
      expect({ lost: tally.lost, doubled: tally.doubled }).toEqual({ lost: 0, doubled: 0 });
      expect(tally.kills).toBeGreaterThanOrEqual(SEEDS);
      expect(tally.longestSeconds).toBeLessThan(60);
    });
  });

  it('and the audit log of all this is whole', async () => {
    await promise.try('the audit log after all kills', async () => {
      const [organisation] = await world.installation.database.query<{ id: string }>(`SELECT id FROM organisations`);
      const id = organisation?.id as OrganisationId;
      const { app } = world.installation.server;
      const verify = app.get(VerifyAuditQuery, { strict: false });
      const verdict = await app
        .get(Database, { strict: false })
        .system('verify the log in a test', (tx) => verify.verify(tx, id));
      expect(verdict).toMatchObject({ ok: true });
    });
  });
});
