import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EvalCaseId, newId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { AdaptWorkflowService } from '../adapt-workflow/adapt-workflow.service.js';
import { EvalCasesQuery } from '../keep-eval-case/eval-cases.query.js';
import { KeepEvalCaseService } from '../keep-eval-case/keep-eval-case.service.js';
import { SaveDraftService } from '../save-draft/save-draft.service.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';
import { SubmitVersionService } from '../submit-version/submit-version.service.js';
import { approve, finishedDraft, published, SPEC_MODULES } from '../workflows.fixture.js';
import { LeaveOutEvalCaseService } from './leave-out-eval-case.service.js';

let app: TestApp;
let home: TestOrganisation;
let strangers: TestOrganisation;
let builder: Actor;
let colleague: Actor;
let apprentice: Actor;
let runner: Actor;
let team: TeamId;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Strangers');
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  colleague = await home.addPerson('Carl Colleague', ['builder'], [team]);
  apprentice = await home.addPerson('Anna Apprentice', ['builder'], [team]);
  runner = await home.addPerson('Rolf Runner', ['runner'], [team]);
});
afterAll(() => app.close());

async function keep(actor: Actor, workflowId: WorkflowId, name: string) {
  return app.get(KeepEvalCaseService).keep(actor, {
    workflowId,
    runId: newId<RunId>(),
    name,
    inputs: { customer: 'Ada Albrecht' },
    expectedOutput: null,
    expectedText: 'Dear Ada.',
  });
}

const draftOf = (actor: Actor, workflowId: string) => app.get(StartDraftService).start(actor, workflowId);

/** Publishes the open draft. */
async function publish(actor: Actor, reviewer: Actor, workflowId: string) {
  const draft = await draftOf(actor, workflowId);
  const saved = await app.get(SaveDraftService).save(actor, finishedDraft(draft));
  const sent = await app.get(SubmitVersionService).submit(actor, saved.id, 5);
  const result = await approve(app, reviewer, sent);
  if (result.kind === 'blocked') throw new Error(result.reasons.map((reason) => reason.message).join(' '));
  return result.version;
}

const adapt = (actor: Actor, versionId: string) =>
  app.get(AdaptWorkflowService).adapt(actor, { versionId, title: 'Another', task: 'The same.', teamId: team });

/** The names of the cases of a version as this person sees them, with a mark for those that are inherited. */
async function names(actor: Actor, versionId: string): Promise<string[]> {
  const { shown, hidden } = await app
    .get(Database)
    .transaction(actor.organisationId, (tx) => app.get(EvalCasesQuery).ofVersion(tx, actor, versionId));
  const own = shown.map((one) => `${one.originVersionId === null ? '' : 'inherited '}${one.kept.name}`);
  return hidden === 0 ? own : [...own, `${hidden} hidden`];
}

/** A workflow of the builder with a published version that has one case, and the colleague's adaptation of it. */
async function family() {
  const { workflow } = await published(app, builder, colleague, { teamId: team });
  const kept = await keep(builder, workflow.id, 'Friendly');
  const version = await publish(builder, colleague, workflow.id);
  const child = await adapt(colleague, version.id);
  return { parent: workflow.id, version, kept, child: child.id };
}

/** Hands a workflow over. */
const hand = (workflowId: WorkflowId, to: Actor) =>
  app.database.query(`UPDATE workflows SET owner_id = $1 WHERE id = $2`, [to.personId, workflowId]);

const leaveOut = (actor: Actor, workflowId: string, id: EvalCaseId) =>
  app.get(LeaveOutEvalCaseService).leaveOut(actor, workflowId, id);

describe('test cases of an adapted workflow', () => {
  it('are those of the exact version that was adapted, and its own beside them', async () => {
    const { parent, child } = await family();
    await keep(builder, parent, 'Later');
    await keep(colleague, child, 'Mine');
    const draft = await draftOf(colleague, child);
    expect(await names(colleague, draft.id)).toEqual(['Mine', 'inherited Friendly']);
    const grandchild = await adapt(apprentice, (await publish(colleague, builder, child)).id);
    const below = await draftOf(apprentice, grandchild.id);
    expect(await names(apprentice, below.id)).toEqual(['inherited Mine', 'inherited Friendly']);
  });

  it('are left out from the draft on: the origin and what is published keep them, an adaptation of it has them no more', async () => {
    const { version, kept, child } = await family();
    const first = await publish(colleague, builder, child);
    await leaveOut(colleague, child, kept.id);
    const draft = await draftOf(colleague, child);
    expect(await names(colleague, draft.id)).toEqual([]);
    expect(await names(colleague, first.id)).toEqual(['inherited Friendly']);
    expect(await names(builder, version.id)).toEqual(['Friendly']);
    await expect(leaveOut(colleague, child, kept.id)).rejects.toMatchObject({ kind: 'not-found' });
    const second = await publish(colleague, builder, child);
    const grandchild = await draftOf(apprentice, (await adapt(apprentice, second.id)).id);
    expect(await names(apprentice, grandchild.id)).toEqual([]);
    const audited = await app.database.query(
      `SELECT details FROM audit_entries WHERE workflow_id = $1 AND action = 'workflow.eval-case.left-out'`,
      [child],
    );
    expect(audited).toEqual([{ details: expect.objectContaining({ name: 'Friendly', originVersionId: version.id }) }]);
  });

  it('stay private to those who may change or review the workflow that they come from', async () => {
    const { parent, kept } = await family();
    await hand(parent, colleague);
    const theirs = await publish(colleague, builder, parent);
    await hand(parent, builder);
    // Whoever built a version does not review it, and no longer owns the workflow: nothing of its cases is theirs to see.
    const child = (await adapt(colleague, theirs.id)).id;
    const draft = await draftOf(colleague, child);
    expect(await names(colleague, draft.id)).toEqual(['1 hidden']);
    await expect(leaveOut(colleague, child, kept.id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await names(builder, draft.id)).toEqual(['inherited Friendly']);
    expect(await names(apprentice, draft.id)).toEqual(['inherited Friendly']);
    const leader = await home.addPerson('Lea Leader', ['leader']);
    expect(await names(leader, draft.id)).toEqual([]);
  });

  it('are left out by those who may change the adaptation, in this organisation', async () => {
    const { kept, parent, child } = await family();
    await expect(leaveOut(apprentice, child, kept.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(leaveOut(runner, child, kept.id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(leaveOut(strangers.owner, child, kept.id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(leaveOut(builder, parent, kept.id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await names(colleague, (await draftOf(colleague, child)).id)).toEqual(['inherited Friendly']);
  });
});
