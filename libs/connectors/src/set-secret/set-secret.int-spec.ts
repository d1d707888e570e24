import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { SPEC_MODULES, type SpecHome, specHome, hostileInput } from '../connectors.fixture.js';
import { DiscoverToolsService } from '../discover-tools/discover-tools.service.js';
import { ShowConnectorsQuery } from '../graphql/show-connectors.query.js';
import type { ConnectorInput } from '../register-connector/connector-input.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { TestConnectorService } from '../test-connector/test-connector.service.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

const register = (input: ConnectorInput, actor = steward) => app.get(RegisterConnectorService).register(actor, input);
const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
const unknown = expect.objectContaining({ code: 'NOT_FOUND' });

describe('a secret', () => {
  const CANARY = 'canary-4711-never-to-be-seen';

  it('goes in and comes back nowhere: no row, no answer, no audit entry, no error', async () => {
    const connector = await register(
      hostileInput(home, ['secret-in-description'], { secrets: [{ name: 'secret', value: CANARY }] }),
    );
    const shown = await app.get(ShowConnectorsQuery).find(steward, connector.id);
    expect(shown?.secrets).toMatchObject([{ name: 'secret', set: true, setAt: expect.any(Date) }]);
    await app.get(SetSecretService).set(steward, connector.id, 'secret', `${CANARY}-2`);
    await app.get(DiscoverToolsService).discover(steward, connector.id);
    const failing = await register(hostileInput(home, [], { secrets: [{ name: 'secret', value: CANARY }] }));
    await app.database.query(
      `INSERT INTO connector_versions SELECT gen_random_uuid(), organisation_id, connector_id, 2, transport, catalogue_key, url,
         '{"behaviour":"environment-in-error"}', data_class, created_at, created_by_id, issuer, credential_mode, sign_in, limits
         FROM connector_versions WHERE connector_id = $1`,
      [failing.id],
    );
    await app.database.query(
      `UPDATE connectors SET current_version_id = (SELECT id FROM connector_versions WHERE connector_id = $1 AND number = 2) WHERE id = $1`,
      [failing.id],
    );
    const tested = await app.get(TestConnectorService).test(steward, failing.id);
    expect(tested).toMatchObject({ ok: false, message: expect.stringContaining('Cannot sign in with [secret]') });
    const error: unknown = await app
      .get(DiscoverToolsService)
      .discover(steward, failing.id)
      .catch((fault: unknown) => fault);
    expect(JSON.stringify([shown, tested, error, String(error)])).not.toContain(CANARY);
    const tables = await app.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const hits = await app.database.query(`SELECT 1 FROM "${name}" t WHERE position($1 IN t::text) > 0`, [CANARY]);
      expect([name, hits]).toEqual([name, []]);
      const bytes = Buffer.from(CANARY).toString('hex');
      expect([
        name,
        await app.database.query(`SELECT 1 FROM "${name}" t WHERE position($1 IN t::text) > 0`, [bytes]),
      ]).toEqual([name, []]);
    }
  });

  it('is set by stewards, of their own connectors, under a name that exists', async () => {
    const connector = await register(hostileInput(home));
    const set = app.get(SetSecretService);
    await expect(set.set(builder, connector.id, 'secret', CANARY)).rejects.toEqual(forbidden);
    await expect(set.set(strangers.owner, connector.id, 'secret', CANARY)).rejects.toEqual(unknown);
    for (const [name, value] of [
      ['other', CANARY],
      ['secret', ''],
      ['secret', `two\nlines`],
      ['behaviour', CANARY],
    ] as const) {
      const refused: unknown = await set.set(steward, connector.id, name, value).catch((fault: unknown) => fault);
      expect(refused).toMatchObject({ code: 'INPUT_INVALID', fields: [{ path: 'value' }] });
      expect(JSON.stringify(refused)).not.toContain(CANARY);
    }
  });

  it('is a state that builders do not see', async () => {
    const connector = await register(hostileInput(home, [], { secrets: [{ name: 'secret', value: CANARY }] }));
    expect((await app.get(ShowConnectorsQuery).find(builder, connector.id))?.secrets).toEqual([]);
  });
});
