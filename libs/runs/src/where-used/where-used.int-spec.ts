import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectorVersionId, WorkflowId } from '@groundswell/kernel';
import {
  ChangeConnectorService,
  ConnectorsModule,
  LabelToolService,
  MoveBindingsService,
  RegisterConnectorService,
  SetToolStatusService,
  type StoredConnector,
} from '@groundswell/connectors';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { AdaptWorkflowService, SaveDraftService, SubmitVersionService, WorkflowLibrary } from '@groundswell/workflows';
import { Database, type RequestContext } from '@groundswell/platform';
import { OwnCredentialUseResolver, SecretUseResolver } from '../graphql/where-used.resolver.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { RunsModule } from '../runs.module.js';
import { WhereUsedQuery } from './where-used.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let home: string;
let connector: StoredConnector;
let toolId: string;
let workflowId: WorkflowId;
let publishedId: string;
let adaptedId: string;

const folder = (name: string) => join(home, name);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-where-used-'));
  for (const name of ['letters', 'archive']) {
    await mkdir(folder(name));
    await writeFile(join(folder(name), 'offer.txt'), `From the ${name}`);
  }
  world = await startRunsWorld(KIT, {
    modules: [ConnectorsModule, RunsModule],
    settings: { home, allowedFolders: [folder('letters'), folder('archive')] },
  });
  const { app, steward, builder, teamId } = world;
  connector = await app.get(RegisterConnectorService).register(steward, {
    name: 'Letters',
    description: 'Letters of tenants.',
    transport: 'stdio',
    catalogueKey: 'documents',
    settings: { folder: folder('letters') },
    secrets: [],
    dataClass: 'internal',
  });
  const [tool] = await app.database.query<{ id: string }>(`SELECT id FROM tools WHERE name = 'read_text_file'`);
  toolId = tool?.id ?? '';
  await app
    .get(LabelToolService)
    .label(steward, toolId, { risk: 'read', returnsUntrusted: false, reachesOutside: false });
  await app.get(SetToolStatusService).set(steward, toolId, 'allowed');
  const made = await makeWorkflow(world, { bindings: [{ connectorId: connector.id, toolIds: [toolId] }] });
  workflowId = made.workflowId;
  publishedId = made.version.id;
  const adapted = await app
    .get(AdaptWorkflowService)
    .adapt(builder, { versionId: publishedId, title: 'Remind owners', task: 'The same for owners.', teamId });
  adaptedId = adapted.id;
});

afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

beforeEach(() => world.model.reset());

const whereUsed = (actor = world.steward) => world.app.get(WhereUsedQuery).ofConnector(actor, connector.id);

async function moveTo(name: string): Promise<ConnectorVersionId> {
  const { app, steward } = world;
  const [newest] = await app.database.query<{ number: number }>(
    `SELECT max(number) AS number FROM connector_versions WHERE connector_id = $1`,
    [connector.id],
  );
  const [now] = await app.database.query<{ id: string }>(
    `SELECT current_version_id AS id FROM connectors WHERE id = $1`,
    [connector.id],
  );
  const { versionId } = await app.get(ChangeConnectorService).change(steward, {
    connectorId: connector.id,
    seenNumber: newest?.number ?? 0,
    transport: 'stdio',
    catalogueKey: 'documents',
    settings: { folder: folder(name) },
    secrets: [],
    dataClass: 'internal',
  });
  await app
    .get(MoveBindingsService)
    .move(steward, { connectorId: connector.id, toVersionId: versionId, seenVersionId: now?.id ?? '' });
  return versionId;
}

describe('where a connector is used', () => {
  it('is told by version, with the lineage and the tools', async () => {
    const { uses, hidden } = await whereUsed();
    expect(hidden).toBe(0);
    expect(
      uses.map(({ workflowId: id, status, toolNames, root }) => [id, status, toolNames, root?.id ?? null]),
    ).toEqual(
      expect.arrayContaining([
        [workflowId, 'published', ['read_text_file'], null],
        [adaptedId, 'draft', ['read_text_file'], workflowId],
      ]),
    );
    expect(uses).toHaveLength(2);
  });

  it('counts what a person may not see, and tells strangers nothing', async () => {
    const { uses, hidden } = await whereUsed(world.runner);
    expect(uses.map((use) => use.workflowId)).toEqual([workflowId]);
    expect(hidden).toBe(1);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    const stranger = await strangers.addPerson('Sven', ['steward']);
    expect(await whereUsed(stranger)).toEqual({ uses: [], hidden: 0 });
  });
});

