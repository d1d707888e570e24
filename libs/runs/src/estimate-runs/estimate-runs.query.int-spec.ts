import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowId } from '@groundswell/kernel';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { EstimateRuns } from './estimate-runs.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

const estimate = (count: number, actor = world.runner) =>
  world.app.get(EstimateRuns).forPerson(actor, workflowId, null, count);

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  ({ workflowId } = await makeWorkflow(world));
});
afterAll(async () => world.close());

describe('estimating runs', () => {
  it('computes a guess for what nobody has run, and says so', async () => {
    const guess = await estimate(10);
    expect(guess).toMatchObject({ basis: 'computed', basedOnRuns: 0, runs: 10, mostCostMicros: 10_000_000 });
    expect(guess.expectedCostMicros).toBeGreaterThan(0);
    expect(guess.highCostMicros).toBeLessThanOrEqual(guess.mostCostMicros);
  });

  it('takes the past of the workflow, and that of the version once it has one', async () => {
    const costs: number[] = [];
    for (let index = 0; index < 3; index++) {
      world.model.answers({ text: 'Sent.' });
      const run = await startRun(world, workflowId);
      await advance(world, run);
      const [row] = await world.app.database.query<{ cost: number }>(
        `SELECT cost_micros::int AS cost FROM runs WHERE id = $1 AND status = 'succeeded'`,
        [run.id],
      );
      costs.push(row?.cost ?? -1);
      expect((await estimate(1)).basis).toBe(index < 2 ? 'workflow' : 'version');
    }
    const [low = 0, middle = 0, high = 0] = costs.sort((a, b) => a - b);
    const told = await estimate(4);
    expect(told.perRun).toMatchObject({ medianCostMicros: middle, p90CostMicros: high });
    expect(told.expectedCostMicros).toBe(4 * Math.ceil((low + middle + high) / 3));
  });

  it('is refused for a number that makes no sense, for those who may not start it, and for strangers', async () => {
    await expect(estimate(0)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(estimate(1, world.steward)).rejects.toMatchObject({ kind: 'forbidden' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(estimate(1, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
