import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { databaseUnavailable, hasCode, onFolder } from './embedded-postgres.errors.js';

/** The account that the database's own processes run under when we are root, because Postgres refuses root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where the embedded database lives and who runs it. */
export interface Placement {
  readonly home: string;
  /** Ours alone to write: settings, log, and the folders `data` and `run` that belong to the account. */
  readonly base: string;
  /** Parent of the unpacked program files, one folder per version. */
  readonly programs: string;
  /** Null: the database runs as the user who started us. */
  readonly account: Account | null;
}

export interface PlacementOptions {
  readonly home: string;
  /** Where root keeps what the account could not reach in `home`. */
  readonly systemFolder: string;
}

/** Accounts that suit, best first: one made for us by the operator, else the one that owns nothing. */
const ACCOUNT_NAMES = ['groundswell', 'nobody'];

/** Decides where the database lives; an existing data folder always wins, so that a later start finds it again. */
export async function findPlacement(options: PlacementOptions): Promise<Placement> {
  const asRoot = process.getuid?.() === 0;
  const home = await makeHome(resolve(options.home), asRoot);
  const inHome = join(home, 'postgres');
  if (!asRoot) {
    await ownFolder(inHome, 0o700);
    return { home, base: inHome, programs: join(inHome, 'program'), account: null };
  }

  const account = chooseAccount(await readFile('/etc/passwd', 'utf8'));
  const inSystem = join(options.systemFolder, createHash('sha256').update(home).digest('hex').slice(0, 16));
  const reachable = await canReach(home, account);
  if (await exists(join(inHome, 'data'))) {
    if (!reachable) {
      throw databaseUnavailable(
        'DATABASE_FOLDER_UNREACHABLE',
        `The database in ${inHome} runs as ${account.name}, who may not pass through ${home}. Allow it with: chmod o+x ${home}`,
      );
    }
  } else if (!reachable || (await exists(join(inSystem, 'data')))) {
    await ownFolder(options.systemFolder, 0o711);
    await ownFolder(inSystem, 0o711);
    return { home, base: inSystem, programs: join(options.systemFolder, 'program'), account };
  }
  await ownFolder(inHome, 0o711);
  return { home, base: inHome, programs: join(inHome, 'program'), account };
}

/** Makes a folder that only we may write in; one that belongs to somebody else is refused, never taken over. */
export async function ownFolder(folder: string, mode: number): Promise<void> {
  await onFolder(folder, async () => {
    await mkdir(folder, { recursive: true, mode });
    const found = await stat(folder);
    const uid = process.getuid?.();
    if (uid !== undefined && found.uid !== uid) {
      throw databaseUnavailable(
        'DATABASE_FOLDER_FOREIGN',
        `The folder ${folder} belongs to another user. Start as that user, or set GROUNDSWELL_HOME to a folder of your own.`,
      );
    }
    if (uid !== undefined && (found.mode & 0o777) !== mode) await chmod(folder, mode);
  });
}

/** The account to run under, from the text of /etc/passwd. */
export function chooseAccount(passwd: string): Account {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ACCOUNT_NAMES) {
    const row = rows.find(([rowName]) => rowName === name);
    const uid = Number(row?.[2]);
    const gid = Number(row?.[3]);
    if (Number.isInteger(uid) && uid > 0 && Number.isInteger(gid)) return { name, uid, gid };
  }
  throw databaseUnavailable(
    'DATABASE_ACCOUNT_MISSING',
    `PostgreSQL refuses to run as root, and this system has none of the users ${ACCOUNT_NAMES.join(', ')}. ` +
      'Add the user groundswell, start as a normal user, or set DATABASE_URL.',
  );
}

async function makeHome(home: string, asRoot: boolean): Promise<string> {
  return onFolder(home, async () => {
    // Root's home lets others pass through but not look: the database's account needs the way to its own folder.
    await mkdir(home, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
    return realpath(home);
  });
}

/** Whether the account may pass through the folder and everything above it. */
async function canReach(folder: string, account: Account): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
