import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { storeStep } from '../engine/steps.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SettleOutcomeService } from '../settle-outcome/settle-outcome.service.js';
import { ApprovalsWaitingQuery } from '../show-runs/approvals-waiting.query.js';
import { LostCallsQuery } from './lost-calls.query.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

beforeAll(async () => {
  world = await startRunsWorld({ startTestApp, foundOrganisation, ScriptedModel });
});
afterAll(async () => world.close());

const inHome = <T>(work: (tx: Tx) => Promise<T>) => world.app.get(Database).transaction(world.organisation.id, work);

/** A run that was ended while a call of its worker was under way, and that worker never came back. */
async function leftBehind(more: { repeatable?: boolean; status?: string } = {}): Promise<RunSummary> {
  const { workflowId } = await makeWorkflow(world);
  const run = await startRun(world, workflowId);
  const at = world.app.clock.now();
  await inHome((tx) =>
    storeStep(
      tx,
      { organisationId: run.organisationId, runId: run.id, seq: 1, practice: false },
      {
        kind: 'tool',
        status: 'intended',
        title: 'CRM: Add a note',
        turn: 1,
        startedAt: at,
        arguments: { note: 'Call back' },
        repeatable: more.repeatable ?? false,
      },
    ),
  );
  const status = more.status ?? 'cancelled';
  await world.app.database.query(`UPDATE runs SET status = $2, ended_at = $3 WHERE id = $1`, [
    run.id,
    status,
    status === 'running' ? null : at,
  ]);
  return run;
}

const waiting = (actor: Actor) =>
  world.app
    .get(Database)
    .transaction(actor.organisationId, (tx) => world.app.get(ApprovalsWaitingQuery).ofPerson(tx, actor, 50));

describe('a write whose worker died after the end of its run', () => {
  it('asks a person as soon as its worker would have written down what became of it, and by the very call', async () => {
    const run = await leftBehind();
    expect(await waiting(world.runner)).toEqual([]);
    world.app.clock.advanceMs(60_000);
    expect((await waiting(world.runner)).map((one) => one.id)).toEqual([run.id]);
    const { steps } = await seen(world, run);
    const calls = await inHome((tx) => world.app.get(LostCallsQuery).ofRuns(tx, [run.id]));
    expect(calls).toEqual([{ runId: run.id, stepId: steps[0]?.id, title: 'CRM: Add a note' }]);
    const service = world.app.get(SettleOutcomeService);
    await service.settle(world.steward, steps[0]?.id ?? '', 'done', 'The note is there.');
    expect(await waiting(world.runner)).toEqual([]);
    expect((await seen(world, run)).run).toMatchObject({ status: 'cancelled' });
  });

  it('is asked of those who may settle it: whoever started the run, and stewards; nobody of another organisation', async () => {
    const run = await leftBehind();
    world.app.clock.advanceMs(60_000);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    const sees = async (actor: Actor) => (await waiting(actor)).some((one) => one.id === run.id);
    expect(await Promise.all([world.runner, world.steward].map(sees))).toEqual([true, true]);
    expect(await Promise.all([world.reviewer, strangers.owner].map(sees))).toEqual([false, false]);
  });

  it('is no read, which nobody needs to look after, and nothing of a run that goes on', async () => {
    const runs = [await leftBehind({ repeatable: true }), await leftBehind({ status: 'running' })];
    world.app.clock.advanceMs(60_000);
    const found = await waiting(world.steward);
    for (const run of runs) expect(found.map((one) => one.id)).not.toContain(run.id);
  });
});
