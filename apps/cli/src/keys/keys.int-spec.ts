import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeysModule, SecretVault } from '@groundswell/connectors';
import { newId, type OrganisationId } from '@groundswell/kernel';
import { createLogger, Database, KeyRing, openKeyRing, readSettings, type Settings } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';
import { keys } from './keys.js';

let app: TestApp;
let home: string;
let settings: Settings;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-keys-command-'));
  const keyRing = await openKeyRing({ home, masterKey: undefined });
  app = await startTestApp({
    modules: [KeysModule],
    settings: { home },
    overrides: [{ token: KeyRing as never, value: keyRing }],
  });
  settings = readSettings({}).with({ home, databaseUrl: app.database.url, logLevel: 'error' });
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const terminal = { result: (line: string) => lines.push(line), progress: () => undefined };
  return { code: await keys(settings, terminal, createLogger(settings), args), lines };
}

describe('groundswell keys', () => {
  it('puts a new master key on top and renews the data keys, while a running process goes on', async () => {
    const organisationId = newId<OrganisationId>();
    const secretId = newId();
    const vault = app.get(SecretVault);
    const inOrganisation = <T>(work: Parameters<Database['transaction']>[1]) =>
      app.get(Database).transaction(organisationId, work) as Promise<T>;
    const before = await inOrganisation<{ sealed: Buffer }>((tx) => vault.seal(tx, secretId, 'hunter2'));
    const { code, lines } = await run('rotate');
    expect(code).toBe(0);
    expect(lines).toEqual([expect.stringContaining('the keys of 1 organisations: 1 data keys wrapped anew')]);
    expect((await readFile(join(home, 'keys', 'master.key'), 'utf8')).trim().split('\n')).toHaveLength(2);
    // The process that was running all along seals with the new key, which it reads when it needs it.
    const after = await inOrganisation<{ sealed: Buffer }>((tx) => vault.seal(tx, secretId, 'hunter3'));
    expect(after.sealed.subarray(1, 37)).not.toEqual(before.sealed.subarray(1, 37));
    expect(await inOrganisation<string>((tx) => vault.open(tx, secretId, after.sealed))).toBe('hunter3');
    expect((await run('rotate', '--same-master')).code).toBe(0);
    expect((await readFile(join(home, 'keys', 'master.key'), 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  it('does not guess', async () => {
    expect((await run()).code).toBe(2);
    expect((await run('rotate', '--all')).code).toBe(2);
  });
});
