import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { type SaveLayerRequest, SavePolicyLayerService } from '@groundswell/policies';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools } from '../spec-tools.fixture.js';
import { LEASE } from './lease.js';
import { RunWorker } from './run-worker.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const search = specTools.add('crm', 'search', { dataClass: 'confidential' }, () => ({
  text: '{"rows":[{"id":17,"name":"Albrecht"}]}',
}));

beforeAll(async () => {
  world = await startRunsWorld(KIT);
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  specTools.calls.length = 0;
});

const useSearch = { toolUse: [{ name: 'crm__search', input: { query: 'Albrecht' } }] };

async function entriesOf(runId: string) {
  return world.app.database.query<{ kind: string; amount_micros: string; cost_pico_usd: string; estimated: boolean }>(
    `SELECT kind, amount_micros, cost_pico_usd, estimated FROM cost_entries WHERE run_id = $1 ORDER BY at, id`,
    [runId],
  );
}

describe('who may act on a run', () => {
  it('is one worker at a time: eight look at once, and every tool is called once', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    search.handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { text: 'found' };
    };
    world.model.answers(useSearch, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await Promise.all(Array.from({ length: 8 }, () => advance(world, run)));
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    expect(specTools.calls).toHaveLength(1);
    expect(world.model.requests).toHaveLength(2);
  });

  it('is nobody once it is over', async () => {
    const { workflowId } = await makeWorkflow(world);
    world.model.answers({ text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const before = await seen(world, run);
    await advance(world, run);
    expect(await seen(world, run)).toEqual(before);
  });

  it('is not a person who left: the run has no authority any more', async () => {
    const leaver = await world.organisation.addPerson('Lea Ver', ['runner'], [world.teamId]);
    const { workflowId } = await makeWorkflow(world);
    const run = await startRun(world, workflowId, { actor: leaver });
    await world.app.database.query(`UPDATE people SET active = false WHERE id = $1`, [leaver.personId]);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'stopped', failure: { code: 'PERMISSION_LOST' } });
  });
});

describe('a layer that is tightened while a run is at work', () => {
  let tightened = 0;
  const tightenAtTheTool = async (part: Partial<SaveLayerRequest>) => {
    const teamId = await world.organisation.addTeam(`Tightened ${tightened++}`);
    const { workflowId } = await makeWorkflow({ ...world, teamId }, { tools: [search] });
    search.handler = async () => {
      const layer = { scope: 'team', targetId: teamId, name: 'Late', rules: [], obligations: [], ...part };
      await world.app.get(SavePolicyLayerService).save(world.steward, layer);
      return { text: 'found' };
    };
    world.model.answers(useSearch, { text: 'never asked for' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    search.handler = () => ({ text: 'found' });
    return (await seen(world, run)).run;
  };
  const denyRuns = {
    effect: 'deny',
    action: 'workflow.run',
    subject: 'Workflow',
    conditions: {},
    reason: 'Nothing runs here today',
    sealed: false,
  };
  const limit = { kind: 'costLimit', conditions: {}, value: { maxCostMicros: 1 }, reason: 'The budget is spent' };

  it('stops it before its next turn, with the rule', async () => {
    expect(await tightenAtTheTool({ rules: [denyRuns] })).toMatchObject({
      status: 'stopped',
      failure: { code: 'POLICY_DENIED', explanation: { reason: 'Nothing runs here today' } },
    });
  });

  it('stops it when it has cost more than the layer allows by now', async () => {
    expect(await tightenAtTheTool({ obligations: [limit] })).toMatchObject({
      status: 'stopped',
      failure: { code: 'LIMIT_COST_REACHED' },
    });
  });
});

describe('cancelling', () => {
  it('breaks the model off, keeps what was used, and nothing follows', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers({ text: 'x'.repeat(600), ...useSearch, paceMs: 20 });
    const run = await startRun(world, workflowId);
    const work = advance(world, run);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.app.get(CancelRunService).cancel(world.runner, run.id);
    const before = Date.now();
    await work;
    expect(Date.now() - before).toBeLessThan(500);
    expect((await seen(world, run)).run).toMatchObject({ status: 'cancelled', turns: 0 });
    expect(await entriesOf(run.id)).toMatchObject([{ estimated: true }]);
    expect(specTools.calls).toEqual([]);
  });

  it('during a tool call lets the call end, and keeps its result with the step', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    search.handler = async () => {
      await world.app.get(CancelRunService).cancel(world.runner, run.id);
      return { text: 'found late' };
    };
    world.model.answers(useSearch, { text: 'never said' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    search.handler = () => ({ text: 'found' });
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'cancelled' });
    expect(steps[1]).toMatchObject({ status: 'done', told: 'found late' });
    expect(world.model.requests).toHaveLength(1);
  });

  it('is for the actor and for stewards, and does not show the run to anyone else', async () => {
    const { workflowId } = await makeWorkflow(world);
    const run = await startRun(world, workflowId);
    const cancels = world.app.get(CancelRunService);
    await expect(cancels.cancel(world.builder, run.id)).rejects.toMatchObject({ kind: 'not-found' });
    const auditor = await world.organisation.addPerson('Au Ditor', ['auditor']);
    await expect(cancels.cancel(auditor, run.id)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await cancels.cancel(world.steward, run.id)).toMatchObject({ status: 'cancelled' });
    expect(await cancels.cancel(world.runner, run.id)).toMatchObject({ status: 'cancelled' });
  });

  it('does not overwrite an end', async () => {
    const { workflowId } = await makeWorkflow(world);
    world.model.answers({ text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await expect(world.app.get(CancelRunService).cancel(world.runner, run.id)).rejects.toMatchObject({
      code: 'RUN_ENDED',
    });
    await expect(
      world.app.database.query(`UPDATE runs SET status = 'cancelled' WHERE id = $1`, [run.id]),
    ).rejects.toThrow(/never overwritten/);
  });
});

describe('the worker', () => {
  it('finds runs whose wake-up was lost and runs whose worker died', async () => {
    await world.app.database.query(`DELETE FROM graphile_worker._private_jobs`);
    const { workflowId } = await makeWorkflow(world);
    const run = await startRun(world, workflowId);
    const worker = world.app.get(RunWorker);
    const wakeUps = async (): Promise<number> => {
      const rows = await world.app.database.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [
        `runs.look-at ${run.id}`,
      ]);
      return rows.length;
    };
    await world.app.database.query(`DELETE FROM graphile_worker._private_jobs`);
    world.app.clock.advanceMs(10_000);
    await worker.sweep();
    expect(await wakeUps()).toBe(1);

    const until = new Date(world.app.clock.now().getTime() + LEASE.lengthMs);
    await world.app.database.query(
      `UPDATE runs SET status = 'running', started_at = now(), lease_owner = gen_random_uuid(), lease_until = $2 WHERE id = $1`,
      [run.id, until],
    );
    await world.app.database.query(`DELETE FROM graphile_worker._private_jobs`);
    await worker.sweep();
    expect(await wakeUps()).toBe(0);
    world.app.clock.advanceMs(LEASE.lengthMs + 1);
    await worker.sweep();
    expect(await wakeUps()).toBe(1);
  });
});
