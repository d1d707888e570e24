import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TeamId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { StageHistoryQuery } from '../library/stage-history.query.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { SaveDraftService } from '../save-draft/save-draft.service.js';
import { SetOwnerService } from '../set-owner/set-owner.service.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';
import { drafted, finishedDraft, published, refusal, SPEC_MODULES } from '../workflows.fixture.js';
import { ChangeStageService } from './change-stage.service.js';

describe('leading a workflow through its life', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let reviewer: Actor;
  let leader: Actor;
  let sales: TeamId;
  let stages: ChangeStageService;
  let owners: SetOwnerService;

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    reviewer = await home.addPerson('Rita Reviewer', ['builder'], [sales]);
    leader = await home.addPerson('Lea Leader', ['leader']);
    stages = app.get(ChangeStageService);
    owners = app.get(SetOwnerService);
  });

  afterAll(() => app.close());

  const pilot = async () => {
    const { workflow } = await published(app, builder, reviewer, { teamId: sales });
    return app.get(Database).transaction(home.id, (tx) => app.get(WorkflowLibrary).get(tx, leader, workflow.id));
  };

  it('lets a leader bring a pilot into production, pause it and resume it where it was', async () => {
    const workflow = await pilot();
    const productive = await stages.change(leader, {
      workflowId: workflow.id,
      stage: 'production',
      revision: workflow.revision,
    });
    const paused = await stages.change(leader, {
      workflowId: workflow.id,
      stage: 'paused',
      reason: 'The CRM moves.',
      revision: productive.revision,
    });
    expect(paused).toMatchObject({ stage: 'paused', pausedFrom: 'production', stageReason: 'The CRM moves.' });
    const resumed = await stages.change(leader, {
      workflowId: workflow.id,
      stage: 'production',
      revision: paused.revision,
    });
    expect(resumed).toMatchObject({ stage: 'production', pausedFrom: null, stageReason: null });
    const history = await app
      .get(Database)
      .transaction(home.id, (tx) => app.get(StageHistoryQuery).ofWorkflow(tx, workflow.id));
    expect(history.map((change) => change.to)).toEqual(['draft', 'pilot', 'production', 'paused', 'production']);
  });

  it('asks for a reason to retire, after which nothing is built on it', async () => {
    const workflow = await pilot();
    const bare = { workflowId: workflow.id, stage: 'retired', revision: workflow.revision } as const;
    expect((await refusal(stages.change(leader, bare))).fields).toMatchObject([{ path: 'reason' }]);
    await stages.change(leader, { ...bare, reason: 'Nobody uses it.' });
    expect((await refusal(app.get(StartDraftService).start(builder, workflow.id))).code).toBe('WORKFLOW_RETIRED');
    expect((await refusal(owners.set(leader, { workflowId: workflow.id, ownerId: reviewer.personId }))).code).toBe(
      'WORKFLOW_RETIRED',
    );
  });

  it('answers one of two who decide at once with a conflict', async () => {
    const { id: workflowId, revision } = await pilot();
    const both = await Promise.allSettled([
      stages.change(leader, { workflowId, stage: 'production', revision }),
      stages.change(home.owner, { workflowId, stage: 'draft', reason: 'Not yet.', revision }),
    ]);
    expect(both.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(stages.change(leader, { workflowId, stage: 'paused', reason: 'x', revision }))).code).toBe(
      'REVISION_STALE',
    );
  });

  it('refuses a way that the table does not have, and names those that it has', async () => {
    const { workflow } = await drafted(app, builder, { teamId: sales });
    const error = await refusal(
      stages.change(leader, { workflowId: workflow.id, stage: 'production', revision: workflow.revision }),
    );
    expect(error).toMatchObject({ code: 'WORKFLOW_STAGE', kind: 'conflict' });
    expect(error.message).toContain('Possible now: retired.');
  });

  it('hands a workflow over to a new owner and an operator owner', async () => {
    const workflow = await pilot();
    const handed = await owners.set(leader, {
      workflowId: workflow.id,
      ownerId: reviewer.personId,
      operatorOwnerId: leader.personId,
    });
    expect(handed).toMatchObject({
      ownerId: reviewer.personId,
      operatorOwnerId: leader.personId,
      revision: workflow.revision + 1,
    });
    const again = await owners.set(leader, {
      workflowId: workflow.id,
      ownerId: reviewer.personId,
      operatorOwnerId: leader.personId,
    });
    expect(again.revision).toBe(handed.revision);
    const draft = await app.get(StartDraftService).start(reviewer, workflow.id);
    expect(await app.get(SaveDraftService).save(reviewer, finishedDraft(draft))).toMatchObject({ revision: 2 });
  });

  it('refuses an owner of another organisation, and one who left', async () => {
    const workflow = await pilot();
    const gone = await home.addPerson('Gone Person', ['builder']);
    await app.database.query(`UPDATE people SET active = false WHERE id = $1`, [gone.personId]);
    const wish = { workflowId: workflow.id, ownerId: gone.personId, operatorOwnerId: strangers.owner.personId };
    expect((await refusal(owners.set(leader, wish))).fields.map((fault) => fault.path)).toEqual([
      'ownerId',
      'operatorOwnerId',
    ]);
  });

  it('forbids both to the builder', async () => {
    const { id: workflowId, revision } = await pilot();
    expect((await refusal(stages.change(builder, { workflowId, stage: 'production', revision }))).kind).toBe(
      'forbidden',
    );
    expect((await refusal(owners.set(builder, { workflowId, ownerId: reviewer.personId }))).kind).toBe('forbidden');
  });

  it('knows no workflow of another organisation', async () => {
    const { id: workflowId, revision } = await pilot();
    expect((await refusal(stages.change(strangers.owner, { workflowId, stage: 'production', revision }))).kind).toBe(
      'not-found',
    );
    expect((await refusal(owners.set(strangers.owner, { workflowId, ownerId: strangers.owner.personId }))).kind).toBe(
      'not-found',
    );
  });
});
