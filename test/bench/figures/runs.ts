import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Harness, median, quantile } from '../harness.js';
import { treeSeconds } from '../machine.js';
import type { Talk } from '../process-talk.js';
import type { Stage } from '../stage.js';

const HANDS = 10;

interface Bare {
  readonly seconds: number;
  readonly cpuMs: number;
  readonly latencies: number[];
  readonly answers: string[];
}

interface Batch {
  readonly runsPerSecond: number;
  readonly cpuMsPerRun: number;
  readonly databaseCpuMsPerRun: number;
  readonly p50Ms: number;
  readonly answers: string[];
}

/** Starts runs in one process and lets these work until all have ended. */
export async function workOff(stage: Stage, workers: readonly Talk[], count: number): Promise<Batch> {
  const postmaster = await stage.postmaster();
  const usage = async () => {
    const each = await Promise.all(workers.map((worker) => worker.ask<{ cpuMs: number }>('usage')));
    return each.reduce((sum, one) => sum + one.cpuMs, 0);
  };
  // What the database does by itself every quarter of a minute: plans of almost empty tables are made anew.
  await stage.installation.database.query('ANALYZE');
  const since = await stage.now();
  const [cpu, databaseCpu] = [await usage(), treeSeconds(postmaster)];
  const from = performance.now();
  await workers[0]?.ask('start', { count, hands: HANDS });
  await stage.untilEnded(count, since);
  const seconds = (performance.now() - from) / 1_000;
  const [cpuAfter, databaseCpuAfter] = [await usage(), treeSeconds(postmaster)];
  const rows = await stage.installation.database.query<{ status: string; output_text: string; ms: number }>(
    `SELECT status, output_text, extract(epoch FROM ended_at - started_at)::float8 * 1000 AS ms
       FROM runs WHERE created_at >= $1::timestamptz`,
    [since],
  );
  const failed = rows.find((row) => row.status !== 'succeeded');
  if (failed !== undefined) throw new Error(`A run of the bench is ${failed.status}.`);
  return {
    runsPerSecond: count / seconds,
    cpuMsPerRun: (cpuAfter - cpu) / count,
    databaseCpuMsPerRun: ((databaseCpuAfter - databaseCpu) * 1_000) / count,
    p50Ms: median(rows.map((row) => row.ms)),
    answers: [...new Set(rows.map((row) => row.output_text))],
  };
}

/** The platform beside the bare loop: two turns, one call, everything stored, audited and priced. */
export async function runOverhead(harness: Harness, stage: Stage): Promise<void> {
  const count = harness.options.short ? 60 : 200;
  const worker = await stage.worker(HANDS);
  const bare = await stage.bare();
  const postmaster = await stage.postmaster();
  await harness.measure(
    { figure: 'run-overhead', unit: 'CPU a run, ratio to bare loop', better: 'lower', goal: 3 },
    async () => {
      const databaseCpu = treeSeconds(postmaster);
      const floor = await bare.ask<Bare>('run', { count, hands: HANDS });
      const floorDatabase = ((treeSeconds(postmaster) - databaseCpu) * 1_000) / count;
      const platform = await workOff(stage, [worker], count);
      if (String(floor.answers) !== String(platform.answers)) throw new Error('The answers differ.');
      const floorCpu = floor.cpuMs / count + floorDatabase;
      return {
        value: (platform.cpuMsPerRun + platform.databaseCpuMsPerRun) / floorCpu,
        detail: {
          cpuMsPerRun: platform.cpuMsPerRun,
          databaseCpuMsPerRun: platform.databaseCpuMsPerRun,
          bareCpuMsPerRun: floor.cpuMs / count,
          bareDatabaseCpuMsPerRun: floorDatabase,
          processOnlyRatio: platform.cpuMsPerRun / (floor.cpuMs / count),
          p50Ms: platform.p50Ms,
          bareP50Ms: median(floor.latencies),
          runsPerSecond: platform.runsPerSecond,
          bareRunsPerSecond: count / floor.seconds,
        },
      };
    },
    { runs: count, hands: HANDS },
  );
  await bare.kill();
  await worker.kill('SIGTERM');
}

/** One, two and four worker processes. Where cores are short, the CPU of a run says what they would give. */
export async function workers(harness: Harness, stage: Stage): Promise<void> {
  const count = harness.options.short ? 60 : 200;
  const all = await Promise.all([1, 2, 3, 4].map(() => stage.worker(4)));
  for (const [number, goal] of [
    [2, 1.8],
    [4, 3],
  ] as const) {
    await harness.measure(
      { figure: `runs-with-${number}-workers`, unit: 'times one, by CPU a run', better: 'higher', goal },
      async () => {
        const single = await among(stage, all, 1, count);
        const several = await among(stage, all, number, count);
        const cost = (batch: Batch) => batch.cpuMsPerRun + batch.databaseCpuMsPerRun;
        return {
          value: (number * cost(single)) / cost(several),
          detail: {
            runsPerSecondOne: single.runsPerSecond,
            runsPerSecondSeveral: several.runsPerSecond,
            cpuMsPerRunOne: cost(single),
            cpuMsPerRunSeveral: cost(several),
          },
        };
      },
      { runs: count },
    );
  }
  await Promise.all(all.map((worker) => worker.kill('SIGTERM')));
}

