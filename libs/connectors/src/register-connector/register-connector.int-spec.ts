import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  SPEC_MODULES,
  type SpecHome,
  specHome,
  auditOf,
  documentsInput,
  hostileInput,
  toolsOf,
} from '../connectors.fixture.js';
import { ShowConnectorsQuery } from '../graphql/show-connectors.query.js';
import type { ConnectorInput } from '../register-connector/connector-input.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';

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

describe('registering a connector', () => {
  it('discovers and pins its tools over the real protocol, all of them blocked', async () => {
    const connector = await register(documentsInput(home));
    const { rows } = await toolsOf(app, connector);
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['blocked']));
    expect(connector).toMatchObject({
      transport: 'stdio',
      versionNumber: 1,
      protocolEra: 'legacy',
      healthState: 'healthy',
      settings: { folder: home.letters },
    });
    const [entry] = await auditOf(app, connector);
    expect(entry).toMatchObject({ action: 'connector.registered', details: { toolCount: rows.length } });
  });

  it('makes one connector of the same submit twice, also of two at once', async () => {
    const input = documentsInput(home, { clientKey: 'submit-1' });
    const [one, other] = await Promise.all([register(input), register(input)]);
    const third = await register(input);
    expect(new Set([one.id, other.id, third.id]).size).toBe(1);
  });

  it('is for stewards', async () => {
    await expect(register(documentsInput(home), builder)).rejects.toEqual(forbidden);
  });

  it('says everything that is wrong at once, and starts nothing', async () => {
    const input = documentsInput(home, {
      name: ' ',
      description: 'x'.repeat(501),
      settings: { folder: '/etc', other: 1 },
      secrets: [{ name: 'password', value: 'geheim-geheim' }],
    });
    await expect(register(input)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: [
        { path: 'name' },
        { path: 'description' },
        { path: 'settings.other' },
        { path: 'secrets.password' },
        { path: 'settings.folder' },
      ],
    });
  });

  it.each([
    ['an unknown command', { catalogueKey: 'rm' }, 'catalogueKey'],
    ['no command', { catalogueKey: null }, 'catalogueKey'],
    ['another transport', { transport: 'telnet' }, 'transport'],
    ['no address', { transport: 'http', settings: {} }, 'url'],
    ['an internal address', { transport: 'http', settings: {}, url: 'http://127.0.0.1:1/mcp' }, 'url'],
    ['settings that are a list', { settings: [] }, 'settings'],
    ['the meta-data service', { transport: 'http', settings: {}, url: 'http://169.254.169.254/' }, 'url'],
    [
      'a header of the connection itself',
      { transport: 'http', settings: {}, url: 'https://example.com', secrets: [{ name: 'Host', value: 'inside' }] },
      'secrets.Host',
    ],
  ])('refuses %s', async (_what, changes, path) => {
    await expect(register(documentsInput(home, changes as Partial<ConnectorInput>))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  it('refuses a second connector of the same name', async () => {
    const first = await register(hostileInput(home));
    await expect(register(hostileInput(home, [], { name: first.name.toUpperCase() }))).rejects.toMatchObject({
      fields: [{ path: 'name' }],
    });
  });

  it.each(['shadow', 'die-at-start', 'listing-is-text'] as const)(
    'leaves nothing behind of a server that does %s',
    async (bad) => {
      const input = hostileInput(home, [bad]);
      await expect(register(input)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await app.database.query(`SELECT 1 FROM connectors WHERE name = $1`, [input.name])).toEqual([]);
    },
  );

  it('is seen by nobody of another organisation', async () => {
    const connector = await register(hostileInput(home));
    const show = app.get(ShowConnectorsQuery);
    expect((await show.all(strangers.owner)).map((one) => one.id)).not.toContain(connector.id);
    expect(await show.find(strangers.owner, connector.id)).toBeNull();
    expect((await show.find(builder, connector.id))?.name).toBe(connector.name);
    expect(await show.find(builder, 'no id')).toBeNull();
  });
});
