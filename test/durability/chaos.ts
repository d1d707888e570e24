import { setTimeout as delay } from 'node:timers/promises';
import { ENGINE_POINTS, type EnginePoint } from '@groundswell/runs';
import type { RecordedRequest, ScriptedAnswer } from '@groundswell/testing';
import { answerTo, type DurableWorld, isOver, type StoredRun } from './durable-world.js';
import { endsFaults, ledgerFaults } from './ledger-checks.js';
import type { Death, WorkerProcess } from './worker-process.js';

/** Where a process is killed: a point of the engine, the middle of a tool call, or a moment that nobody chose. */
export const KILL_POINTS = [...ENGINE_POINTS, 'call-under-way', 'any-moment'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

/** What one point came to, over all its seeds. */
export interface KillTally {
  readonly point: KillPoint;
  kills: number;
  runs: number;
  lost: number;
  doubled: number;
  ended: number;
  waiting: number;
  longestSeconds: number;
  readonly faults: string[];
}

const RUNS_A_ROUND = 3;
const REST_MS = 60_000;
const TOOLS = ['look_up', 'note'];

/** How a worker dies: at a point, during a write, at some moment, or while it stops. */
type End = Death | 'call' | 'moment' | 'stop';

/** Points that an undisturbed run does not pass: how to lead it there. */
const PRELUDES: Partial<Record<KillPoint, End>> = {
  'lost-turn-accounted': { point: 'reply-received', passages: 1 },
  'outcome-lost': 'call',
};

/** Kills workers at one point for a number of seeds, and counts what became of the runs. */
export async function killAt(world: DurableWorld, point: KillPoint, seeds: number, first = 0): Promise<KillTally> {
  const tally: KillTally = {
    point,
    kills: 0,
    runs: 0,
    lost: 0,
    doubled: 0,
    ended: 0,
    waiting: 0,
    longestSeconds: 0,
    faults: [],
  };
  for (let seed = first; seed < first + seeds; seed++) await new Round(world, tally, seed).play();
  return tally;
}

/** A few runs, a worker that is killed, perhaps a second one, and one that lives. */
class Round {
  private readonly draw: (below: number) => number;
  private readonly asked = new Set<string>();

  constructor(
    private readonly world: DurableWorld,
    private readonly tally: KillTally,
    private readonly seed: number,
  ) {
    this.draw = drawFrom(`${tally.point} ${seed}`);
  }

  async play(): Promise<void> {
    const { world, tally } = this;
    world.model.answersWith((request) => this.answer(request));
    world.server.beforeAnswer = () => undefined;
    let ids: string[] = [];
    for (const death of this.deaths()) {
      world.keepSpares(2);
      const worker = world.takeWorker();
      // Where it dies is said before there is work, because one that lived through the last round works at once.
      await this.arm(worker, death);
      if (ids.length === 0) ids = await world.startRuns(RUNS_A_ROUND);
      await this.liveUntilDead(worker, death, ids);
    }
    const last = world.takeWorker();
    world.keepSpares(1);
    const restartedAt = performance.now();
    await last.start();
    const settled = await this.untilAtRest(ids);
    tally.longestSeconds = Math.max(tally.longestSeconds, (performance.now() - restartedAt) / 1_000);
    await this.judge(ids, settled);
    // Whoever lives is the next to die.
    world.keepFirst(last);
  }

  /** The deaths of this round in their order; the point itself comes last, or before one more at random. */
  private deaths(): End[] {
    const { point } = this.tally;
    const passages = 1 + this.draw(passagesOf(point));
    const prelude = PRELUDES[point];
    const deaths: End[] = prelude === undefined ? [] : [prelude];
    if (point === 'call-under-way') deaths.push('call');
    else if (point === 'any-moment') deaths.push('moment');
    else if (point.startsWith('run-hand')) deaths.push('stop');
    else deaths.push({ point, passages: prelude === undefined ? passages : 1 });
    // Every other seed the next one dies as well, wherever it may be.
    if (this.seed % 2 === 1) deaths.push('moment');
    return deaths;
  }

  private async arm(worker: WorkerProcess, death: End): Promise<void> {
    if (death === 'call') {
      let left = 1 + this.draw(RUNS_A_ROUND);
      this.world.server.beforeAnswer = async (call) => {
        if (call.tool === 'note' && --left === 0) await worker.kill();
      };
    }
    if (death === 'stop') await worker.start({ point: this.tally.point as EnginePoint, passages: 1 });
    else await worker.start(typeof death === 'string' ? null : death);
  }

  /** Says yes to what the runs ask until the worker is dead, or has nothing left to die of. */
  private async liveUntilDead(worker: WorkerProcess, death: End, ids: readonly string[]): Promise<void> {
    const { world, tally } = this;
    if (death === 'moment') setTimeout(() => void worker.kill(), 20 + this.draw(900));
    if (death === 'stop') await delay(100 + this.draw(200)).then(() => worker.stop());
    for (const deadline = performance.now() + 30_000; !worker.hasEnded && performance.now() < deadline;) {
      await world.agree(ids);
      if (death !== 'moment' && (await world.stored(ids)).every(isAtRest)) break;
      await delay(25);
    }
    if (!worker.hasEnded) await worker.stop();
    world.server.beforeAnswer = () => undefined;
    if ((await worker.ended) === 'SIGKILL') tally.kills++;
  }

  /** @returns the runs at rest: ended, or waiting for a person who must look */
  private async untilAtRest(ids: readonly string[]): Promise<StoredRun[]> {
    for (const deadline = performance.now() + REST_MS; ; await delay(25)) {
      await this.world.agree(ids);
      const runs = await this.world.stored(ids);
      if (runs.every(isAtRest) || performance.now() > deadline) return runs;
    }
  }

  private async judge(ids: readonly string[], runs: readonly StoredRun[]): Promise<void> {
    const { world, tally } = this;
    tally.runs += ids.length;
    tally.lost += ids.length - runs.length;
    for (const run of runs) {
      const writes = world.writesFor(run.customer);
      const told = `seed ${this.seed}, ${run.customer}: ${run.status}, ${writes} writes`;
      if (isOver(run)) tally.ended++;
      else if (run.waiting_for === 'outcomeUnknown') tally.waiting++;
      else tally.lost++;
      if (writes > 1) tally.doubled++;
      // A run that says it is done has written; one whose write nobody knows of waits for a person and says nothing.
      if (run.status === 'succeeded' ? writes !== 1 : !isOver(run) && run.waiting_for !== 'outcomeUnknown') {
        tally.faults.push(told);
      }
      if (run.status === 'failed' || run.status === 'stopped') tally.faults.push(told);
    }
    // The person looks at the server and says what is there; then these too come to their end, and nothing is written twice.
    const unknown = await world.settle(ids);
    if (unknown > 0) await this.finish(ids);
    for (const fault of await ledgerFaults(world.installation.database, ids)) {
      tally.faults.push(`seed ${this.seed}: ${fault}`);
    }
    for (const fault of await endsFaults(world.installation.database, ids)) {
      tally.faults.push(`seed ${this.seed}: ${fault}`);
    }
  }

  private async finish(ids: readonly string[]): Promise<void> {
    const runs = await this.untilAtRest(ids);
    for (const run of runs) {
      if (run.status !== 'succeeded') this.tally.faults.push(`after settling, ${run.customer} is ${run.status}`);
      if (this.world.writesFor(run.customer) > 1) this.tally.doubled++;
    }
  }

  /** Whether a turn is asked for the first time in this round: one that failed always would end its run. */
  private isFirst({ text }: RecordedRequest): boolean {
    const turn = `${/customer-\d+/.exec(text)?.[0]} ${text.split('"assistant"').length}`;
    if (this.asked.has(turn)) return false;
    this.asked.add(turn);
    return true;
  }

  /** The model: slow where the worker must be caught thinking, and failing where an attempt is to be accounted. */
  private answer(request: RecordedRequest): ScriptedAnswer {
    const { point } = this.tally;
    const reply = answerTo(request, TOOLS);
    if ('fault' in reply) return reply;
    if (point === 'attempt-accounted' && this.isFirst(request)) {
      return { fault: 'status', status: 529, type: 'overloaded_error' };
    }
    if (point === 'lease-beaten' && 'toolUse' in reply) return { ...reply, text: 'x'.repeat(240), paceMs: 200 };
    if (point.startsWith('run-hand') || point === 'any-moment') return { ...reply, text: 'y'.repeat(60), paceMs: 40 };
    return reply;
  }
}

/** Ended, or waiting for a person who must look. */
function isAtRest(run: StoredRun): boolean {
  return isOver(run) || run.waiting_for === 'outcomeUnknown';
}

/** How often the runs of a round pass a point at least. */
function passagesOf(point: KillPoint): number {
  if (point === 'attempt-accounted' || point === 'lease-beaten') return 1;
  return /^(approval|end)-/.test(point) ? RUNS_A_ROUND : 2 * RUNS_A_ROUND;
}

/** A stream of numbers that a word determines. */
function drawFrom(word: string): (below: number) => number {
  let state = [...word].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 0x1_0000_0000) * below);
  };
}
