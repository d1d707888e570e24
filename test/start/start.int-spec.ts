import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startEmbeddedPostgres } from '@groundswell/platform';
import pg from 'pg';
import { CommandProcess } from './installation-process.js';

// Each test starts whole processes, and the machine may be busy with others.
jest.setTimeout(90_000);

let folder: string;
let home: string;
const processes: CommandProcess[] = [];

function run(command: string, settings: Record<string, string> = {}, where = home): CommandProcess {
  const started = CommandProcess.run(command, where, settings);
  processes.push(started);
  return started;
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

/** SQL as the owner of an installation's database, while no server uses it. */
async function inDatabase(sql: string): Promise<void> {
  const database = await startEmbeddedPostgres({ home });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(sql);
  await client.end();
  await database.stop();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gs-start-'));
  home = join(folder, 'home');
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((started) => started.kill('SIGTERM')));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the command start', () => {
  it('takes an empty home to a served page, prints a one-time set-up link, and stops cleanly on Ctrl-C', async () => {
    const first = run('start');
    const url = await first.ready();
    expect(await statusOf(`${url}/healthz`)).toBe(200);
    expect(await statusOf(`${url}/readyz`)).toBe(200);
    expect(first.setUpLink()).toContain(url);

    const { code, progress } = await first.kill('SIGINT');
    expect(code).toBe(0);
    expect(progress).toContain('Stopped.');
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('recovers after kill -9', async () => {
    const first = run('start');
    await first.ready();
    await first.kill('SIGKILL');
    const second = run('start');
    expect(await statusOf(`${await second.ready()}/readyz`)).toBe(200);
  });

  it('keeps a wish to stop that comes while it is still starting', async () => {
    const early = run('start');
    await early.said(/Starting Groundswell/);
    const { code } = await early.kill('SIGINT');
    expect(code).toBe(0);
  });

  it('says in one sentence that its port is taken, and takes nothing from the process that has it', async () => {
    const first = run('start');
    const url = await first.ready();
    const { code, progress } = await run('start', { PORT: new URL(url).port }).ended;
    expect(code).toBe(1);
    expect(progress.trim()).toMatch(/^groundswell: Port \d+ is taken\. .*PORT=\d+ npm start$/);
    expect(await statusOf(`${url}/readyz`)).toBe(200);
  });

  it.each([
    ['nothing listens', 'postgres://me:hidden-word@127.0.0.1:1/gs', /No database answers at 127\.0\.0\.1:1/],
    ['the address is no database address', 'mysql://me@localhost/gs', /DATABASE_URL must be/],
  ])('says in one sentence what is wrong with DATABASE_URL when %s', async (_, url, sentence) => {
    const { code, progress } = await run('start', { DATABASE_URL: url }).ended;
    expect(code).toBe(1);
    expect(progress).toMatch(sentence);
    expect(progress).not.toMatch(/hidden-word|\n\s+at /);
  });

  it('waits not for ever on a database that does not answer', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, progress } = await run('start', { DATABASE_URL: `postgres://me@127.0.0.1:${port}/gs` }).ended;
    silent.close();
    expect(code).toBe(1);
    expect(progress).toMatch(/No database answers/);
  });

  it('refuses a database that a newer version wrote', async () => {
    const last = `SELECT max(timestamp) + 1, 'FromTheFuture9999' FROM migrations`;
    await inDatabase(`INSERT INTO migrations (timestamp, name) ${last}`);
    try {
      const { code, progress } = await run('start').ended;
      expect(code).toBe(1);
      expect(progress).toMatch(/^groundswell: .*newer version.*$/m);
    } finally {
      await inDatabase(`DELETE FROM migrations WHERE name = 'FromTheFuture9999'`);
    }
  });

  it('says in one sentence which setting does not fit', async () => {
    const { code, progress } = await run('start', { PORT: 'eighty' }).ended;
    expect(code).toBe(1);
    expect(progress.trim()).toMatch(/^groundswell: .*PORT must be a whole number.*$/);
  });

  it('says in one sentence that a folder cannot be made', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, progress } = await run('start', {}, join(file, 'home')).ended;
    expect(code).toBe(1);
    expect(progress).toMatch(/^groundswell: No folder can be made .*GROUNDSWELL_HOME/m);
  });

  const whenRoot = process.getuid?.() === 0 ? it : it.skip;

  whenRoot('works for root from a home that only root may enter', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const started = run('start', {}, join(closed, 'home'));
    expect(await statusOf(`${await started.ready()}/readyz`)).toBe(200);
    const data = await started.said(/Database: embedded, in (\/\S+)\./);
    expect(data).not.toContain(closed);
    await started.kill('SIGTERM');
    await rm(dirname(data), { recursive: true });
  });
});

describe('the other commands', () => {
  it('migrate, and say so when there is nothing to do', async () => {
    const first = await run('migrate').ended;
    expect(first.code).toBe(0);
    expect((await run('migrate').ended).result).toMatch(/has the present schema already/);
  });

  it('look for what is in the way', async () => {
    const { code, result } = await run('doctor').ended;
    expect(code).toBe(0);
    for (const name of ['Node', 'Home folder', 'Database', 'Port', 'Model', 'Sandbox']) expect(result).toContain(name);
  });

  it('find a fault where there is one', async () => {
    const { code, result } = await run('doctor', { DATABASE_URL: 'postgres://me@127.0.0.1:1/gs' }).ended;
    expect(code).toBe(1);
    expect(result).toMatch(/^fault {2}Database: No database answers/m);
  });
});
