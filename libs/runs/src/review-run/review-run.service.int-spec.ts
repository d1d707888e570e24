import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, type WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { ReviewRunService } from './review-run.service.js';
import { RunsToReviewQuery } from './runs-to-review.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };

describe('reviewing a share of runs', () => {
  let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
  let workflowId: WorkflowId;
  let stranger: Actor;

  beforeAll(async () => {
    world = await startRunsWorld(KIT);
    ({ workflowId } = await makeWorkflow(world));
    const strangers = await foundOrganisation(world.app, 'Südlicht');
    stranger = await strangers.addPerson('Sina Steward', ['steward']);
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'team',
      targetId: world.teamId,
      name: 'Claims',
      rules: [],
      obligations: [{ kind: 'review', conditions: {}, value: { percent: 100 }, reason: 'New and unproven' }],
    });
  });

  afterAll(async () => {
    await world.close();
  });

  const listed = (actor: Actor) => world.app.get(RunsToReviewQuery).list(actor);
  const review = (actor: Actor, runId: string, verdict: 'fine' | 'concern' = 'fine', note: string | null = null) =>
    world.app.get(ReviewRunService).review(actor, { runId, verdict, note });
  async function endedRun(more: Parameters<typeof startRun>[2] = {}) {
    world.model.answers({ text: 'Dear Ada' });
    const run = await startRun(world, workflowId, more);
    await advance(world, run);
    return run;
  }
  async function refusal(act: Promise<unknown>): Promise<AppError> {
    try {
      await act;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('It was allowed.');
  }

  it('lists a drawn run once it has ended, for who may see it, and takes it off with what a steward says', async () => {
    const run = await endedRun();
    expect(await listed(world.steward)).toMatchObject([{ runId: run.id, percent: 100, mayReview: true }]);
    expect(await listed(world.runner)).toMatchObject([{ runId: run.id, mayReview: false }]);
    expect((await refusal(review(world.steward, run.id, 'concern'))).fields[0]?.path).toBe('note');
    await review(world.steward, run.id, 'concern', 'The tone is off');
    await review(world.steward, run.id, 'concern', 'The tone is off');
    expect(await listed(world.steward)).toEqual([]);
    expect((await refusal(review(world.organisation.owner, run.id))).code).toBe('RUN_REVIEWED');
    const audited = await world.app.database.query<{ action: string; details: unknown }>(
      `SELECT action, details FROM audit_entries WHERE run_id = $1 AND action = 'run.reviewed'`,
      [run.id],
    );
    expect(audited).toMatchObject([{ details: { verdict: 'concern', note: 'The tone is off' } }]);
  });

  it('does not let people review runs of their own, nor those who may not', async () => {
    const both = await world.organisation.addPerson('Bo Both', ['runner', 'steward'], [world.teamId]);
    const run = await endedRun({ actor: both });
    expect((await refusal(review(both, run.id))).code).toBe('RUN_REVIEW_OWN');
    expect((await refusal(review(world.runner, run.id))).kind).toBe('forbidden');
    await review(world.steward, run.id);
  });

  it('answers strangers as if there were nothing', async () => {
    const run = await endedRun();
    expect(await listed(stranger)).toEqual([]);
    expect((await refusal(review(stranger, run.id))).kind).toBe('not-found');
  });

  it('draws nothing where no layer asks for it', async () => {
    const before = (await listed(world.steward)).length;
    const team = await world.organisation.addTeam('Free');
    const { workflowId: other } = await makeWorkflow({ ...world, teamId: team });
    world.model.answers({ text: 'Dear Ada' });
    const run = await startRun(world, other);
    await advance(world, run);
    expect(await listed(world.steward)).toHaveLength(before);
  });
});
