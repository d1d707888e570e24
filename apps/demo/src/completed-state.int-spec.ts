import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { completedState, markCompleted } from './completed-state.js';
import { recreateDatabase } from './databases/demo-database.js';
import { type DemoState, writeState } from './demo-state.js';

const name = `completed_${process.pid}`;
const state: DemoState = {
  fillId: 'fill-1',
  seed: 1,
  asOf: '2026-11-21',
  documentsFolder: '/tmp/documents',
  crmPassword: 'secret',
  crmUrl: 'postgres://reader:secret@127.0.0.1:1/crm',
  crmConnectorId: 'c',
  erpApiKey: 'key',
  erpPort: 4410,
  organisationId: 'o',
  faces: { owner: 'p' },
};

let server: TestDatabase;
let home: string;

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  home = await mkdtemp(join(tmpdir(), 'gs-demo-state-'));
});

afterAll(async () => {
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.drop();
  await rm(home, { recursive: true, force: true });
});

describe('a fill of the demo counts as completed', () => {
  it('not before there was one', async () => {
    expect(await completedState(home, server.url, name)).toBeNull();
  });

  it('not when it was cut off before its mark', async () => {
    await recreateDatabase({ adminUrl: server.url, name });
    await writeState(home, state);
    expect(await completedState(home, server.url, name)).toBeNull();
  });

  it('when folder and database say the same', async () => {
    await markCompleted(server.url, name, state.fillId);
    expect(await completedState(home, server.url, name)).toEqual(state);
  });

  it('not when the database was made anew since', async () => {
    await recreateDatabase({ adminUrl: server.url, name });
    expect(await completedState(home, server.url, name)).toBeNull();
  });

  it('not when its state is half a file, or an older version’s', async () => {
    await markCompleted(server.url, name, state.fillId);
    await writeFile(join(home, 'demo-state.json'), '{"fillId": "fill-1"');
    expect(await completedState(home, server.url, name)).toBeNull();
    await writeFile(join(home, 'demo-state.json'), '{"fillId": "fill-1"}');
    expect(await completedState(home, server.url, name)).toBeNull();
  });

  it('and its secrets are for its owner’s eyes', async () => {
    await writeState(home, state);
    expect((await stat(join(home, 'demo-state.json'))).mode & 0o077).toBe(0);
  });
});
