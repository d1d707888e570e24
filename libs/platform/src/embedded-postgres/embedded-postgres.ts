import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Attachments } from './attachments.js';
import { openCluster, OWNER } from './cluster.js';
import type { Cluster } from './cluster.js';
import { databaseUnavailable, hasCode } from './embedded-postgres.errors.js';
import { findPlacement } from './placement.js';
import { readLock, removeLock, servesData, startPostmaster, stopPostmaster } from './postmaster.js';
import type { Listening, Lock } from './postmaster.js';
import { unpackProgram } from './program-files.js';

export interface EmbeddedPostgresOptions {
  /** The folder of this installation (GROUNDSWELL_HOME); made if missing. */
  readonly home: string;
  /** Lines for the log: what was adopted, retried, left running. */
  readonly log?: (line: string) => void;
  /** Short words for a person who waits, for example "Making the database (first start)". */
  readonly onProgress?: (message: string) => void;
  /** Also listen on 127.0.0.1, for programs that cannot use a Unix socket; `port` is then set. */
  readonly loopback?: boolean;
  /** Only for root: where the data goes when the database's account cannot reach `home`. */
  readonly systemFolder?: string;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** Connection text of the owner, for `pg` and everything built on it. Holds the password: never log it. */
  readonly url: string;
  /** The port on 127.0.0.1, or null when only the Unix socket is served. */
  readonly port: number | null;
  readonly dataFolder: string;
  readonly logFile: string;
  /** True when it was running already, left behind by a process that was killed or shared with one that lives. */
  readonly adopted: boolean;
  /** Stops the database, unless another process of ours still uses it. May be called twice. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 90_000;
const REFUSAL_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
/** A Unix socket's whole path must fit into the system's structure: 103 bytes on macOS, 107 on Linux. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Starts the embedded PostgreSQL of an installation, or adopts the one that still runs. Works as a normal user and as root;
 * as root the database's processes run under an account without rights.
 * @throws AppError `unavailable` with one sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const onProgress = options.onProgress ?? (() => undefined);
  const placement = await findPlacement({
    home: options.home,
    systemFolder: options.systemFolder ?? '/var/lib/groundswell',
  });
  const program = await unpackProgram(placement);
  const cluster = await openCluster(placement, program, onProgress);
  const socketPath = `${cluster.runFolder}/.s.PGSQL.65535`;
  const socket =
    process.platform !== 'win32' &&
    Buffer.byteLength(socketPath) <= MAX_SOCKET_PATH_BYTES &&
    !/["\\]/.test(cluster.runFolder);
  const listening: Listening = { socket, loopback: options.loopback === true || !socket };

  const attachments = await Attachments.open(placement.base);
  await attachments.add();
  try {
    const { lock, adopted } = await bringUp(cluster, listening, attachments, log);
    const url = connectionUrl(cluster, lock, OWNER);
    await ensureDatabase(cluster, lock);
    let stopping: Promise<void> | null = null;
    return {
      url,
      port: lock.listensOn === '' ? null : lock.port,
      dataFolder: cluster.dataFolder,
      logFile: cluster.logFile,
      adopted,
      stop: () => (stopping ??= leave(cluster, attachments, log)),
    };
  } catch (error) {
    await leave(cluster, attachments, log);
    throw error;
  }
}

async function leave(cluster: Cluster, attachments: Attachments, log: (line: string) => void): Promise<void> {
  await attachments.remove();
  const stopped = await attachments.ifAlone(() => stopPostmaster(cluster, STOP_TIMEOUT_MS));
  if (!stopped) log('The database stays up: another process of this installation uses it.');
}

/** Adopts the postmaster that serves the folder, or starts one; waits for one that is starting, stopping or not quite gone. */
async function bringUp(
  cluster: Cluster,
  listening: Listening,
  attachments: Attachments,
  log: (line: string) => void,
): Promise<{ readonly lock: Lock; readonly adopted: boolean }> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const refusalDeadline = Date.now() + REFUSAL_TIMEOUT_MS;
  for (;;) {
    const lock = await readLock(cluster.dataFolder);
    if (lock !== null && (await servesData(lock))) {
      if (lock.status === 'ready' && (await answers(cluster, lock))) {
        if ((await isFit(cluster, lock, listening)) || !(await restart(cluster, lock, listening, attachments, log))) {
          log(`Adopted the running database of ${cluster.dataFolder} (process ${lock.pid}).`);
          return { lock, adopted: true };
        }
      } else if (Date.now() > deadline) {
        throw databaseUnavailable(
          'DATABASE_SILENT',
          `The database process ${lock.pid} of ${cluster.dataFolder} lives but does not answer. End it and start again; its log is ${cluster.logFile}.`,
        );
      } else await delay(20);
      continue;
    }
    if (lock !== null) await removeLock(cluster.dataFolder);
    const outcome = await startPostmaster(cluster, listening, START_TIMEOUT_MS);
    if (outcome.state === 'ready') return { lock: outcome.lock, adopted: false };
    if (outcome.state === 'failed' || Date.now() > refusalDeadline) {
      throw databaseUnavailable(
        'DATABASE_NOT_STARTED',
        `PostgreSQL did not start: ${outcome.reason}. Its log is ${cluster.logFile}.`,
      );
    }
    log(`The database refused to start for now (${outcome.reason}); trying again.`);
    await delay(200);
  }
}

