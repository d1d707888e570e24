import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, newId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { SPEC_MODULES, type SpecHome, specHome } from '../connectors.fixture.js';
import { CallPlaces, PLACE_TIMES } from './call-places.service.js';
import { CallQuotas } from './call-quotas.js';
import type { LimitedConnector } from './limited-connector.js';

/** Two processes of one installation. */
let here: TestApp;
let there: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;

const QUICK = { ...PLACE_TIMES, heldMs: 1_500, renewMs: 300, idleMs: 50, lookMs: 20 };

beforeAll(async () => {
  home = await specHome([]);
  here = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  there = await startTestApp({ modules: SPEC_MODULES, settings: home.settings, beside: here });
  organisation = await foundOrganisation(here);
  for (const app of [here, there]) app.get(CallPlaces).times = QUICK;
});
afterAll(async () => {
  await there.close();
  await here.close();
  await home.remove();
});

const connector = (): LimitedConnector => ({ organisationId: organisation.id, connectorId: newId() });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const MANY = 10_000;

function call<T>(
  app: TestApp,
  at: LimitedConnector,
  limits: { callsPerMinute?: number; maxConcurrent?: number },
  work: () => Promise<T>,
): Promise<T> {
  return app.get(CallQuotas).within(at, { callsPerMinute: MANY, maxConcurrent: 8, ...limits }, work);
}

/** The beginning of a minute is no time to count calls of one minute. */
async function wellWithinAMinute(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 3_000) await pause(left + 50);
}

async function minuteAgo(at: LimitedConnector, minutes: number): Promise<void> {
  await here.database.query(`UPDATE connector_minutes SET minute = minute - $2 WHERE connector_id = $1`, [
    at.connectorId,
    minutes,
  ]);
}

describe('the rate of a connector', () => {
  it('is counted over all processes, and is there again when its minute is over', async () => {
    await wellWithinAMinute();
    const at = connector();
    const tries = Array.from({ length: 20 }, (_, index) =>
      call(index % 2 === 0 ? here : there, at, { callsPerMinute: 7 }, async () => true).catch((error: unknown) =>
        error instanceof AppError ? error.code : String(error),
      ),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === true)).toHaveLength(7);
    expect(new Set(answers.filter((answer) => answer !== true))).toEqual(new Set(['CONNECTOR_RATE_LIMITED']));
    await expect(call(there, connector(), { callsPerMinute: 7 }, async () => true)).resolves.toBe(true);
    await minuteAgo(at, 2);
    await expect(call(there, at, { callsPerMinute: 7 }, async () => true)).resolves.toBe(true);
  });

  it('counts what was called less than a minute ago, in the minute before', async () => {
    const at = connector();
    await here.database.query(
      `INSERT INTO connector_minutes (connector_id, organisation_id, minute, calls, calls_before)
       VALUES ($1, $2, floor(extract(epoch FROM clock_timestamp()) / 60) - 1, 1000000, 0)`,
      [at.connectorId, organisation.id],
    );
    await expect(call(here, at, { callsPerMinute: 5 }, async () => true)).rejects.toMatchObject({
      code: 'CONNECTOR_RATE_LIMITED',
    });
  });

  it('costs far fewer statements than calls, and a process never makes more than it reserved', async () => {
    await wellWithinAMinute();
    const at = connector();
    for (let made = 0; made < 50; made++) await call(here, at, { callsPerMinute: 600 }, async () => true);
    const [row] = await here.database.query<{ calls: number }>(
      `SELECT calls FROM connector_minutes WHERE connector_id = $1`,
      [at.connectorId],
    );
    expect(row?.calls).toBe(50);
  });
});

describe('the calls at once through a connector', () => {
  it('are never more than it allows, over all processes, and each has its turn', async () => {
    const at = connector();
    let under = 0;
    let most = 0;
    const done: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      under++;
      most = Math.max(most, under);
      await pause(20);
      under--;
      done.push(name);
    };
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const [app, name] = index % 2 === 0 ? ([here, 'here'] as const) : ([there, 'there'] as const);
        return call(app, at, { maxConcurrent: 3 }, work(name));
      }),
    );
    expect(most).toBeLessThanOrEqual(3);
    expect(done).toHaveLength(24);
    expect(new Set(done)).toEqual(new Set(['here', 'there']));
    await pause(200);
    const left = await here.database.query(`SELECT 1 FROM connector_places WHERE connector_id = $1`, [at.connectorId]);
    expect(left).toEqual([]);
  });

  it('give the place back when one fails', async () => {
    const at = connector();
    for (let tries = 0; tries < 3; tries++) {
      const broken = call(here, at, { maxConcurrent: 1 }, () => Promise.reject(new Error('it broke')));
      await expect(broken).rejects.toThrow('it broke');
    }
    await expect(call(there, at, { maxConcurrent: 1 }, async () => 1)).resolves.toBe(1);
  });

  it('keep a long call’s place, and lose that of a process that died', async () => {
    const at = connector();
    let end = (): void => undefined;
    const long = call(here, at, { maxConcurrent: 1 }, () => new Promise<void>((resolve) => (end = resolve)));
    await pause(QUICK.heldMs + 500);
    let begun = false;
    const next = call(there, at, { maxConcurrent: 1 }, async () => {
      begun = true;
    });
    await pause(200);
    expect(begun).toBe(false);
    end();
    await Promise.all([long, next]);
    const after = connector();
    await here.database.query(
      `INSERT INTO connector_places (connector_id, number, organisation_id, holder, held_until)
       VALUES ($1, 1, $2, gen_random_uuid(), clock_timestamp() + interval '400 ms')`,
      [after.connectorId, organisation.id],
    );
    const from = Date.now();
    await call(there, after, { maxConcurrent: 1 }, async () => 1);
    expect(Date.now() - from).toBeGreaterThan(300);
  });

  it('are no business of another organisation', async () => {
    const at = connector();
    await call(here, at, {}, async () => 1);
    const strangers = await foundOrganisation(here, 'Südwind');
    const seen = await here
      .get(Database)
      .transaction(strangers.id, (tx) =>
        tx.query(`SELECT 1 FROM connector_minutes UNION ALL SELECT 1 FROM connector_places`),
      );
    expect(seen).toEqual([]);
  });
});