/** The others stand still, as if they were not there. */
async function among(stage: Stage, all: readonly Talk[], number: number, count: number): Promise<Batch> {
  const idle = all.slice(number);
  for (const worker of idle) process.kill(worker.pid, 'SIGSTOP');
  try {
    return await workOff(stage, all.slice(0, number), count);
  } finally {
    for (const worker of idle) process.kill(worker.pid, 'SIGCONT');
  }
}

/** A call with authority, six layers, pin, labels and audit, beside the same call made directly. */
export async function governedCall(harness: Harness, stage: Stage): Promise<void> {
  const count = harness.options.short ? 100 : 400;
  const worker = await stage.worker(1);
  await harness.measure(
    { figure: 'governed-call', unit: 'ms added at the median', better: 'lower', goal: 1.5 },
    async () => {
      const { plain, judged, answers } = await worker.ask<{ plain: number[]; judged: number[]; answers: string[] }>(
        'calls',
        {
          count,
        },
      );
      if (answers.length !== 1) throw new Error('The answers differ.');
      return {
        value: median(judged) - median(plain),
        detail: { directMs: median(plain), governedMs: median(judged), governedP95Ms: quantile(judged, 0.95) },
      };
    },
  );
  await worker.kill('SIGTERM');
}

/** A decision by a stack of six layers, cached. */
export async function policyDecision(harness: Harness, stage: Stage): Promise<void> {
  const count = harness.options.short ? 5_000 : 40_000;
  const worker = await stage.worker(1);
  await harness.measure({ figure: 'policy-decision', unit: 'µs a decision', better: 'lower', goal: 20 }, async () => {
    const said = await worker.ask<{ micros: number; allowed: number; layers: number; rules: number }>('decide', {
      count,
    });
    if (said.allowed !== count) throw new Error('A decision was not to allow.');
    return { value: said.micros, detail: { layers: said.layers, rules: said.rules } };
  });
  await worker.kill('SIGTERM');
}

/** From kill -9 of one worker to the moment when another one holds its runs. */
export async function takeOver(harness: Harness, stage: Stage): Promise<void> {
  const heir = await stage.worker(RUNS_HELD);
  const unit = 's from kill -9 to all its runs taken over';
  await harness.measure({ figure: 'take-over', unit, better: 'lower', goal: 5 }, async (number) => {
    // Held while the model thinks: the heir stands still until all belong to the one that dies.
    await stage.services.ask('slow', 60_000);
    process.kill(heir.pid, 'SIGSTOP');
    const victim = await stage.worker(RUNS_HELD);
    const since = await stage.now();
    await victim.ask('start', { count: RUNS_HELD, hands: RUNS_HELD });
    const owners = new Set(await untilHeld(stage, since, () => false));
    process.kill(heir.pid, 'SIGCONT');
    // Any moment between two looks of the heir.
    await delay(1_500 + 170 * Math.abs(number));
    await stage.services.ask('slow', 0);
    const from = performance.now();
    await victim.kill();
    await untilHeld(stage, since, (owner) => owners.has(owner));
    const seconds = (performance.now() - from) / 1_000;
    await stage.untilEnded(RUNS_HELD, since);
    return { value: seconds };
  });
  await heir.kill('SIGTERM');
}

const RUNS_HELD = 8;

/** Waits until no run waits for a worker, or is held by one of the dead. @returns who holds them */
async function untilHeld(stage: Stage, since: string, isDead: (owner: string) => boolean): Promise<string[]> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await delay(5)) {
    const open = await stage.installation.database.query<{ owner: string | null; over: boolean }>(
      `SELECT lease_owner AS owner, ended_at IS NOT NULL AS over FROM runs WHERE created_at >= $1::timestamptz`,
      [since],
    );
    const held = open.filter(({ owner, over }) => over || (owner !== null && !isDead(owner)));
    if (held.length === RUNS_HELD) return open.flatMap(({ owner }) => (owner === null ? [] : [owner]));
  }
  throw new Error('Nobody held the runs.');
}

/** From the commit of a change to its arrival in a browser that watches the run. */
export async function liveUpdate(harness: Harness, stage: Stage): Promise<void> {
  const count = harness.options.short ? 20 : 60;
  const worker = await stage.worker(2);
  const since = await stage.now();
  await worker.ask('start', { count: 1, hands: 1 });
  await stage.untilEnded(1, since);
  const { database, url } = stage.installation;
  const [run] = await database.query<{ id: string }>(`SELECT id FROM runs ORDER BY created_at DESC LIMIT 1`);
  const cookie = stage.runner.cookies;
  class SignedIn extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers: { cookie } });
    }
  }
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: SignedIn,
    retryAttempts: 0,
  });
  let heard: () => void = () => undefined;
  const next = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  const first = next();
  const stop = client.subscribe(
    { query: `subscription ($runId: ID!) { runChanged(runId: $runId) { status } }`, variables: { runId: run?.id } },
    { next: () => heard(), error: () => heard(), complete: () => undefined },
  );
  await first;
  await harness.measure(
    { figure: 'live-update', unit: 'ms from commit to browser, p95', better: 'lower', goal: 100 },
    async () => {
      const times: number[] = [];
      for (let number = 0; number < count; number++) {
        const arrived = next();
        const from = performance.now();
        await database.query(`SELECT pg_notify('groundswell', $1)`, [`runs.changed\n${run?.id ?? ''}`]);
        await Promise.race([arrived, delay(2_000)]);
        times.push(performance.now() - from);
      }
      return { value: quantile(times, 0.95), detail: { medianMs: median(times) } };
    },
  );
  stop();
  await client.dispose();
  await worker.kill('SIGTERM');
}
