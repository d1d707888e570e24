import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '@groundswell/identity';
import { type Actor } from '@groundswell/platform';
import { LineagePort, PoliciesModule } from '@groundswell/policies';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  type HostileBehaviour,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { ConnectorsModule } from '../connectors.module.js';
import { ShowConnectorsQuery } from '../graphql/show-connectors.query.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import type { ConnectorInput } from '../register-connector/connector-input.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';

@Global()
@Module({
  providers: [{ provide: LineagePort, useValue: { ancestry: () => Promise.resolve([]) } }],
  exports: [LineagePort],
})
class NoLineageModule {}

let app: TestApp;
let home: string;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;
let counter = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-connectors-'));
  await mkdir(join(home, 'letters'));
  await writeFile(join(home, 'letters', 'offer.txt'), 'Angebot Nr. 7');
  await writeFile(join(home, 'catalogue.json'), JSON.stringify({ entries: [HOSTILE_ENTRY] }));
  app = await startTestApp({
    modules: [IdentityModule, PoliciesModule, NoLineageModule, ConnectorsModule],
    settings: { home, catalogueFile: join(home, 'catalogue.json'), allowedFolders: [join(home, 'letters')] },
  });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
});

afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

const documents = (changes: Partial<ConnectorInput> = {}): ConnectorInput => ({
  name: `Letters ${counter++}`,
  description: 'Letters of tenants.',
  transport: 'stdio',
  catalogueKey: 'documents',
  settings: { folder: join(home, 'letters') },
  secrets: [],
  dataClass: 'confidential',
  ...changes,
});

const hostile = (behaviours: readonly HostileBehaviour[] = [], changes: Partial<ConnectorInput> = {}): ConnectorInput =>
  documents({
    name: `Hostile ${counter++}`,
    catalogueKey: 'hostile',
    settings: { behaviour: behaviours.join(','), switchFile: join(home, `switch-${counter}`) },
    ...changes,
  });

const register = (input: ConnectorInput, actor = steward) => app.get(RegisterConnectorService).register(actor, input);

async function toolsOf(connector: StoredConnector) {
  const rows = await app.database.query<{ id: string; name: string; status: string; drift: string | null }>(
    `SELECT id, name, status, drift FROM tools WHERE connector_id = $1 ORDER BY name`,
    [connector.id],
  );
  const tool = (name: string) => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };
  return { rows, tool };
}

async function auditOf(connectorId: string): Promise<{ action: string; details: Record<string, unknown> }[]> {
  return app.database.query(`SELECT action, details FROM audit_entries WHERE connector_id = $1 ORDER BY seq`, [
    connectorId,
  ]);
}

const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });

describe('registering a connector', () => {
  it('discovers and pins its tools over the real protocol, all of them blocked', async () => {
    const connector = await register(documents());
    const { rows } = await toolsOf(connector);
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['blocked']));
    expect(connector).toMatchObject({
      transport: 'stdio',
      versionNumber: 1,
      protocolEra: 'legacy',
      healthState: 'healthy',
      settings: { folder: join(home, 'letters') },
    });
    const [entry] = await auditOf(connector.id);
    expect(entry).toMatchObject({ action: 'connector.registered', details: { toolCount: rows.length } });
  });

  it('makes one connector of the same submit twice, also of two at once', async () => {
    const input = documents({ clientKey: 'submit-1' });
    const [one, other] = await Promise.all([register(input), register(input)]);
    const third = await register(input);
    expect(new Set([one.id, other.id, third.id]).size).toBe(1);
  });

  it('is for stewards', async () => {
    await expect(register(documents(), builder)).rejects.toEqual(forbidden);
    expect(await auditOf('00000000-0000-0000-0000-000000000000')).toEqual([]);
  });

  it('says everything that is wrong at once, and starts nothing', async () => {
    const input = documents({
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
    await expect(register(documents(changes as Partial<ConnectorInput>))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  it('refuses a second connector of the same name', async () => {
    const first = await register(hostile());
    await expect(register(hostile([], { name: first.name.toUpperCase() }))).rejects.toMatchObject({
      fields: [{ path: 'name' }],
    });
  });

  it.each(['shadow', 'die-at-start', 'listing-is-text'] as const)(
    'leaves nothing behind of a server that does %s',
    async (bad) => {
      const input = hostile([bad]);
      await expect(register(input)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await app.database.query(`SELECT 1 FROM connectors WHERE name = $1`, [input.name])).toEqual([]);
    },
  );

  it('is seen by nobody of another organisation', async () => {
    const connector = await register(hostile());
    const show = app.get(ShowConnectorsQuery);
    expect((await show.all(strangers.owner)).map((one) => one.id)).not.toContain(connector.id);
    expect(await show.find(strangers.owner, connector.id)).toBeNull();
    expect((await show.find(builder, connector.id))?.name).toBe(connector.name);
    expect(await show.find(builder, 'no id')).toBeNull();
  });
});
