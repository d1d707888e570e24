import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
import { readLock } from './postmaster.js';

const asRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const source = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url));

// Each test starts databases, and the machine may be busy with others.
jest.setTimeout(90_000);

let root: string;
const running: EmbeddedPostgres[] = [];

async function start(home: string, more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ home, systemFolder: join(root, 'system'), ...more });
  running.push(database);
  return database;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Starts the database in a process of its own, as another application process would; `uid` drops root's rights first. */
async function startInProcess(
  home: string,
  uid: number | null = null,
): Promise<{ said: string; kill: () => Promise<void> }> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(source)});
    if (${uid} !== null) { process.setgroups([]); process.setgid(${uid}); process.setuid(${uid}); }
    try {
      const database = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, systemFolder: '/nowhere' });
      console.log('ready ' + database.dataFolder);
    } catch (error) { console.log(error.code + ': ' + error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said = String((await once(child.stdout, 'data'))[0]).trim();
  return {
    said,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function postmasterOf(database: EmbeddedPostgres): Promise<number> {
  const lock = await readLock(database.dataFolder);
  if (lock === null) throw new Error('no postmaster');
  return lock.pid;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gs-pg-'));
  await chmod(root, 0o755);
});

afterEach(async () => {
  for (const database of running.splice(0)) await database.stop();
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('the embedded database of one installation', () => {
  const home = (): string => join(root, 'one');

  it('is made on the first start, empty and in UTF-8, also when two processes start at once', async () => {
    const words: string[] = [];
    const [first, second] = await Promise.all([
      start(home(), { onProgress: (word) => words.push(word) }),
      start(home(), { onProgress: (word) => words.push(word) }),
    ]);
    expect(words).toContain('Making the database (first start)');
    expect(await ask(first.url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(second.url, 'SELECT current_database()')).toBe('groundswell');
    expect(first.dataFolder).toBe(second.dataFolder);
  });

  it('keeps its data over a clean stop, and its password where only the owner reads it', async () => {
    const first = await start(home());
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    await expect(ask(first.url, 'SELECT 1')).rejects.toThrow();

    const second = await start(home());
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe(42);
    expect((await stat(join(home(), 'database-password'))).mode & 0o777).toBe(0o600);
  });

  it('listens on no address, and lets nobody in without the password', async () => {
    const database = await start(home());
    expect(database.port).toBeNull();
    expect(await ask(database.url, 'SHOW listen_addresses')).toBe('');
    await expect(ask(database.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('listens on the loopback address too when asked, and turns it off again', async () => {
    const open = await start(home(), { loopback: true });
    const overTcp = open.url.replace(/@localhost:\d+/, `@127.0.0.1:${open.port}`).replace(/\?.*/, '');
    expect(await ask(overTcp, 'SHOW listen_addresses')).toBe('127.0.0.1');
    await open.stop();
    expect((await start(home())).port).toBeNull();
  });

  it('is adopted by the next start after its application was killed', async () => {
    const killed = await startInProcess(home());
    expect(killed.said).toMatch(/^ready /);
    await killed.kill();

    const next = await start(home());
    expect(next.adopted).toBe(true);
    const pid = await postmasterOf(next);
    await next.stop();
    expect(await readLock(next.dataFolder)).toBeNull();
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).toBe('');
  });

  it('stays up for one process when another of the same installation leaves', async () => {
    const first = await start(home());
    const second = await start(home());
    await second.stop();
    expect(await ask(first.url, 'SELECT 1')).toBe(1);
  });

  it('comes back after the database itself was killed under a busy connection', async () => {
    const first = await start(home());
    const client = new pg.Client({ connectionString: first.url });
    client.on('error', () => undefined);
    await client.connect();
    const busy = client.query('SELECT pg_sleep(1)').catch(() => 'cut off');
    process.kill(await postmasterOf(first), 'SIGKILL');

    const second = await start(home());
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe(42);
    expect(second.adopted).toBe(false);
    await busy;
  });

  it('is not fooled by the lock of a dead process whose number somebody else has now', async () => {
    const first = await start(home());
    const lock = await readFile(join(first.dataFolder, 'postmaster.pid'), 'utf8');
    await first.stop();
    await writeFile(join(first.dataFolder, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
    expect((await start(home())).adopted).toBe(false);
  });

  it('says what to do when its password file is gone', async () => {
    const file = join(home(), 'database-password');
    const password = await readFile(file, 'utf8');
    await rm(file);
    try {
      await expect(start(home())).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_PASSWORD_LOST' });
    } finally {
      await writeFile(file, password, { mode: 0o600 });
    }
  });

  it('refuses a data folder of a newer major version in one sentence', async () => {
    const { dataFolder, stop } = await start(home());
    await stop();
    const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8');
    await writeFile(join(dataFolder, 'PG_VERSION'), '99\n');
    try {
      await expect(start(home())).rejects.toMatchObject({
        code: 'DATABASE_FOLDER_NEWER',
        message: expect.stringMatching(/PostgreSQL 99.*GROUNDSWELL_HOME/),
      });
    } finally {
      await writeFile(join(dataFolder, 'PG_VERSION'), version);
    }
  });
});

describe('the place of the embedded database', () => {
  it('is served on the loopback address where the path is too long for a socket', async () => {
    const database = await start(join(root, 'a-rather-long-name-of-a-folder-'.repeat(3), 'home'));
    expect(database.port).toBeGreaterThan(1023);
    expect(await ask(database.url, 'SHOW unix_socket_directories')).toBe('');
  });

  it('may hold spaces, quotes and letters of any script', async () => {
    const database = await start(join(root, "it's a  Büro"));
    expect(await ask(database.url, 'SELECT 1')).toBe(1);
  });

  it('is not a folder that holds something else', async () => {
    const home = join(root, 'foreign');
    await mkdir(join(home, 'postgres', 'data'), { recursive: true });
    await writeFile(join(home, 'postgres', 'data', 'letter.txt'), 'x');
    await expect(start(home)).rejects.toMatchObject({ code: 'DATABASE_FOLDER_STRANGE' });
  });

  const whenRoot = asRoot ? it : it.skip;

  whenRoot('is run without the rights of root', async () => {
    const database = await start(join(root, 'one'));
    const status = await readFile(`/proc/${await postmasterOf(database)}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:.*\t0\b/m);
    expect(status).toMatch(/^Groups:\s*$/m);
    expect((await stat(database.dataFolder)).mode & 0o077).toBe(0);
  });

  whenRoot('is in the system folder when the home of root is closed to others', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const first = await start(join(closed, 'home'));
    expect(first.dataFolder.startsWith(join(root, 'system'))).toBe(true);
    await first.stop();
    await chmod(closed, 0o755);
    expect((await start(join(closed, 'home'))).dataFolder).toBe(first.dataFolder);
  });

  whenRoot('is the home of a normal user, with nothing outside it', async () => {
    const home = join(root, 'user');
    await mkdir(join(home, 'postgres'), { recursive: true });
    // The checkout may be closed to that user, so it is given the program files that root unpacked.
    await symlink(join(root, 'one', 'postgres', 'program'), join(home, 'postgres', 'program'));
    for (const folder of [home, join(home, 'postgres')]) await chown(folder, NOBODY, NOBODY);
    const user = await startInProcess(home, NOBODY);
    try {
      expect(user.said).toBe(`ready ${join(home, 'postgres', 'data')}`);
      const password = await readFile(join(home, 'database-password'), 'utf8');
      const run = encodeURIComponent(join(home, 'postgres', 'run'));
      expect(await ask(`postgres://groundswell:${password}@localhost/groundswell?host=${run}`, 'SELECT 1')).toBe(1);
    } finally {
      const lock = await readLock(join(home, 'postgres', 'data'));
      await user.kill();
      if (lock !== null) process.kill(lock.pid, 'SIGINT');
    }
  });

  whenRoot('is refused in one sentence where the right to write is missing', async () => {
    const home = join(root, 'not-mine');
    await mkdir(home, { mode: 0o755 });
    const user = await startInProcess(home, NOBODY);
    await user.kill();
    expect(user.said).toMatch(/^DATABASE_FOLDER_FORBIDDEN: .*GROUNDSWELL_HOME/);
  });
});
