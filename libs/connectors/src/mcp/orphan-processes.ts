import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { signalGroup } from './stdio-process.js';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function endOrphan(folder: string): Promise<boolean> {
  const pid = Number(await readFile(join(folder, '.pid'), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return false;
  // The number may belong to a stranger by now; only a process that still lives in this folder is ours.
  const livesIn = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (livesIn === null || livesIn !== (await realpath(folder))) return false;
  return signalGroup(pid, 'SIGKILL');
}

const HERE = `${hostname()}-`;

/** The folder of this server process below the root: several may share one home, on several machines. */
export function ownFolder(root: string): string {
  return join(root, `${HERE}${process.pid}`);
}

/**
 * Ends the connector processes that an earlier server process of this machine left behind when it was killed, and removes
 * their folders.
 * @param root the folder that holds the folders of server processes
 * @returns how many process groups were ended
 */
export async function reapOrphans(root: string): Promise<number> {
  let ended = 0;
  for (const owner of await readdir(root).catch(() => [])) {
    const pid = owner.startsWith(HERE) ? Number(owner.slice(HERE.length)) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    for (const name of await readdir(join(root, owner)).catch(() => [])) {
      if (await endOrphan(join(root, owner, name))) ended++;
    }
    await rm(join(root, owner), { recursive: true, force: true });
  }
  return ended;
}
