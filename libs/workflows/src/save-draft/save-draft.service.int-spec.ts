import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type JsonValue, type TeamId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';
import {
  directory,
  drafted,
  finishedDraft,
  published,
  refusal,
  SPEC_MODULES,
  submitted,
} from '../workflows.fixture.js';
import { SaveDraftService } from './save-draft.service.js';

describe('working on a draft', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let colleague: Actor;
  let runner: Actor;
  let sales: TeamId;
  let save: SaveDraftService;
  let start: StartDraftService;

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    colleague = await home.addPerson('Carl Colleague', ['builder'], [sales]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
    save = app.get(SaveDraftService);
    start = app.get(StartDraftService);
  });

  afterAll(() => app.close());

  const contentOf = async (id: string) =>
    app
      .get(Database)
      .transaction(home.id, async (tx) => (await app.get(WorkflowLibrary).versionsByIds(tx, [id])).get(id)?.content);

  it('keeps what was written, the inputs in the order in which they were written', async () => {
    const { version } = await drafted(app, builder, { teamId: sales });
    const stored = await contentOf(version.id);
    expect(stored).toEqual(version.content);
    expect(Object.keys(stored?.inputSchema.properties ?? {})).toEqual(['zebra', 'customer']);
    expect(version).toMatchObject({ revision: 2, status: 'draft' });
  });

  it('saves what is unfinished, and changes title and task along with it', async () => {
    const { workflow, version } = await drafted(app, builder, { teamId: sales });
    const unfinished = { instructions: 'To {{inputs.nobody', title: 'Remind late tenants', task: 'Typing.' };
    await save.save(builder, finishedDraft(version, unfinished));
    expect((await contentOf(version.id))?.instructions).toBe('To {{inputs.nobody');
    const renamed = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(WorkflowLibrary).get(tx, builder, workflow.id));
    expect(renamed).toMatchObject({ title: 'Remind late tenants', task: 'Typing.' });
  });

  it('answers a second writer who saw an older revision with a conflict and keeps the first one’s text', async () => {
    const { version } = await drafted(app, builder, { teamId: sales });
    await save.save(builder, finishedDraft(version, { instructions: 'First.' }));
    const error = await refusal(save.save(home.owner, finishedDraft(version, { instructions: 'Second.' })));
    expect(error).toMatchObject({ code: 'REVISION_STALE', kind: 'conflict' });
    expect((await contentOf(version.id))?.instructions).toBe('First.');
  });

  it('takes the same save twice for one', async () => {
    const { version } = await drafted(app, builder, { teamId: sales });
    const once = await save.save(builder, finishedDraft(version, { instructions: 'Once.' }));
    const twice = await save.save(builder, finishedDraft(version, { instructions: 'Once.' }));
    expect(twice.revision).toBe(once.revision);
  });

  it('binds tools of connectors that are there, in their present version', async () => {
    const crm = directory.add(home.id, 'CRM', { search: 'read', note: 'write' });
    const toolIds = crm.tools.map((tool) => tool.toolId);
    const { workflow, version } = await drafted(app, builder, {
      teamId: sales,
      draft: { bindings: [{ connectorId: crm.connectorId, toolIds }] },
    });
    expect(version.content.bindings).toEqual([
      { connectorId: crm.connectorId, connectorVersionId: crm.connectorVersionId, toolIds },
    ]);
    const noted = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(WorkflowLibrary).get(tx, builder, workflow.id));
    expect(noted).toMatchObject({ boundConnectorIds: [crm.connectorId], boundToolIds: toolIds });
  });

  it('refuses connectors and tools that do not exist or belong to another organisation', async () => {
    const theirs = directory.add(strangers.id, 'Theirs', { steal: 'read' });
    const crm = directory.add(home.id, 'CRM2', { search: 'read' });
    const bindings = [
      { connectorId: theirs.connectorId, toolIds: theirs.tools.map((tool) => tool.toolId) },
      { connectorId: crm.connectorId, toolIds: [newId()] },
      { connectorId: 'nonsense', toolIds: [] },
    ];
    const { version } = await drafted(app, builder, { teamId: sales });
    const faults = (await refusal(save.save(builder, finishedDraft(version, { bindings })))).fields.map(
      (fault) => fault.path,
    );
    expect(faults).toEqual([
      'bindings.0.connectorId',
      'bindings.1.toolIds',
      'bindings.2.connectorId',
      'bindings.2.connectorId',
    ]);
  });

  it.each<[string, JsonValue]>([
    ['a list', []],
    ['a text', 'object'],
    ['ten megabytes', { a: 'x'.repeat(10_000_000) }],
    ['what cannot be stored', { a: '\u0000' }],
    ['half a character', { a: '\ud800' }],
  ])('refuses %s as a schema', async (_what, inputSchema) => {
    const { version } = await drafted(app, builder, { teamId: sales });
    const error = await refusal(save.save(builder, finishedDraft(version, { inputSchema })));
    expect(error.fields.map((fault) => fault.path)).toEqual(['inputSchema']);
  });

  it('stores any text as it was typed: emoji, right-to-left, backslashes, braces', async () => {
    const instructions = 'Grüße 👩‍🔧 שלום \\{{ "quotes" \' \\\\ \t\r\n';
    const { version } = await drafted(app, builder, { teamId: sales, draft: { instructions } });
    expect((await contentOf(version.id))?.instructions).toBe(instructions);
  });

  it('lets nobody change a version in review or one that is published', async () => {
    const waiting = await submitted(app, builder, { teamId: sales });
    expect((await refusal(save.save(builder, finishedDraft(waiting.version)))).code).toBe('WORKFLOW_VERSION_STATUS');
    expect((await refusal(start.start(builder, waiting.workflow.id))).code).toBe('WORKFLOW_VERSION_IN_REVIEW');
    const done = await published(app, builder, colleague, { teamId: sales });
    expect((await refusal(save.save(builder, finishedDraft(done.version)))).code).toBe('WORKFLOW_VERSION_STATUS');
  });

  it('starts the next draft from the latest version, once', async () => {
    const { workflow, version } = await published(app, builder, colleague, { teamId: sales });
    const drafts = await Promise.all([start.start(builder, workflow.id), start.start(builder, workflow.id)]);
    expect(drafts[0]).toMatchObject({ number: 2, status: 'draft', content: { ...version.content, changeNote: '' } });
    expect(drafts[1].id).toBe(drafts[0].id);
  });

  it('forbids it to other builders and to runners, who do not even see it', async () => {
    const { workflow, version } = await drafted(app, builder, { teamId: sales });
    expect((await refusal(save.save(colleague, finishedDraft(version)))).kind).toBe('forbidden');
    expect((await refusal(save.save(runner, finishedDraft(version)))).kind).toBe('not-found');
    expect((await refusal(start.start(colleague, workflow.id))).kind).toBe('forbidden');
  });

  it('knows no version of another organisation, nor ids that are none', async () => {
    const { workflow, version } = await drafted(app, builder, { teamId: sales });
    expect((await refusal(save.save(strangers.owner, finishedDraft(version)))).kind).toBe('not-found');
    expect((await refusal(start.start(strangers.owner, workflow.id))).kind).toBe('not-found');
    expect((await refusal(save.save(builder, finishedDraft({ id: `' OR 1=1`, revision: 1 })))).kind).toBe('not-found');
  });
});
