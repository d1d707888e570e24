import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TeamId } from '@groundswell/kernel';
import { Database, Outbox, type Actor } from '@groundswell/platform';
import { PolicyLayersQuery, SavePolicyLayerService } from '@groundswell/policies';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { StageHistoryQuery } from '../library/stage-history.query.js';
import type { VersionSummary } from '../library/version-summary.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { ReviewQueueQuery } from '../review-queue/review-queue.query.js';
import { SaveDraftService } from '../save-draft/save-draft.service.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';
import { SubmitVersionService } from '../submit-version/submit-version.service.js';
import {
  approve,
  directory,
  drafted,
  finishedDraft,
  published,
  refusal,
  SPEC_MODULES,
  submitted,
} from '../workflows.fixture.js';
import { ReviewVersionService } from './review-version.service.js';

describe('reviewing a version', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let reviewer: Actor;
  let runner: Actor;
  let sales: TeamId;
  let service: ReviewVersionService;

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    reviewer = await home.addPerson('Rita Reviewer', ['builder'], [sales]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
    service = app.get(ReviewVersionService);
  });

  afterAll(() => app.close());

  const workflowNow = (id: string) =>
    app.get(Database).transaction(home.id, (tx) => app.get(WorkflowLibrary).get(tx, home.owner, id));
  const statusOf = async (version: VersionSummary) =>
    app
      .get(Database)
      .transaction(
        home.id,
        async (tx) => (await app.get(WorkflowLibrary).getVersion(tx, home.owner, version.id)).status,
      );
  const reject = (actor: Actor, version: VersionSummary, comment = 'Say whom to greet.') =>
    service.review(actor, {
      versionId: version.id,
      revision: version.revision,
      approve: false,
      comment,
      reviewMinutes: 5,
    });

  it('publishes what someone else built, and brings the workflow into pilot', async () => {
    const publish = jest.spyOn(app.get(Outbox), 'publish');
    const { workflow, version } = await submitted(app, builder, { teamId: sales });
    const result = await approve(app, reviewer, version);
    const told = publish.mock.calls.map(([, event]) => event.type);
    publish.mockRestore();
    expect(result).toMatchObject({
      kind: 'reviewed',
      version: { status: 'published', reviewerId: reviewer.personId, reviewMinutes: 10 },
    });
    expect(await workflowNow(workflow.id)).toMatchObject({
      stage: 'pilot',
      publishedVersionId: version.id,
      enteredPilotAt: app.clock.now(),
    });
    expect(told.slice(-3)).toEqual([
      'workflow.version.reviewed',
      'workflow.version.published',
      'workflow.stage.changed',
    ]);
    const history = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(StageHistoryQuery).ofWorkflow(tx, workflow.id));
    expect(history.map((change) => change.to)).toEqual(['draft', 'pilot']);
  });

  it('refuses the review of everyone who wrote in it, owners included, and says why', async () => {
    const { version } = await submitted(app, builder, { teamId: sales });
    expect(await refusal(approve(app, builder, version))).toMatchObject({
      kind: 'forbidden',
      code: 'WORKFLOW_VERSION_OWN_WORK',
    });
    const { version: draft } = await drafted(app, builder, { teamId: sales });
    await app.get(SaveDraftService).save(home.owner, finishedDraft(draft, { instructions: 'Mine now.' }));
    const both = await app.get(SubmitVersionService).submit(builder, draft.id, 5);
    expect((await refusal(approve(app, home.owner, both))).code).toBe('WORKFLOW_VERSION_OWN_WORK');
    expect((await refusal(reject(home.owner, both))).code).toBe('WORKFLOW_VERSION_OWN_WORK');
  });

  it('sends a version back with a comment, from which the next draft starts', async () => {
    const { workflow, version } = await submitted(app, builder, { teamId: sales });
    expect((await refusal(reject(reviewer, version, ' '))).fields).toMatchObject([{ path: 'comment' }]);
    expect(await reject(reviewer, version)).toMatchObject({
      version: { status: 'rejected', reviewComment: 'Say whom to greet.' },
    });
    expect(await workflowNow(workflow.id)).toMatchObject({ stage: 'draft', publishedVersionId: null });
    expect(await app.get(StartDraftService).start(builder, workflow.id)).toMatchObject({
      number: 2,
      content: { instructions: version.content.instructions },
    });
  });

  it('supersedes the version that was published before', async () => {
    const { workflow, version } = await published(app, builder, reviewer, { teamId: sales });
    const draft = await app.get(StartDraftService).start(builder, workflow.id);
    await app.get(SaveDraftService).save(builder, finishedDraft(draft, { instructions: 'Better.' }));
    const next = await app.get(SubmitVersionService).submit(builder, draft.id, 5);
    await approve(app, reviewer, next);
    expect(await statusOf(version)).toBe('superseded');
    expect(await workflowNow(workflow.id)).toMatchObject({ publishedVersionId: next.id, stage: 'pilot' });
  });

  it('lets one of two reviewers decide and tells the other', async () => {
    const { version } = await submitted(app, builder, { teamId: sales });
    const outcomes = await Promise.allSettled([approve(app, reviewer, version), approve(app, home.owner, version)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(reject(reviewer, version))).code).toBe('WORKFLOW_VERSION_STATUS');
  });

  it('says what blocks publishing and what to do, and leaves the version in review', async () => {
    const crm = directory.add(home.id, 'CRM', { search: 'read', note: 'write' });
    const toolIds = crm.tools.map((tool) => tool.toolId);
    const { version } = await submitted(app, builder, {
      teamId: sales,
      draft: { bindings: [{ connectorId: crm.connectorId, toolIds }] },
    });
    const tools = crm.tools.map((tool, i) =>
      i === 0 ? { ...tool, status: 'quarantined' as const } : { ...tool, status: 'blocked' as const },
    );
    directory.change(crm.connectorId, { tools, missingSecrets: ['API_KEY'] });
    const result = await approve(app, reviewer, version);
    expect(result.kind === 'blocked' ? result.reasons.map((reason) => reason.code) : []).toEqual([
      'SECRET_MISSING',
      'TOOL_QUARANTINED',
      'TOOL_BLOCKED',
    ]);
    expect(await statusOf(version)).toBe('submitted');
    directory.change(crm.connectorId, { tools: crm.tools, missingSecrets: [] });
    expect((await approve(app, reviewer, version)).kind).toBe('reviewed');
  });

  it('covers the layers as they are when it is approved', async () => {
    const { version } = await submitted(app, builder, { teamId: sales });
    const layer = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(PolicyLayersQuery).findAt(tx, home.id, 'organisation', home.id));
    if (!layer) throw new Error('An organisation starts with a layer.');
    const { id, scope, name, revision, rules, obligations } = layer;
    await app
      .get(SavePolicyLayerService)
      .save(home.owner, { id, scope, targetId: null, name, revision, rules: rules.slice(1), obligations });
    await approve(app, reviewer, version);
    const now = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(WorkflowLibrary).getForExecution(tx, version.id));
    expect(now.layers).toEqual([{ layerId: id, version: 2 }]);
    expect(now.digest).not.toBe(version.digest);
  });

  it('lists what waits for a person’s review, without their own', async () => {
    const { version } = await submitted(app, builder, { teamId: sales });
    const queueOf = (actor: Actor) =>
      app.get(Database).transaction(actor.organisationId, (tx) => app.get(ReviewQueueQuery).waiting(tx, actor));
    expect(await queueOf(reviewer)).toContain(version.id);
    expect(await queueOf(builder)).not.toContain(version.id);
    expect(await queueOf(runner)).toEqual([]);
    expect(await queueOf(strangers.owner)).toEqual([]);
  });

  it('is held by the database as well: no statement changes what left the draft', async () => {
    const { version } = await published(app, builder, reviewer, { teamId: sales });
    for (const change of [
      `instructions = 'Other.'`,
      `bindings = '[{}]'`,
      `max_turns = 99`,
      `digest = 'x'`,
      `input_schema = '{"a":1}'`,
    ]) {
      await expect(
        app.database.query(`UPDATE workflow_versions SET ${change} WHERE id = $1`, [version.id]),
      ).rejects.toThrow('frozen');
    }
  });

  it('forbids it to a runner and to a leader, and knows no version of another organisation', async () => {
    const leader = await home.addPerson('Lea Leader', ['leader']);
    const { version } = await submitted(app, builder, { teamId: sales });
    expect((await refusal(approve(app, runner, version))).kind).toBe('not-found');
    expect((await refusal(approve(app, leader, version))).kind).toBe('forbidden');
    expect((await refusal(approve(app, strangers.owner, version))).kind).toBe('not-found');
  });
});
