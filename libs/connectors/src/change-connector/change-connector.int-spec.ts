import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, Database } from '@groundswell/platform';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  auditOf,
  hostileInput,
  ReadyConnector,
  SPEC_MODULES,
  type SpecHome,
  specHome,
  switchOf,
  toolsOf,
} from '../connectors.fixture.js';
import { ConnectorsDirectory } from '../directory/connectors-directory.js';
import { LabelToolService } from '../label-tool/label-tool.service.js';
import { MoveBindingsService } from '../move-bindings/move-bindings.service.js';
import { ConnectorVersionDifferenceQuery } from '../move-bindings/version-difference.query.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { SetToolStatusService } from '../set-tool-status/set-tool-status.service.js';
import { ChangeConnectorService, type ConnectorChange } from './change-connector.service.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let steward: Actor;
let builder: Actor;
let stranger: Actor;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  const strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
  stranger = await strangers.addPerson('Sven', ['steward']);
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

const ready = () => ReadyConnector.make(app, { steward, caller: builder }, hostileInput(home));

function changeOf(connector: StoredConnector, more: Partial<ConnectorChange> = {}): ConnectorChange {
  return {
    connectorId: connector.id,
    seenNumber: connector.versionNumber,
    transport: 'stdio',
    catalogueKey: 'hostile',
    settings: connector.settings,
    secrets: [],
    dataClass: 'personal',
    ...more,
  };
}

const change = (connector: StoredConnector, more: Partial<ConnectorChange> = {}, actor = steward) =>
  app.get(ChangeConnectorService).change(actor, changeOf(connector, more));
const move = (connector: StoredConnector, toVersionId: string, seenVersionId: string, actor = steward) =>
  app.get(MoveBindingsService).move(actor, { connectorId: connector.id, toVersionId, seenVersionId });
const differenceTo = (connector: StoredConnector, versionId: string, actor = steward) =>
  app.get(ConnectorVersionDifferenceQuery).toVersion(actor, connector.id, versionId);

/** A version in which one tool is described differently and one is new. */
async function changedServer(connector: StoredConnector): Promise<ReturnType<typeof change>> {
  await writeFile(switchOf(connector), '');
  const settings = { ...connector.settings, behaviour: 'mutate-on-switch,grow-on-switch' };
  return change(connector, { settings });
}