/** Whether what runs listens where it should and is of our release. */
async function isFit(cluster: Cluster, lock: Lock, listening: Listening): Promise<boolean> {
  return isListening(lock, listening) && (await serverVersion(cluster, lock)) === cluster.program.version;
}

function isListening(lock: Lock, listening: Listening): boolean {
  return !listening.loopback || lock.listensOn !== '';
}

/** Stops what runs so that it can be started as it should be; false when others use it and it can serve us as it is. */
async function restart(
  cluster: Cluster,
  lock: Lock,
  listening: Listening,
  attachments: Attachments,
  log: (line: string) => void,
): Promise<boolean> {
  if (await attachments.ifAlone(() => stopPostmaster(cluster, STOP_TIMEOUT_MS))) {
    log('Restarted the running database: it was of an earlier release, or did not listen where it should.');
    return true;
  }
  if (isListening(lock, listening)) return false;
  throw databaseUnavailable(
    'DATABASE_SHARED',
    `Another process uses the database in ${cluster.dataFolder}, which does not listen on 127.0.0.1. Stop that process, or choose another folder with GROUNDSWELL_HOME.`,
  );
}

async function answers(cluster: Cluster, lock: Lock): Promise<boolean> {
  try {
    await serverVersion(cluster, lock);
    return true;
  } catch (error) {
    if (hasCode(error, '28P01')) {
      throw databaseUnavailable(
        'DATABASE_PASSWORD_WRONG',
        `The database in ${cluster.dataFolder} refuses the password kept in ${cluster.placement.home}/database-password. Put the right file back from a backup.`,
        error,
      );
    }
    // Starting up, shutting down, or gone between the look at its lock and the call.
    if (hasCode(error, '57P03', '57P01', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET')) return false;
    throw error;
  }
}

async function serverVersion(cluster: Cluster, lock: Lock): Promise<string> {
  return asOwner(cluster, lock, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  });
}

/** Makes the database itself; a start that was killed between initdb and here is mended by the next. */
async function ensureDatabase(cluster: Cluster, lock: Lock): Promise<void> {
  await asOwner(cluster, lock, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount !== 0) return;
    try {
      await client.query(`CREATE DATABASE ${OWNER}`);
    } catch (error) {
      // Made meanwhile by somebody who started at the same moment.
      if (!hasCode(error, '42P04', '23505')) throw error;
    }
  });
}

async function asOwner<T>(cluster: Cluster, lock: Lock, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: connectionUrl(cluster, lock, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  // A connection cut while idle is reported here; the query that waits on it fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function connectionUrl(cluster: Cluster, lock: Lock, database: string): string {
  const credentials = `${OWNER}:${encodeURIComponent(cluster.password)}`;
  if (lock.socketFolder === '') return `postgres://${credentials}@127.0.0.1:${lock.port}/${database}`;
  return `postgres://${credentials}@localhost:${lock.port}/${database}?host=${encodeURIComponent(lock.socketFolder)}`;
}