describe('where a credential is used', () => {
  const context = (): RequestContext => ({
    actor: null,
    actAs: () => undefined,
    correlationId: 'spec',
    remoteAddress: '127.0.0.1',
    sessionToken: null,
    loaders: new Map(),
  });
  const secret = () => ({ name: 'token', set: true, setAt: null, connectorId: connector.id });

  it('is what binds its connector, as far as the person may see it', async () => {
    const house = world.app.get(SecretUseResolver);
    expect((await house.whereUsed(secret(), world.steward, context())).uses).toHaveLength(2);
    expect(await house.whereUsed(secret(), world.runner, context())).toMatchObject({ hidden: 1 });
    const strangers = await foundOrganisation(world.app, 'Ostwind');
    expect(await house.whereUsed(secret(), strangers.owner, context())).toEqual({ uses: [], hidden: 0 });
  });

  it('of one’s own is the same, and nothing for one that was set for another server', async () => {
    const own = world.app.get(OwnCredentialUseResolver);
    const credential = { name: 'token', label: 'Token', setAt: null, unused: false, connectorId: connector.id };
    expect((await own.whereUsed(credential, world.runner, context())).uses).toHaveLength(1);
    const unused = await own.whereUsed({ ...credential, unused: true }, world.runner, context());
    expect(unused).toEqual({ uses: [], hidden: 0 });
  });
});

describe('moving the bindings of a connector', () => {
  it('leads a published version on without changing it: its runs reach the new place', async () => {
    const before = await world.app.database.query(
      `SELECT bindings, pins, digest FROM workflow_versions WHERE id = $1`,
      [publishedId],
    );
    const versionId = await moveTo('archive');
    world.model.answers(
      { toolUse: [{ name: 'letters__read_text_file', input: { path: join(folder('archive'), 'offer.txt') } }] },
      { text: 'Read.' },
    );
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps[1]?.told).toContain('From the archive');
    const after = await world.app.database.query(`SELECT bindings, pins, digest FROM workflow_versions WHERE id = $1`, [
      publishedId,
    ]);
    expect(after).toEqual(before);
    expect((await whereUsed()).uses.map((use) => use.toolNames)).toEqual([['read_text_file'], ['read_text_file']]);
    expect(versionId).not.toBe(connector.versionId);
  });

  it('is taken in by a draft that is saved and submitted: it names the present version and its tool', async () => {
    const { app, builder } = world;
    const draft = await app
      .get(Database)
      .transaction(builder.organisationId, async (tx) =>
        (await app.get(WorkflowLibrary).openVersionsOf(tx, [adaptedId])).get(adaptedId),
      );
    if (!draft) throw new Error('The adapted workflow has a draft.');
    const { limits, instructions, inputSchema, sampleInputs, model } = draft.content;
    const saved = await app.get(SaveDraftService).save(builder, {
      versionId: draft.id,
      revision: draft.revision,
      ...{ instructions, inputSchema, sampleInputs, model, ...limits },
      changeNote: 'For owners.',
      bindings: [{ connectorId: connector.id, toolIds: [toolId] }],
    });
    const submitted = await app.get(SubmitVersionService).submit(builder, saved.id, 10);
    const [present] = await app.database.query<{ id: string; version: string }>(
      `SELECT t.id, t.connector_version_id AS version FROM tools t JOIN connectors c ON c.current_version_id = t.connector_version_id
        WHERE t.name = 'read_text_file'`,
    );
    expect(submitted.content.bindings).toEqual([
      { connectorId: connector.id, connectorVersionId: present?.version, toolIds: [present?.id] },
    ]);
  });

  it('tells a run of a suspended binding what changed, and lets it go on', async () => {
    await world.app.database.query(
      `UPDATE tools t SET status = 'quarantined', drift_detected_at = now(),
              drift = '{"definition":null,"digest":null,"changes":[{"area":"description","label":"description","before":"a","after":"b"}]}'
         FROM connectors c WHERE c.current_version_id = t.connector_version_id AND t.name = 'read_text_file'`,
    );
    world.model.answers(
      { toolUse: [{ name: 'letters__read_text_file', input: { path: 'offer.txt' } }] },
      { text: 'I could not read it.' },
    );
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps[1]).toMatchObject({ kind: 'tool', status: 'refused' });
    expect(steps[1]?.told).toContain('What changed: description (description)');
  });
});
