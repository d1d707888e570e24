import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../e2e/installation.js';
import { DurableWorld, isOver } from './durable-world.js';
import { endsFaults, ledgerFaults, watchEnds } from './ledger-checks.js';
import type { WorkerProcess } from './worker-process.js';

// Whole processes are started, stopped and killed.
jest.setTimeout(300_000);

/** The whole number is for a night; every day fewer do. */
const RUNS = Number(process.env['GROUNDSWELL_ROLLING_RUNS'] ?? 50);

let world: DurableWorld;
const alive = new Set<WorkerProcess>();

beforeAll(async () => {
  world = await DurableWorld.start();
  await watchEnds(world.installation.database);
});
afterAll(async () => {
  await Promise.all([...alive].map((worker) => worker.kill()));
  await world.close();
});
beforeEach(() => {
  world.server.beforeAnswer = () => undefined;
});

async function worker(): Promise<WorkerProcess> {
  const started = world.takeWorker(4);
  alive.add(started);
  await started.start();
  return started;
}

async function stop(one: WorkerProcess): Promise<number> {
  const from = performance.now();
  await one.stop();
  alive.delete(one);
  return (performance.now() - from) / 1_000;
}

/** Says yes until every run is over, or waits for a person who must look. */
async function finish(ids: readonly string[], withinMs = 60_000) {
  for (const deadline = performance.now() + withinMs; ; await delay(50)) {
    await world.agree(ids);
    const runs = await world.stored(ids);
    const open = runs.filter((run) => !isOver(run) && run.waiting_for !== 'outcomeUnknown');
    if (open.length === 0) return runs;
    if (performance.now() > deadline) throw new Error(`${open.length} runs did not come to rest.`);
  }
}

/** A call under way: resolves when it has arrived, and is answered after some time. */
function slow(tool: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    world.server.beforeAnswer = async (call) => {
      if (call.tool !== tool) return;
      resolve();
      await delay(ms, undefined, { ref: false });
    };
  });
}

async function agreeUntil(ids: readonly string[], event: Promise<void>): Promise<void> {
  const later = async (): Promise<boolean> => {
    await world.agree(ids);
    return Promise.race([event.then(() => true), delay(25, false)]);
  };
  while (!(await later()));
}

describe('several worker processes on one database', () => {
  it(`lose nothing and repeat nothing of ${RUNS} parallel runs while they are restarted one after the other`, async () => {
    let [one, other] = [await worker(), await worker()];
    const ids = await world.startRuns(RUNS);
    const done = finish(ids, 60_000 + RUNS * 2_000);
    const seconds: number[] = [];
    for (let restart = 0; restart < 2; restart++) {
      world.keepSpares(2);
      await delay(500);
      seconds.push(await stop(one));
      one = await worker();
      await delay(500);
      seconds.push(await stop(other));
      other = await worker();
    }
    const runs = await done;
    expect(runs.filter((run) => run.status !== 'succeeded')).toEqual([]);
    expect(runs.filter((run) => world.writesFor(run.customer) !== 1)).toEqual([]);
    expect(await ledgerFaults(world.installation.database, ids)).toEqual([]);
    expect(await endsFaults(world.installation.database, ids)).toEqual([]);
    expect(Math.max(...seconds)).toBeLessThan(10);
    await Promise.all([stop(one), stop(other)]);
  });

  it('take over the runs of one that was killed long before its lease ends, and its jobs too', async () => {
    const [victim, heir] = [await worker(), world.takeWorker()];
    const ids = await world.startRuns(2);
    await slow('look_up', 60_000);
    await heir.start();
    alive.add(heir);
    world.server.beforeAnswer = () => undefined;
    const from = performance.now();
    await victim.kill();
    alive.delete(victim);
    await finish(ids);
    expect((performance.now() - from) / 1_000).toBeLessThan(12);
    const locked = () =>
      world.installation.database.query<{ locked_by: string }>(
        `SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL`,
      );
    for (let tries = 0; tries < 300 && (await locked()).length > 0; tries++) await delay(100);
    expect(await locked()).toEqual([]);
    await stop(heir);
  });
});

describe('a worker that is told to stop', () => {
  it('lets a call that is under way end, and hands its run over', async () => {
    const one = await worker();
    const ids = await world.startRuns(1);
    await agreeUntil(ids, slow('note', 1_500));
    expect(await stop(one)).toBeLessThan(10);
    const [step] = await world.installation.database.query<{ status: string }>(
      `SELECT status FROM run_steps WHERE run_id = $1 AND kind = 'tool' ORDER BY seq DESC LIMIT 1`,
      [ids[0]],
    );
    expect(step?.status).toBe('done');
    const next = await worker();
    const [run] = await finish(ids);
    expect(run?.status).toBe('succeeded');
    expect(world.writesFor(run?.customer ?? '')).toBe(1);
    await stop(next);
  });

  it.each([
    ['note', 'outcomeUnknown'],
    ['look_up', null],
  ])('does not wait for a call of %s that takes too long: it stops within ten seconds', async (tool, waitsFor) => {
    const one = await worker();
    const ids = await world.startRuns(1);
    await agreeUntil(ids, slow(tool, 60_000));
    expect(await stop(one)).toBeLessThan(10);
    world.server.beforeAnswer = () => undefined;
    const [left] = await world.stored(ids);
    expect(left).toMatchObject(
      waitsFor === null ? { status: 'running' } : { status: 'waiting', waiting_for: waitsFor },
    );
    const next = await worker();
    if (waitsFor !== null) expect(await world.settle(ids)).toBe(1);
    const [run] = await until(
      'the end',
      () => finish(ids),
      (runs) => runs.every(isOver),
    );
    expect(run?.status).toBe('succeeded');
    expect(world.writesFor(run?.customer ?? '')).toBe(1);
    await stop(next);
  });
});
