import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TeamId } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { type LayerScope, LineagePort, SavePolicyLayerService } from '@groundswell/policies';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ChangeStageService } from '../change-stage/change-stage.service.js';
import { InheritedQuery } from '../inherited/inherited.query.js';
import type { VersionSummary } from '../library/version-summary.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';
import { LineageQuery } from '../lineage/lineage.query.js';
import { SaveDraftService } from '../save-draft/save-draft.service.js';
import { directory, drafted, finishedDraft, published, refusal, SPEC_MODULES } from '../workflows.fixture.js';
import { AdaptWorkflowService } from './adapt-workflow.service.js';

describe('adapting a workflow', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let colleague: Actor;
  let runner: Actor;
  let sales: TeamId;
  let support: TeamId;
  let service: AdaptWorkflowService;
  let parent: WorkflowSummary;
  let version: VersionSummary;
  const crm = () => parent.boundConnectorIds[0];

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    support = await home.addTeam('Support');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    colleague = await home.addPerson('Carl Colleague', ['builder'], [support]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
    service = app.get(AdaptWorkflowService);
    const connector = directory.add(home.id, 'CRM', { search: 'read', note: 'write' });
    const bindings = [{ connectorId: connector.connectorId, toolIds: connector.tools.map((tool) => tool.toolId) }];
    const made = await published(app, builder, colleague, {
      teamId: sales,
      title: 'Find a tenant',
      draft: { bindings },
    });
    version = made.version;
    parent = await inHome((tx) => app.get(WorkflowLibrary).get(tx, builder, made.workflow.id));
  });

  afterAll(() => app.close());

  const inHome = <T>(work: (tx: Tx) => Promise<T>) => app.get(Database).transaction(home.id, work);
  const inheritedBy = async (tx: Tx, workflow: WorkflowSummary) => {
    const inherited = (await app.get(InheritedQuery).ofMany(tx, [workflow])).get(workflow.id);
    if (!inherited) throw new Error('Every workflow that was asked for is answered.');
    return inherited;
  };
  const adapt = (actor: Actor, more: { versionId?: string; clientKey?: string; title?: string } = {}) =>
    service.adapt(actor, {
      versionId: version.id,
      title: 'Find a supplier',
      task: 'The same, for suppliers.',
      teamId: support,
      ...more,
    });

  it('begins with the content of the exact version, in a draft of its own', async () => {
    const child = await adapt(colleague);
    expect(child).toMatchObject({
      ownerId: colleague.personId,
      stage: 'draft',
      adaptedFromVersionId: version.id,
      adaptedFromWorkflowId: parent.id,
      rootId: parent.id,
      path: [parent.id],
      depth: 1,
      boundConnectorIds: parent.boundConnectorIds,
    });
    const draft = await inHome(async (tx) =>
      (await app.get(WorkflowLibrary).openVersionsOf(tx, [child.id])).get(child.id),
    );
    expect(draft?.content).toEqual({ ...version.content, changeNote: 'Adapted from “Find a tenant”, version 1.' });
    expect(draft).toMatchObject({ number: 1, builderId: colleague.personId, digest: null, pins: {} });
  });

  it('stands below its parent for the policy stacks, so that a layer set above binds it at once', async () => {
    const child = await adapt(colleague);
    const grandparentLayer = {
      scope: 'workflow' as const,
      targetId: parent.id,
      name: 'Careful',
      rules: [],
      obligations: [],
    };
    await app
      .get(SavePolicyLayerService)
      .save(home.owner, grandparentLayer)
      .catch(() => undefined);
    const ancestry = await inHome((tx) => app.get(LineagePort).ancestry(tx, child.id));
    expect(ancestry).toEqual([
      { workflowId: parent.id, title: 'Find a tenant', teamId: sales },
      { workflowId: child.id, title: 'Find a supplier', teamId: support },
    ]);
    const inherited = await inHome((tx) => inheritedBy(tx, child));
    expect(inherited.layers.map((layer) => [layer.scope, layer.origin])).toEqual([
      ['organisation', expect.stringContaining('Organisation layer')],
      ['workflow', 'Inherited from Find a tenant'],
    ]);
  });

  it('is named where a layer of its parent, of its parent’s team or of its connector is used', async () => {
    const child = await adapt(colleague, { title: 'Find a lessor' });
    const governed = (place: { scope: LayerScope; targetId: string }, organisationId = home.id) =>
      app.get(Database).transaction(organisationId, (tx) => app.get(LineagePort).governed(tx, place));
    const through = async (place: { scope: LayerScope; targetId: string }) =>
      (await governed(place)).find((one) => one.workflowId === child.id)?.throughTitle;
    expect(await through({ scope: 'workflow', targetId: parent.id })).toBe('Find a tenant');
    expect(await through({ scope: 'team', targetId: sales })).toBe('Find a tenant');
    expect(await through({ scope: 'team', targetId: support })).toBeNull();
    expect(await through({ scope: 'connector', targetId: crm() ?? '' })).toBeNull();
    expect(await through({ scope: 'organisation', targetId: home.id })).toBeNull();
    expect(await through({ scope: 'connector', targetId: newId() })).toBeUndefined();
    expect(await governed({ scope: 'workflow', targetId: parent.id }, strangers.id)).toEqual([]);
  });

  it('lists the connector and the tools that came along, and no longer those that were dropped', async () => {
    const child = await adapt(colleague);
    const inherited = await inHome((tx) => inheritedBy(tx, child));
    expect(inherited.bindings).toEqual([
      {
        connectorId: crm(),
        connectorName: 'CRM',
        toolNames: ['search', 'note'],
        fromWorkflowId: parent.id,
        fromWorkflowTitle: 'Find a tenant',
        fromVersionNumber: 1,
      },
    ]);
    const draft = await inHome(async (tx) =>
      (await app.get(WorkflowLibrary).openVersionsOf(tx, [child.id])).get(child.id),
    );
    if (!draft) throw new Error('An adaptation begins with a draft.');
    const bindings = [{ connectorId: crm() ?? '', toolIds: parent.boundToolIds.slice(0, 1) }];
    await app.get(SaveDraftService).save(colleague, finishedDraft(draft, { bindings }));
    const now = await inHome(async (tx) =>
      inheritedBy(tx, await app.get(WorkflowLibrary).get(tx, colleague, child.id)),
    );
    expect(now.bindings).toMatchObject([{ toolNames: ['search'] }]);
  });

  it('counts as one adaptation, however often it is submitted', async () => {
    const clientKey = newId();
    const made = await Promise.all([1, 2, 3].map(() => adapt(colleague, { clientKey })));
    expect(new Set(made.map((workflow) => workflow.id)).size).toBe(1);
    const [counted] = await app.database.query(
      `SELECT w.adaptation_count AS kept, (SELECT count(*)::int FROM workflows c WHERE c.adapted_from_workflow_id = w.id) AS fresh
         FROM workflows w WHERE w.id = $1`,
      [parent.id],
    );
    expect(counted?.kept).toBe(counted?.fresh);
  });

  it('grows a tree that is read from the root down, with what may not be read withheld', async () => {
    const child = await adapt(colleague, { title: 'Hidden from runners' });
    const trees = await inHome((tx) => app.get(LineageQuery).trees(tx, runner, [parent.id]));
    const tree = trees.get(parent.id) ?? [];
    expect(tree[0]).toMatchObject({
      title: 'Find a tenant',
      depth: 0,
      parentWorkflowId: null,
      ownerName: 'Bea Builder',
      readable: true,
    });
    const node = tree.find((item) => item.workflowId === child.id);
    expect(node).toMatchObject({
      parentWorkflowId: parent.id,
      parentVersionNumber: 1,
      depth: 1,
      teamName: 'Support',
      readable: false,
      ownerName: '',
    });
    expect(node?.title).not.toContain('Hidden');
  });

  it('refuses a draft, a version in review and one that was superseded', async () => {
    const { version: draft } = await drafted(app, builder, { teamId: sales });
    expect((await refusal(adapt(colleague, { versionId: draft.id }))).kind).toBe('forbidden');
    expect((await refusal(adapt(home.owner, { versionId: draft.id }))).code).toBe('WORKFLOW_NOT_PUBLISHED');
  });

  it('is still possible from a workflow that is retired', async () => {
    const made = await published(app, builder, colleague, { teamId: sales });
    const revision = (await inHome((tx) => app.get(WorkflowLibrary).get(tx, builder, made.workflow.id))).revision;
    await app
      .get(ChangeStageService)
      .change(home.owner, { workflowId: made.workflow.id, stage: 'retired', reason: 'Replaced.', revision });
    expect(await adapt(colleague, { versionId: made.version.id })).toMatchObject({
      adaptedFromWorkflowId: made.workflow.id,
    });
  });

  it('forbids it to a runner', async () => {
    expect((await refusal(adapt(runner))).kind).toBe('forbidden');
  });

  it('knows no version of another organisation', async () => {
    expect((await refusal(adapt(strangers.owner))).kind).toBe('not-found');
  });
});
