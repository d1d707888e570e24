import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../e2e/installation.js';
import { DurableWorld } from './durable-world.js';
import type { WorkerProcess } from './worker-process.js';

// Whole processes are started and killed.
jest.setTimeout(180_000);

const SCHEDULES = 4;
const KILLS = 3;
const FIVE_MINUTES = 5 * 60_000;
/** As many times were missed; all of them are to be made good. */
const MISSED = 20;

let world: DurableWorld;
const alive = new Set<WorkerProcess>();

beforeAll(async () => {
  world = await DurableWorld.start(['look_up']);
});
afterAll(async () => {
  await Promise.all([...alive].map((worker) => worker.kill()));
  await world.close();
});

async function worker(): Promise<WorkerProcess> {
  const started = world.takeWorker(4);
  alive.add(started);
  await started.start();
  return started;
}

async function makeSchedule(serial: number): Promise<string> {
  const { saveSchedule } = await world.runner.ask<{ saveSchedule: { id: string } }>(
    `mutation ($input: SaveScheduleInput!) { saveSchedule(input: $input) { id } }`,
    {
      input: {
        workflowId: world.workflowId,
        name: `Every five minutes, ${serial}`,
        inputs: { customer: `customer-${serial}` },
        cron: '*/5 * * * *',
        timeZone: 'UTC',
        missedRule: 'all',
        missedCap: 50,
        overlapRule: 'allow',
      },
    },
  );
  return saveSchedule.id;
}

interface FiringRow {
  readonly due_at: Date;
  readonly status: string;
  readonly run_id: string | null;
}

const firings = (id: string) =>
  world.installation.database.query<FiringRow & Record<string, unknown>>(
    `SELECT due_at, status, run_id FROM schedule_firings WHERE schedule_id = $1 ORDER BY due_at`,
    [id],
  );

describe('schedules on several processes that are killed at any moment', () => {
  it('get one run for each due time, and leave none out', async () => {
    const ids = await Promise.all(Array.from({ length: SCHEDULES }, (_, serial) => makeSchedule(serial)));
    const first = new Date(Math.floor(Date.now() / FIVE_MINUTES) * FIVE_MINUTES - MISSED * FIVE_MINUTES);
    world.keepSpares(KILLS + 1);
    let current = [await worker(), await worker()];
    await world.installation.database.query(`UPDATE schedules SET next_due_at = $1, wake_at = $1`, [first]);
    for (let kill = 0; kill < KILLS; kill++) {
      await delay(40 + kill * 90);
      const [victim, other] = current;
      if (victim === undefined || other === undefined) break;
      await victim.kill();
      alive.delete(victim);
      current = [other, await worker()];
    }
    for (const id of ids) {
      const rows = await until(
        'every due time to have its run',
        () => firings(id),
        (found) => found.length > MISSED && found.every((row) => row.status === 'started'),
      );
      const due = rows.map((row) => row.due_at.getTime());
      expect(due).toEqual(rows.map((_, index) => first.getTime() + index * FIVE_MINUTES));
      expect(new Set(rows.map((row) => row.run_id)).size).toBe(rows.length);
      const [counted] = await world.installation.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM runs WHERE trigger = 'schedule' AND idempotency_key LIKE $1`,
        [`schedule ${id} %`],
      );
      expect(counted?.count).toBe(rows.length);
    }
  });
});
