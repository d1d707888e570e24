import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TeamId } from '@groundswell/kernel';
import { Outbox, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { closureDigest } from '../domain/closure.js';
import type { SaveDraftInput } from '../save-draft/save-draft.service.js';
import { directory, drafted, refusal, SPEC_MODULES } from '../workflows.fixture.js';
import { SubmitVersionService } from './submit-version.service.js';

describe('submitting a version', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let colleague: Actor;
  let sales: TeamId;
  let service: SubmitVersionService;

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    colleague = await home.addPerson('Carl Colleague', ['builder'], [sales]);
    service = app.get(SubmitVersionService);
  });

  afterAll(() => app.close());

  it('freezes the content under a digest of everything that the approval will cover', async () => {
    const crm = directory.add(home.id, 'CRM', { search: 'read' });
    const bindings = [{ connectorId: crm.connectorId, toolIds: crm.tools.map((tool) => tool.toolId) }];
    const { version } = await drafted(app, builder, { teamId: sales, draft: { bindings } });
    const done = await service.submit(builder, version.id, 45);
    expect(done).toMatchObject({ status: 'submitted', buildMinutes: 45, submittedAt: app.clock.now(), revision: 3 });
    expect(Object.values(done.pins)).toEqual(['pin-of-search']);
    expect(done.layers).toMatchObject([{ version: 1 }]);
    expect(done.digest).toBe(closureDigest(done.content, { pins: done.pins, layers: done.layers }));
  });

  it('takes in the present version of a connector that changed since the draft was saved', async () => {
    const crm = directory.add(home.id, 'CRM3', { search: 'read' });
    const bindings = [{ connectorId: crm.connectorId, toolIds: crm.tools.map((tool) => tool.toolId) }];
    const { version } = await drafted(app, builder, { teamId: sales, draft: { bindings } });
    const connectorVersionId = directory.add(home.id, 'CRM4', {}).connectorVersionId;
    directory.change(crm.connectorId, { connectorVersionId });
    expect((await service.submit(builder, version.id, 0)).content.bindings).toMatchObject([{ connectorVersionId }]);
  });

  it('tells upper libraries who spent how many minutes, once, however often it is submitted', async () => {
    const publish = jest.spyOn(app.get(Outbox), 'publish');
    const { workflow, version } = await drafted(app, builder, { teamId: sales });
    await service.submit(builder, version.id, 45);
    await service.submit(builder, version.id, 45);
    const told = publish.mock.calls
      .map(([, event]) => event)
      .filter((event) => event.type === 'workflow.version.submitted');
    publish.mockRestore();
    expect(told.map((event) => event.payload)).toEqual([
      {
        workflowId: workflow.id,
        versionId: version.id,
        personId: builder.personId,
        minutes: 45,
        at: app.clock.now().toISOString(),
      },
    ]);
  });

  it('refuses what is unfinished, with every fault beside its field', async () => {
    const draft: Partial<SaveDraftInput> = {
      instructions: 'To {{inputs.nobody}}',
      sampleInputs: {},
      changeNote: '',
      rehearsal: { turns: [{ toolUse: [{ tool: 'crm.search' }] }, { text: 'Done.' }] },
    };
    const { version } = await drafted(app, builder, { teamId: sales, draft });
    const error = await refusal(service.submit(builder, version.id, -1));
    expect(error.fields.map((fault) => fault.path)).toEqual([
      'buildMinutes',
      'instructions',
      'sampleInputs.customer',
      'rehearsal.turns.0.toolUse.0.tool',
      'changeNote',
    ]);
  });

  it('refuses a bound tool that is gone', async () => {
    const crm = directory.add(home.id, 'CRM5', { search: 'read' });
    const bindings = [{ connectorId: crm.connectorId, toolIds: crm.tools.map((tool) => tool.toolId) }];
    const { version } = await drafted(app, builder, { teamId: sales, draft: { bindings } });
    directory.change(crm.connectorId, { tools: [] });
    expect((await refusal(service.submit(builder, version.id, 5))).fields).toMatchObject([
      { path: 'bindings.0.toolIds' },
    ]);
  });

  it('forbids it to a colleague and to an auditor', async () => {
    const auditor = await home.addPerson('Aude Auditor', ['auditor']);
    const { version } = await drafted(app, builder, { teamId: sales });
    expect((await refusal(service.submit(colleague, version.id, 5))).kind).toBe('forbidden');
    expect((await refusal(service.submit(auditor, version.id, 5))).kind).toBe('forbidden');
  });

  it('knows no version of another organisation', async () => {
    const { version } = await drafted(app, builder, { teamId: sales });
    expect((await refusal(service.submit(strangers.owner, version.id, 5))).kind).toBe('not-found');
  });
});
