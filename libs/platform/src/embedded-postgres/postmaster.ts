import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastFault, notRunnable, processOptions, runProgram } from './cluster.js';
import type { Cluster } from './cluster.js';
import { databaseUnavailable, hasCode } from './embedded-postgres.errors.js';
import { commandLine, isAlive } from './processes.js';

/** What postmaster.pid says about the process that serves a data folder. */
export interface Lock {
  readonly pid: number;
  readonly port: number;
  /** Empty when it listens on no Unix socket. */
  readonly socketFolder: string;
  /** Empty when it listens on no address. */
  readonly listensOn: string;
  readonly status: string;
}

/** Where a postmaster is to listen. */
export interface Listening {
  readonly socket: boolean;
  readonly loopback: boolean;
}

/** Reads postmaster.pid; null when there is none or it is still being written. */
export async function readLock(dataFolder: string): Promise<Lock | null> {
  try {
    return parseLock(await readFile(join(dataFolder, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** The meaning of the lines of postmaster.pid: pid, folder, start, port, socket folder, address, memory key, status. */
export function parseLock(text: string): Lock | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return {
    pid,
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4] ?? '',
    listensOn: lines[5] ?? '',
    status: lines[7] ?? '',
  };
}

/** Whether the process named by the lock is a living Postgres: after a restart its number may be somebody else's. */
export async function servesData(lock: Lock): Promise<boolean> {
  if (!isAlive(lock.pid)) return false;
  const command = await commandLine(lock.pid);
  return command === null || /postgres/.test(command);
}

/** Removes the lock of a process that is gone. Postgres still guards itself by the memory of orphaned back-ends. */
export async function removeLock(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}

export type StartOutcome =
  | { readonly state: 'ready'; readonly lock: Lock }
  /** An earlier process of the same folder is not quite gone: worth another try. */
  | { readonly state: 'refused-for-now'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

const REFUSED_FOR_NOW =
  /lock file .* already exists|pre-existing shared memory|could not bind|could not create any TCP/;
const MAX_LOG_BYTES = 4 * 1024 * 1024;

/** Starts a postmaster in a session of its own: a Ctrl-C at the terminal must not reach it before our own last statements. */
export async function startPostmaster(
  cluster: Cluster,
  listening: Listening,
  timeoutMs: number,
): Promise<StartOutcome> {
  const { program, dataFolder, runFolder, configFile, logFile, placement } = cluster;
  await keepLogSmall(logFile);
  const log = await open(logFile, 'a', 0o600);
  let child: ChildProcess;
  const logStart = (await log.stat()).size;
  try {
    const port = listening.loopback ? await freePort() : 5432;
    const settings = [
      `config_file=${configFile}`,
      `port=${port}`,
      `listen_addresses=${listening.loopback ? '127.0.0.1' : ''}`,
      `unix_socket_directories=${listening.socket ? `"${runFolder}"` : ''}`,
    ];
    child = spawn(program.postgres, ['-D', dataFolder, ...settings.flatMap((setting) => ['-c', setting])], {
      ...processOptions(placement),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
  const fate: { ended: boolean; fault: Error | null } = { ended: false, fault: null };
  child.once('error', (error) => (fate.fault = error));
  child.once('exit', () => (fate.ended = true));
  child.unref();

  for (const deadline = Date.now() + timeoutMs; ; await delay(10)) {
    if (fate.fault !== null) throw notRunnable(program.postgres, placement, fate.fault);
    if (fate.ended) break;
    const lock = await readLock(dataFolder);
    if (lock?.pid === child.pid && lock?.status === 'ready') return { state: 'ready', lock };
    if (Date.now() > deadline) {
      return { state: 'failed', reason: `it was not ready after ${Math.round(timeoutMs / 1000)} seconds` };
    }
  }
  const said = (await readFile(logFile, 'utf8')).slice(logStart);
  const reason = lastFault(said) ?? 'it gave no reason';
  return { state: REFUSED_FOR_NOW.test(said) ? 'refused-for-now' : 'failed', reason };
}

/** Stops whatever serves the data folder and waits until it is gone; open connections are ended. */
export async function stopPostmaster(cluster: Cluster, timeoutMs: number): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const lock = await readLock(cluster.dataFolder);
    if (lock === null || !(await servesData(lock))) return;
    // Through pg_ctl under the database's account: the lock file is that account's, and root must not kill what it names.
    await runProgram(cluster, cluster.program.pgCtl, ['stop', '-D', cluster.dataFolder, '-m', mode, '-W', '-s']);
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await delay(10)) {
      if (!(await servesData(lock))) return;
    }
  }
  throw databaseUnavailable(
    'DATABASE_NOT_STOPPED',
    `The database in ${cluster.dataFolder} did not stop. Its log is ${cluster.logFile}.`,
  );
}

async function keepLogSmall(logFile: string): Promise<void> {
  try {
    if ((await stat(logFile)).size > MAX_LOG_BYTES) await rename(logFile, `${logFile}.1`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system named no free port.');
  return address.port;
}
