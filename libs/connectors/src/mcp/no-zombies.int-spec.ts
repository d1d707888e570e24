import { readdir, readFile, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostileServer } from '@groundswell/testing';
import type { ConnectionOpener } from './connection-opener.js';
import { McpFailure } from './mcp-failure.js';
import type { McpSession } from './mcp-session.js';
import { callTool, SpecOpener, target } from './opener.fixture.js';
import { POOL_LIMITS, SessionPool } from './session-pool.js';
import { signalGroup } from './stdio-process.js';

const CALLS = 500;
const KILLS = 50;
const CONNECTORS = 4;

let spec: SpecOpener;
let pool: SessionPool<McpSession>;

beforeAll(async () => {
  spec = await SpecOpener.make();
  pool = new SessionPool({ ...POOL_LIMITS, firstBackOffMs: 1, maxBackOffMs: 5 });
});

afterAll(async () => {
  await pool.end();
  await spec.end();
});

/** The processes of this machine that live in the folder of the spec, and our own children that ended and were not read. */
async function leftOver(): Promise<{ readonly alive: number[]; readonly zombies: number[] }> {
  const alive: number[] = [];
  const zombies: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' && Number(parent) === process.pid) zombies.push(pid);
    const livesIn = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (livesIn.startsWith(spec.workFolder)) alive.push(pid);
  }
  return { alive, zombies };
}

async function aliveNow(): Promise<number[]> {
  return (await leftOver()).alive;
}

/** One call as the governed path makes it: listed first, then called. */
async function oneCall(opener: ConnectionOpener, connector: number): Promise<'answered' | McpFailure> {
  try {
    await pool.use(
      `connector-${connector}`,
      () => opener.open(target()),
      (session) => callTool(session, 'count_up'),
    );
    return 'answered';
  } catch (error) {
    if (error instanceof McpFailure) return error;
    throw error;
  }
}

describe('the processes of connectors', () => {
  it(`leave nothing behind after ${CALLS} calls and ${KILLS} kills, and every call ends in a way that has a name`, async () => {
    const opener = await spec.opener(hostileServer(['grandchild']));
    let calls = 0;
    let killed = 0;
    let answered = 0;
    let busy = true;
    const caller = async (connector: number) => {
      while (calls < CALLS) {
        calls++;
        if ((await oneCall(opener, connector)) === 'answered') answered++;
      }
    };
    const killer = async () => {
      while (killed < KILLS && busy) {
        const [victim] = await aliveNow();
        if (victim !== undefined && signalGroup(victim, 'SIGKILL')) killed++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const callers = Array.from({ length: CONNECTORS * 2 }, (_, index) => caller(index % CONNECTORS));
    const killing = killer();
    await Promise.all(callers);
    // Fast callers may be done before the last kill: more calls bring processes to kill.
    while (killed < KILLS) {
      for (let connector = 0; connector < CONNECTORS; connector++) {
        calls++;
        if ((await oneCall(opener, connector)) === 'answered') answered++;
      }
    }
    busy = false;
    await killing;
    expect(calls).toBeGreaterThanOrEqual(CALLS);
    expect(killed).toBe(KILLS);
    expect(answered).toBeGreaterThan(CALLS / 2);
    expect(await oneCall(opener, 0)).toBe('answered');
    await pool.end();
    const left = await leftOver();
    expect(left).toEqual({ alive: [], zombies: [] });
    expect(await readdir(spec.workFolder)).toEqual([]);
  }, 55_000);
});
