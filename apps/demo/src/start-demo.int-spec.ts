import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, readSettings } from '@groundswell/platform';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { demoSettings } from './demo-settings.js';
import { type RunningDemo, startDemo } from './start-demo.js';

const databases = {
  product: `demo_${process.pid}`,
  crm: `demo_${process.pid}_crm`,
  erp: `demo_${process.pid}_erp`,
};

let server: TestDatabase;
let home: string;
let demo: RunningDemo;
const lines: string[] = [];

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  home = await mkdtemp(join(tmpdir(), 'gs-demo-'));
  const settings = demoSettings(readSettings({}).with({ home, port: 0, logLevel: 'error' }));
  const started = Date.now();
  demo = await startDemo({
    settings,
    logger: createLogger(settings),
    databaseUrl: server.url,
    onProgress: (line) => {
      lines.push(line);
      process.stderr.write(`${Date.now() - started} ${line}\n`);
    },
    databases,
    density: Number(process.env['DENSITY'] ?? '0.03'),
  });
  process.stderr.write(`${Date.now() - started} ready\n`);
}, 300_000);

afterAll(async () => {
  await demo?.close();
  for (const name of Object.values(databases)) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS ${databases.crm}_reader`);
  await server.drop();
  await rm(home, { recursive: true, force: true });
}, 30_000);

describe('the demo', () => {
  it('starts', () => {
    expect(demo.links.map((link) => link.role).sort()).toEqual([
      'auditor',
      'builder',
      'leader',
      'owner',
      'runner',
      'steward',
    ]);
  });
});
