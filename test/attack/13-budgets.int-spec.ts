import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OrganisationId, PersonId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { SetBudgetService, type SetBudgetRequest } from '@groundswell/runs';
import { answerTo, DurableWorld, isOver } from '../durability/durable-world.js';
import type { Death } from '../durability/worker-process.js';
import { Attempts } from './attempts.js';

// Fifty runs and several processes that are killed.
jest.setTimeout(300_000);

const promise = new Attempts(13);
const RUNS = 50;
const PAID_FOR = 10;
const TOOLS = ['look_up'];
/** Two turns of this make a run; the most that a turn may cost is about twice as much. */
const USAGE = { inputTokens: 400, outputTokens: 4_000 };

let world: DurableWorld;
let owner: Actor;

beforeAll(async () => {
  world = await DurableWorld.start(TOOLS);
  world.model.answersWith((request) => {
    const reply = answerTo(request, TOOLS);
    return 'fault' in reply ? reply : { ...reply, usage: USAGE };
  });
  const [row] = await world.installation.database.query<{ id: PersonId; organisation_id: OrganisationId }>(
    `SELECT id, organisation_id FROM people WHERE 'owner' = ANY(roles)`,
  );
  if (row === undefined) throw new Error('Nobody owns the organisation.');
  owner = {
    organisationId: row.organisation_id,
    personId: row.id,
    name: 'Olga',
    roles: ['owner'],
    teamIds: [],
    sessionId: null,
  };
});
afterAll(() => world.close());

interface Standing {
  readonly limit: number;
  readonly spent: number;
  readonly reserved: number;
  readonly held: number;
  readonly ledger: number;
}

/** The budgets in one reading, with what the holds and the ledger say of the same organisation, team and workflow. */
function standing(): Promise<Standing[]> {
  return world.installation.database.query<Standing & Record<string, unknown>>(
    `SELECT b.limit_micros::float8 AS limit, m.spent_micros::float8 AS spent, m.reserved_micros::float8 AS reserved,
            (SELECT coalesce(sum(h.amount_micros), 0)::float8 FROM budget_holds h
              WHERE b.target_id IN (h.organisation_id, h.team_id, h.workflow_id)) AS held,
            (SELECT coalesce(sum(e.amount_micros), 0)::float8 FROM cost_entries e JOIN runs r ON r.id = e.run_id
              WHERE e.kind = 'model' AND b.target_id IN (r.organisation_id, r.team_id, r.workflow_id)) AS ledger
       FROM budgets b JOIN budget_months m ON m.budget_id = b.id`,
  );
}

async function set(level: SetBudgetRequest['level'], targetId: string | null, limitMicros: number): Promise<void> {
  const [seen] = await world.installation.database.query<{ revision: number }>(
    `SELECT revision FROM budgets WHERE level = $1`,
    [level],
  );
  const budgets = world.installation.server.app.get(SetBudgetService, { strict: false });
  await budgets.set(owner, { level, targetId, limitMicros, revision: seen?.revision ?? null });
}

async function spentSoFar(): Promise<number> {
  const [row] = await world.installation.database.query<{ micros: number }>(
    `SELECT coalesce(sum(amount_micros), 0)::float8 AS micros FROM cost_entries WHERE kind = 'model'`,
  );
  return row?.micros ?? 0;
}

/** What one run costs that nothing stops. */
async function priceOfRun(): Promise<number> {
  const before = await spentSoFar();
  const ids = await world.startRuns(1);
  const worker = world.takeWorker();
  await worker.start();
  await untilOver(ids, () => Promise.resolve());
  await worker.stop();
  return (await spentSoFar()) - before;
}

async function untilOver(ids: readonly string[], look: () => Promise<void>): Promise<void> {
  for (const deadline = performance.now() + 120_000; performance.now() < deadline; await delay(20)) {
    await look();
    if ((await world.stored(ids)).every(isOver)) return;
  }
  throw new Error(`Not every run came to its end: ${JSON.stringify(await world.stored(ids))}`);
}

/** Fifty runs, two workers at a time, of which the first ones die where they are told to. */
async function race(deaths: readonly (Death | null)[], look: () => Promise<void>): Promise<readonly string[]> {
  const [limit] = [await spentSoFar()];
  await set('organisation', null, limit + 1_000_000_000);
  await set('workflow', world.workflowId, limit + 1_000_000_000);
  const ids = await world.startRuns(RUNS);
  await set('workflow', world.workflowId, limit + PAID_FOR * price);
  const workers = deaths.map(() => world.takeWorker());
  await Promise.all(workers.map((worker, index) => worker.start(deaths[index] ?? null)));
  const dying = workers.filter((_, index) => deaths[index] !== null);
  await Promise.race([Promise.all(dying.map((worker) => worker.ended)), delay(40_000, undefined, { ref: false })]);
  if (workers.every((worker) => worker.hasEnded)) {
    const next = world.takeWorker();
    workers.push(next);
    await next.start();
  }
  await untilOver(ids, look);
  for (const worker of workers) if (!worker.hasEnded) await worker.stop();
  return ids;
}

let price = 0;

const ROUNDS: readonly { readonly what: string; readonly deaths: readonly (Death | null)[] }[] = [
  { what: 'two workers that live', deaths: [null, null] },
  {
    what: 'one killed with a reply in its hands, one that lives',
    deaths: [{ point: 'reply-received', passages: 4 }, null],
  },
  {
    what: 'both killed: after the turn was stored, and while its reply is',
    deaths: [
      { point: 'turn-stored', passages: 5 },
      { point: 'reply-storing', passages: 3 },
    ],
  },
];

describe('promise 13: budgets are not overshot by parallel runs', () => {
  it.each(ROUNDS)(`${RUNS} runs on a budget for ${PAID_FOR}: $what`, async ({ what, deaths }) => {
    if (price === 0) price = await priceOfRun();
    let readings = 0;
    let most = 0;
    const ids = await race(deaths, async () => {
      for (const { limit, spent, reserved } of await standing()) {
        most = Math.max(most, (spent + reserved) / limit);
        readings++;
      }
    });
    await promise.try(`${what}: never above the limit, in ${readings} readings`, () => {
      expect(most).toBeLessThanOrEqual(1);
    });
    await promise.try(`${what}: every run ends, those that were not paid for with the budget's name`, async () => {
      const runs = await world.installation.database.query<{ status: string; code: string | null; n: number }>(
        `SELECT status, failure->>'code' AS code, count(*)::int AS n FROM runs WHERE id = ANY($1::uuid[]) GROUP BY 1, 2`,
        [ids],
      );
      const count = (status: string) =>
        runs.filter((one) => one.status === status).reduce((sum, one) => sum + one.n, 0);
      expect(runs.filter((one) => one.status === 'stopped').map((one) => one.code)).toEqual(['LIMIT_BUDGET_REACHED']);
      expect(count('succeeded') + count('stopped')).toBe(RUNS);
      expect(count('succeeded')).toBeGreaterThanOrEqual(1);
      expect(count('succeeded')).toBeLessThanOrEqual(PAID_FOR);
    });
    await promise.try(`${what}: nothing stays reserved, and the counters equal the ledger`, async () => {
      for (const one of await standing()) {
        expect([one.reserved, one.held]).toEqual([0, 0]);
        expect(one.spent).toBe(one.ledger);
        expect(one.spent).toBeLessThanOrEqual(one.limit);
      }
    });
  });
});
