import { hostname } from 'node:os';
import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_SERVER, type HostileBehaviour, hostileServer } from '@groundswell/testing';
import type { OpenerLimits } from './connection-opener.js';
import { callTool, SpecOpener, target } from './opener.fixture.js';
import { reapOrphans } from './orphan-processes.js';
import { Sandbox } from './sandbox.js';
import { signalGroup } from './stdio-process.js';

let spec: SpecOpener;

beforeAll(async () => {
  spec = await SpecOpener.make();
});
afterEach(() => spec.closeSessions());
afterAll(() => spec.end());

const open = (behaviours: readonly HostileBehaviour[], limits: Partial<OpenerLimits> = {}) =>
  spec.open(hostileServer(behaviours), { limits });

/** Whether anything of a process group still runs; what only waits to be collected by its parent does not count. */
async function runs(group: number): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return signalGroup(group, 0);
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.some((stat) => {
    const [state, , processGroup] = stat.replace(/^.*\) /s, '').split(' ');
    return Number(processGroup) === group && state !== 'Z';
  });
}

/** The processes whose folders are there; each leads its group. */
async function pids(): Promise<number[]> {
  const folders = await readdir(spec.workFolder).catch(() => []);
  return Promise.all(folders.map(async (name) => Number(await readFile(join(spec.workFolder, name, '.pid'), 'utf8'))));
}

describe('ending a stdio connector', () => {
  it('ends a server that ignores everything but force, and what it started', async () => {
    const session = await open(['ignore-signals', 'grandchild']);
    const [pid = 0] = await pids();
    expect(await runs(pid)).toBe(true);
    await session.close();
    await session.closed;
    expect(await runs(pid)).toBe(false);
    expect(await pids()).toEqual([]);
  });

  it('notices a server that ended by itself', async () => {
    const session = await open(['die-in-call', 'grandchild']);
    await expect(callTool(session)).rejects.toMatchObject({ kind: 'closed' });
    await session.closed;
    expect(await pids()).toEqual([]);
  });

  it('leaves nothing running after calls and kills without number', async () => {
    const opener = await spec.opener(hostileServer(['grandchild', 'ignore-signals']));
    const opened = await Promise.all(Array.from({ length: 8 }, () => opener.open(target())));
    await Promise.all(opened.flatMap((session) => Array.from({ length: 10 }, () => callTool(session, 'count_up'))));
    const groups = await pids();
    expect(await Promise.all(groups.map(runs))).toEqual(Array.from({ length: 8 }, () => true));
    for (const pid of groups.slice(0, 4)) process.kill(pid, 'SIGKILL');
    await Promise.all(opened.map((session) => session.close()));
    await Promise.all(opened.map((session) => session.closed));
    expect(await Promise.all(groups.map(runs))).toEqual(Array.from({ length: 8 }, () => false));
    expect(await pids()).toEqual([]);
  });

  it('ends what a killed server process left behind, and no stranger of the same number', async () => {
    const root = await mkdtemp(join(spec.home, 'orphans-'));
    const dead = `${hostname()}-4194303`;
    await mkdir(join(root, dead));
    const session = await open(['ignore-signals']);
    const [folder] = await readdir(spec.workFolder);
    await symlink(join(spec.workFolder, folder ?? ''), join(root, dead, 'p-ours'));
    await mkdir(join(root, dead, 'p-stranger'));
    await writeFile(join(root, dead, 'p-stranger', '.pid'), String(process.pid));
    expect(await reapOrphans(root)).toBe(1);
    await session.closed;
    expect(await readdir(root)).toEqual([]);
  });
});

const sandbox = await Sandbox.detect();

// Without bubblewrap on this machine there is nothing to prove; the page says so of every connector.
(sandbox.available ? describe : describe.skip)('a sandboxed stdio connector', () => {
  async function read(path: string): Promise<string> {
    const session = await spec.open(hostileServer(['read-file']), { sandbox });
    const [definition] = await session.tools();
    if (!definition) throw new Error('No tool.');
    return JSON.stringify((await session.call(definition, { path }, { timeoutMs: 5_000 })).content);
  }

  it('sees its program and its folder, and no other file', async () => {
    expect(await read(HOSTILE_SERVER)).toContain('An MCP server over stdio');
    for (const path of [
      join(spec.home, 'closed.txt'),
      '/etc/passwd',
      '/etc/hostname',
      `/proc/${process.pid}/environ`,
    ]) {
      expect(await read(path)).toContain('ENOENT');
    }
  });

  it('serves as it does outside, and ends as a whole', async () => {
    const session = await spec.open(hostileServer(['ignore-signals', 'grandchild']), { sandbox });
    expect((await callTool(session)).isError).toBe(false);
    await session.close();
    expect(await pids()).toEqual([]);
  });

  it('lets the documents connector write into its folder', async () => {
    const folder = join(spec.home, 'open');
    const documents = { catalogueKey: 'documents', settings: { folder }, secrets: new Map<string, string>() };
    const session = await spec.open([], { sandbox, target: documents });
    const write = (await session.tools()).find((tool) => tool.name === 'write_file');
    if (!write) throw new Error('It cannot write.');
    await session.call(write, { path: join(folder, 'note.txt'), content: 'seen' }, { timeoutMs: 5_000 });
    expect(await readFile(join(folder, 'note.txt'), 'utf8')).toBe('seen');
  });
});
