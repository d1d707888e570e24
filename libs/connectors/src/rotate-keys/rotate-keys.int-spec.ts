import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, Database, KeyRing, openKeyRing, addMasterKey } from '@groundswell/platform';
import { foundOrganisation, HOSTILE_ENTRY, startTestApp, type TestApp } from '@groundswell/testing';
import { hostileInput, ReadyConnector, SPEC_MODULES, type SpecHome, specHome } from '../connectors.fixture.js';
import { Connections } from '../connections/connections.service.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { KeysModule } from './keys.module.js';
import { RotateKeysService } from './rotate-keys.service.js';

let app: TestApp;
let home: SpecHome;
let steward: Actor;
let builder: Actor;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  const keyRing = await openKeyRing({ home: home.folder, masterKey: undefined });
  app = await startTestApp({
    modules: [...SPEC_MODULES, KeysModule],
    settings: home.settings,
    overrides: [{ token: KeyRing as never, value: keyRing }],
  });
  const organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

const keys = () =>
  app.database.query<{ id: string; master: string; retired: boolean }>(
    `SELECT id, master_key_id AS master, retired_at IS NOT NULL AS retired FROM data_keys ORDER BY created_at`,
  );

describe('rotating the keys', () => {
  it('puts everything under new keys while calls go on, and none of them notices', async () => {
    const value = randomBytes(12).toString('hex');
    const secrets = [{ name: 'secret', value }];
    const made = await Promise.all(
      Array.from({ length: 3 }, () =>
        ReadyConnector.make(app, { steward, caller: builder }, hostileInput(home, ['environment'], { secrets })),
      ),
    );
    const [before] = await keys();
    const under = { way: true };
    const kinds: string[] = [];
    const calling = (async () => {
      while (under.way) {
        for (const one of made) {
          // Conversations are ended, so that each call opens its secret anew.
          await app
            .get(Database)
            .transaction(steward.organisationId, (tx) => app.get(Connections).endAfter(tx, one.connector.id));
          kinds.push((await one.call()).kind);
        }
      }
    })();
    await addMasterKey({ home: home.folder, masterKey: undefined });
    const rotated = await app.get(RotateKeysService).rotate();
    await app.get(SetSecretService).set(steward, made[0]?.connector.id ?? '', 'secret', `${value}x`);
    const again = await app.get(RotateKeysService).rotate();
    under.way = false;
    await calling;
    expect(rotated).toMatchObject({ organisations: 1, wrapped: 1, sealed: 3 });
    expect(again).toMatchObject({ sealed: 3 });
    expect(kinds.length).toBeGreaterThan(2);
    expect(new Set(kinds)).toEqual(new Set(['answered']));
    const after = await keys();
    expect(after.filter((key) => !key.retired)).toHaveLength(1);
    expect(after.map((key) => key.id)).not.toContain(before?.id);
    expect(new Set(after.map((key) => key.master))).not.toContain(before?.master);
    const [entry] = await app.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_entries WHERE action = 'keys.rotated'`,
    );
    expect(entry?.n).toBe(2);
  });
});
