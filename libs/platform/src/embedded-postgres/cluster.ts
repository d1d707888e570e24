import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUnavailable, hasCode, onFolder } from './embedded-postgres.errors.js';
import type { Placement } from './placement.js';
import { ownFolder } from './placement.js';
import type { Program } from './program-files.js';
import { hostRules, serverSettings } from './server-settings.js';

/** The owner of the embedded database, and the database's name. */
export const OWNER = 'groundswell';

/** A data folder that is ready to be served. */
export interface Cluster {
  readonly placement: Placement;
  readonly program: Program;
  readonly dataFolder: string;
  /** Holds the Unix socket; only the database's account and root may enter. */
  readonly runFolder: string;
  readonly configFile: string;
  readonly hostRulesFile: string;
  readonly logFile: string;
  readonly password: string;
}

/** Finds the data folder, or makes one with initdb; refuses one that another major version wrote. */
export async function openCluster(
  placement: Placement,
  program: Program,
  onProgress: (message: string) => void,
): Promise<Cluster> {
  const dataFolder = join(placement.base, 'data');
  const passwordFile = join(placement.home, 'database-password');
  const major = await majorOf(dataFolder);
  const known = await readIfThere(passwordFile);
  if (major !== null && known === null) {
    throw databaseUnavailable(
      'DATABASE_PASSWORD_LOST',
      `The database in ${dataFolder} needs the password that was kept in ${passwordFile}. ` +
        `Put that file back from a backup, or remove ${dataFolder} to begin anew.`,
    );
  }
  if (major !== null && major !== program.major) {
    throw databaseUnavailable(
      major > program.major ? 'DATABASE_FOLDER_NEWER' : 'DATABASE_FOLDER_OLDER',
      `The data folder ${dataFolder} was written by PostgreSQL ${major}, and this Groundswell brings PostgreSQL ${program.major}. ` +
        'Start it with the Groundswell that wrote it, or choose another folder with GROUNDSWELL_HOME.',
    );
  }
  const runFolder = join(placement.base, 'run');
  const cluster: Cluster = {
    placement,
    program,
    dataFolder,
    runFolder,
    configFile: join(placement.base, 'postgresql.conf'),
    hostRulesFile: join(placement.base, 'pg_hba.conf'),
    logFile: join(placement.base, 'postgres.log'),
    password: known ?? (await makePassword(passwordFile)),
  };
  await onFolder(placement.base, async () => {
    await folderOfAccount(runFolder, placement);
    await writeIfChanged(cluster.configFile, serverSettings(cluster));
    await writeIfChanged(cluster.hostRulesFile, hostRules());
    if (major === null) {
      onProgress('Making the database (first start)');
      await initialise(cluster);
    }
  });
  return cluster;
}

/** Runs one of the program files as the account that owns the data, with nothing of our environment that could steer it. */
export async function runProgram(
  cluster: Pick<Cluster, 'placement'>,
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(command, args, { ...processOptions(cluster.placement), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(notRunnable(command, cluster.placement, error)));
    child.once('close', resolve);
  });
  return { code, output };
}

/** How every process of the database is started. */
export function processOptions(placement: Placement): {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
} {
  const { account } = placement;
  return {
    cwd: placement.base,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/** The sentence for a program file that the system refuses to run. */
export function notRunnable(command: string, placement: Placement, cause: unknown): Error {
  const who = placement.account === null ? 'this user' : `the user ${placement.account.name}`;
  const hint = hasCode(cause, 'EPERM', 'EINVAL')
    ? 'Root may not change to that user here: start as a normal user, or set DATABASE_URL.'
    : 'Check that the disk allows programs and that this system has glibc, or set DATABASE_URL.';
  return databaseUnavailable('DATABASE_PROGRAM_REFUSED', `${command} cannot be run as ${who}. ${hint}`, cause);
}

async function initialise(cluster: Cluster): Promise<void> {
  const { placement, program } = cluster;
  // Under another name until complete, so that a start that is killed here leaves no half-made data folder behind.
  const draft = join(placement.base, `data.new-${randomBytes(6).toString('hex')}`);
  const passwordCopy = `${draft}.password`;
  try {
    await folderOfAccount(draft, placement);
    await writeFile(passwordCopy, cluster.password, { mode: 0o600 });
    if (placement.account !== null) await chown(passwordCopy, placement.account.uid, placement.account.gid);
    const { code, output } = await runProgram(cluster, program.initdb, [
      `--pgdata=${draft}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordCopy}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in, not from the system: the same order and the same indexes on every machine that opens the folder.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    if (code !== 0) {
      const reason = lastFault(output) ?? 'it gave no reason';
      throw databaseUnavailable(
        'DATABASE_NOT_MADE',
        `PostgreSQL's initdb could not make a database in ${placement.base}: ${reason}.`,
      );
    }
    await rename(draft, cluster.dataFolder);
  } catch (error) {
    // Somebody who started at the same moment was faster: theirs has the same password and will do.
    if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw error;
  } finally {
    await rm(passwordCopy, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** The last line in which Postgres names a fault, without its prefix. */
export function lastFault(output: string): string | null {
  const faults = output
    .split('\n')
    .map((line) => /(?:FATAL|PANIC|ERROR|error|could not):?\s+(.*)$/.exec(line)?.[0])
    .filter((line) => line !== undefined);
  return faults.at(-1)?.trim().replace(/\.$/, '') ?? null;
}

async function folderOfAccount(folder: string, placement: Placement): Promise<void> {
  if (placement.account === null) return ownFolder(folder, 0o700);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chown(folder, placement.account.uid, placement.account.gid);
}

async function majorOf(dataFolder: string): Promise<number | null> {
  const text = await readIfThere(join(dataFolder, 'PG_VERSION'));
  if (text !== null) return Number.parseInt(text, 10);
  if ((await entriesOf(dataFolder)).length === 0) return null;
  throw databaseUnavailable(
    'DATABASE_FOLDER_STRANGE',
    `The folder ${dataFolder} holds files but no database. Move it away, or choose another folder with GROUNDSWELL_HOME.`,
  );
}

async function makePassword(file: string): Promise<string> {
  return onFolder(file, async () => {
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    const password = randomBytes(24).toString('base64url');
    await writeFile(draft, password, { mode: 0o600, flag: 'wx' });
    try {
      // Never over an existing one: of two first starts at once the first decides, and both go on with its password.
      await link(draft, file);
      return password;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      return (await readFile(file, 'utf8')).trim();
    } finally {
      await rm(draft, { force: true });
    }
  });
}

async function writeIfChanged(file: string, text: string): Promise<void> {
  if ((await readIfThere(file)) === text) return;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o644 });
  await rename(draft, file);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
