import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { checkOutsideDatabase, databaseFault } from './outside-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});

afterAll(async () => {
  await database.drop();
});

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('checkOutsideDatabase', () => {
  it('tells the version of a database that answers', async () => {
    expect((await checkOutsideDatabase(database.url)).version).toMatch(/^18\./);
  });

  it('names the place where nothing answers, and never the password', async () => {
    const url = 'postgres://me:very-secret@127.0.0.1:1/groundswell';
    const fault = await checkOutsideDatabase(url).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNREACHABLE' });
    expect(String(fault)).toContain('127.0.0.1:1');
    expect(String(fault)).not.toContain('very-secret');
  });

  it('says the same of a name that nobody knows', async () => {
    const url = 'postgres://me@no-such-host.invalid/groundswell';
    await expect(checkOutsideDatabase(url)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });

  it('gives up on something that listens and is no database', async () => {
    const silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    try {
      await expect(checkOutsideDatabase(`postgres://me@127.0.0.1:${port}/x`)).rejects.toThrow();
    } finally {
      silent.close();
    }
  });

  it('tells a wrong password from a missing database', async () => {
    await expect(checkOutsideDatabase(changed((url) => (url.password = 'wrong')))).rejects.toMatchObject({
      code: 'DATABASE_REFUSED',
    });
    await expect(checkOutsideDatabase(changed((url) => (url.pathname = '/nowhere')))).rejects.toMatchObject({
      code: 'DATABASE_MISSING',
      message: expect.stringContaining('CREATE DATABASE nowhere'),
    });
  });
});

describe('databaseFault', () => {
  it('says which right is missing', () => {
    const fault = databaseFault({ code: '42501' }, 'postgres://ada:secret@db.example:5433/gs');
    expect(fault).toMatchObject({ code: 'DATABASE_RIGHT_MISSING', message: expect.stringContaining('ALTER ROLE ada') });
  });

  it('passes on what it does not know', () => {
    const bug = new Error('a bug');
    expect(databaseFault(bug, 'postgres://db/gs')).toBe(bug);
  });
});
