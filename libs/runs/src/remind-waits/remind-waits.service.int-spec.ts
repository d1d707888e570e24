import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { RunEngineModule } from '../engine/run-engine.module.js';
import { RunPageModule } from '../run-page.module.js';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SpecToolsModule, specTools } from '../spec-tools.fixture.js';
import { RemindWaitsService } from './remind-waits.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const update = specTools.add('crm', 'update', { risk: 'write' });
const lost = specTools.add('crm', 'book', { risk: 'write' }, () => 'no-answer');
const HOUR = 3_600_000;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: [RunEngineModule, RunPageModule, SpecToolsModule] });
});
afterAll(async () => world.close());

const remind = (): Promise<number> => world.app.get(RemindWaitsService).remind();

async function reminders(runId: string): Promise<readonly unknown[]> {
  return world.app.database.query(
    `SELECT details->>'waitingFor' AS "waitingFor" FROM audit_entries WHERE run_id = $1 AND action = 'run.wait.reminded'`,
    [runId],
  );
}

describe('a wait', () => {
  it('is brought to mind once, before its time is over, and is on record', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [update] });
    world.model.answers({ toolUse: [{ name: 'crm__update', input: {} }] });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    expect(await remind()).toBe(0);
    world.app.clock.advanceMs(20.5 * HOUR);
    expect(await Promise.all([remind(), remind()]).then(([one, other]) => one + other)).toBe(1);
    expect(await remind()).toBe(0);
    expect(await reminders(run.id)).toEqual([{ waitingFor: 'approval' }]);
    world.app.clock.advanceMs(4 * HOUR);
    await advance(world, run);
    expect(await remind()).toBe(0);
  });

  it('for a lost outcome has no end, and is brought to mind after a day', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [lost] });
    world.model.answers({ toolUse: [{ name: 'crm__book', input: {} }] });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const [asked] = await world.app.database.query<{ id: string; arguments_digest: string }>(
      `UPDATE run_approvals SET status = 'granted' WHERE run_id = $1 RETURNING id, arguments_digest`,
      [run.id],
    );
    expect(asked).toBeDefined();
    await world.app.database.query(`UPDATE run_steps SET status = 'done' WHERE run_id = $1 AND kind = 'approval'`, [
      run.id,
    ]);
    await world.app.database.query(
      `UPDATE runs SET status = 'running', waiting_for = NULL, waits_until = NULL WHERE id = $1`,
      [run.id],
    );
    await advance(world, run);
    expect(await remind()).toBe(0);
    world.app.clock.advanceMs(25 * HOUR);
    expect(await remind()).toBe(1);
    expect(await reminders(run.id)).toEqual([{ waitingFor: 'outcomeUnknown' }]);
  });
});