describe('changing a connector', () => {
  it('makes a version that nothing uses until the bindings are moved', async () => {
    const tools = await ready();
    const { versionId, connector } = await changedServer(tools.connector);
    expect(versionId).not.toBe(tools.connector.versionId);
    expect(connector).toMatchObject({ versionNumber: 1, versionId: tools.connector.versionId });
    const { difference, toLookAt } = await differenceTo(connector, versionId);
    expect(difference).toMatchObject({ added: ['new_tool'], removed: [], unchanged: 2 });
    expect(difference.settings).toMatchObject([{ area: 'settings', label: 'behaviour' }]);
    expect(difference.changed.map((tool) => tool.name)).toEqual(['search_customers']);
    expect(difference.changed[0]?.changes[0]?.after).toContain('⟨U+200B⟩');
    expect(toLookAt).toEqual(['new_tool', 'search_customers']);
    const rows = await app.database.query(
      `SELECT name, status, labelled_at IS NOT NULL AS labelled FROM tools WHERE connector_version_id = $1 ORDER BY name`,
      [versionId],
    );
    expect(rows).toEqual([
      { name: 'count_up', status: 'allowed', labelled: true },
      { name: 'new_tool', status: 'blocked', labelled: false },
      { name: 'search_customers', status: 'blocked', labelled: false },
      { name: 'send_mail', status: 'allowed', labelled: true },
    ]);
  });

  it('leads bindings on in one recorded act: what is the same works, what changed waits for a person, and back again', async () => {
    const tools = await ready();
    const first = tools.connector.versionId;
    expect(await tools.call({ tool: 'count_up' })).toMatchObject({ kind: 'answered' });
    const { versionId } = await changedServer(tools.connector);
    const after = await move(tools.connector, versionId, first);
    expect(after).toMatchObject({ versionNumber: 2, versionId });
    // The ids are those that workflow versions bound: of the first version.
    expect(await tools.call({ tool: 'count_up' })).toMatchObject({ kind: 'answered' });
    expect(await tools.call()).toMatchObject({
      kind: 'refused',
      explanation: { sentence: expect.stringContaining('blocked') },
    });
    const [summary] = await app
      .get(Database)
      .transaction(steward.organisationId, (tx) =>
        app.get(ConnectorsDirectory).toolsByIds(tx, [tools.toolId('search_customers')]),
      )
      .then((found) => [...found.values()]);
    expect(summary).toMatchObject({
      toolId: tools.toolId('search_customers'),
      connectorVersionId: versionId,
      status: 'blocked',
    });
    const fresh = await app.database.query<{ id: string }>(
      `SELECT id FROM tools WHERE connector_version_id = $1 AND name = 'search_customers'`,
      [versionId],
    );
    const id = fresh[0]?.id ?? '';
    await app.get(LabelToolService).label(steward, id, { risk: 'read', returnsUntrusted: true, reachesOutside: false });
    await app.get(SetToolStatusService).set(steward, id, 'allowed');
    expect(await tools.call()).toMatchObject({ kind: 'answered' });
    await move(tools.connector, first, versionId);
    expect(await tools.call({ tool: 'count_up' })).toMatchObject({ kind: 'answered' });
    const moves = (await auditOf(app, tools.connector)).filter((entry) => entry.action === 'connector.bindings.moved');
    expect(moves.map(({ details }) => [details['fromNumber'], details['toNumber'], details['changed']])).toEqual([
      [1, 2, ['search_customers']],
      [2, 1, ['search_customers']],
    ]);
  });

  it('refuses a bound tool that the present version does not offer', async () => {
    const tools = await ready();
    await writeFile(switchOf(tools.connector), '');
    const settings = { ...tools.connector.settings, behaviour: 'drop-on-switch' };
    const { versionId } = await change(tools.connector, { settings });
    await move(tools.connector, versionId, tools.connector.versionId);
    expect(await tools.call()).toMatchObject({
      kind: 'refused',
      explanation: { sentence: expect.stringContaining('present version does not offer it') },
    });
    expect(await tools.call({ tool: 'count_up' })).toMatchObject({ kind: 'answered' });
  });

  it('takes a secret along only while it stays with the same issuer', async () => {
    const secret = { name: 'secret', value: 'hunter2-hunter2' };
    const input = hostileInput(home, ['environment'], { secrets: [secret] });
    const tools = await ReadyConnector.make(app, { steward, caller: builder }, input);
    const moved = { ...tools.connector.settings, behaviour: 'https://elsewhere.example/collect,environment' };
    const { versionId } = await change(tools.connector, { settings: moved });
    const rows = await app.database.query<{ issuer: string }>(
      `SELECT issuer FROM connector_secrets WHERE connector_id = $1`,
      [tools.connector.id],
    );
    expect(rows).toEqual([{ issuer: 'stdio:hostile' }]);
    const { difference } = await differenceTo(tools.connector, versionId);
    expect(difference.settings.map((one) => one.label)).toEqual(['credentials are for', 'behaviour']);
    await move(tools.connector, versionId, tools.connector.versionId);
    const called = await tools.call();
    expect(JSON.stringify(called)).not.toMatch(/hunter2|\[secret\]/);
  });

  it('refuses what changes nothing, what somebody overtook, and a move that was looked at from elsewhere', async () => {
    const { connector } = await ready();
    await expect(change(connector)).rejects.toMatchObject({ code: 'CONNECTOR_UNCHANGED' });
    const { versionId } = await change(connector, { dataClass: 'public' });
    await expect(change(connector, { dataClass: 'internal' })).rejects.toMatchObject({ code: 'REVISION_STALE' });
    await expect(move(connector, versionId, versionId)).rejects.toMatchObject({ code: 'REVISION_STALE' });
    await expect(change(connector, { limits: { maxConcurrent: 0 }, seenNumber: 2 })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('is the stewards’: forbidden to builders, unknown to strangers', async () => {
    const { connector } = await ready();
    await expect(change(connector, { dataClass: 'public' }, builder)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(connector, { dataClass: 'public' }, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { versionId } = await change(connector, { dataClass: 'public' });
    await expect(move(connector, versionId, connector.versionId, builder)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(move(connector, versionId, connector.versionId, stranger)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(differenceTo(connector, versionId, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await toolsOf(app, connector)).rows).toHaveLength(6);
  });
});
