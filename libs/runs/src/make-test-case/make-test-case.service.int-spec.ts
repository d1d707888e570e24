import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { KeepEvalCaseService } from '@groundswell/workflows';
import { RunEngineModule } from '../engine/run-engine.module.js';
import { RunPageModule } from '../run-page.module.js';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SpecToolsModule, specTools, type SpecTool } from '../spec-tools.fixture.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunOutcomes } from '../show-runs/run-outcomes.service.js';
import { MakeTestCaseService, type MakeTestCaseRequest } from './make-test-case.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const secret = specTools.add('crm', 'secret', { dataClass: 'confidential' });

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: [RunEngineModule, RunPageModule, SpecToolsModule] });
});
afterAll(async () => world.close());
beforeEach(() => world.model.reset());

function make(actor: Actor, run: RunSummary, more: Partial<MakeTestCaseRequest> = {}) {
  return world.app.get(MakeTestCaseService).make(actor, {
    runId: run.id,
    name: 'A friendly reminder',
    expectedText: 'Dear Ada.',
    dataChecked: false,
    ...more,
  });
}

/** A run of the builder that went well. */
async function goodRun(tools: readonly SpecTool[] = []) {
  const { workflowId, version } = await makeWorkflow(world, { tools });
  if (tools.length > 0) world.model.answers({ toolUse: [{ name: 'crm__secret', input: {} }] });
  world.model.answers({ text: 'Dear Ada.' });
  const run = await startRun(world, workflowId, { actor: world.builder });
  await advance(world, run);
  return { run, workflowId, version };
}

function stored(workflowId: string) {
  return world.app.database.query(
    `SELECT name, inputs, expected_text, from_version, until_version FROM eval_cases WHERE workflow_id = $1`,
    [workflowId],
  );
}

describe('making a run a test case', () => {
  it('keeps its inputs and result with a new draft, once, and can be taken back there', async () => {
    const { run, workflowId } = await goodRun();
    const kept = await make(world.builder, run);
    expect((await make(world.builder, run)).id).toBe(kept.id);
    const row = { name: 'A friendly reminder', inputs: { customer: 'Ada Albrecht' }, expected_text: 'Dear Ada.' };
    expect(await stored(workflowId)).toEqual([{ ...row, from_version: 2, until_version: null }]);
    const audited = await world.app.database.query(
      `SELECT 1 FROM audit_entries WHERE workflow_id = $1 AND action = 'workflow.eval-case.kept'`,
      [workflowId],
    );
    expect(audited).toHaveLength(1);
    await world.app.get(KeepEvalCaseService).drop(world.builder, kept.id);
    expect(await stored(workflowId)).toEqual([{ ...row, from_version: 2, until_version: 2 }]);
    await make(world.builder, run);
    expect(await stored(workflowId)).toHaveLength(2);
  });

  it('asks for a look at the data where the run read more than public data', async () => {
    const { run } = await goodRun([secret]);
    await expect(make(world.builder, run)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(make(world.builder, run, { dataChecked: true })).resolves.toMatchObject({ runId: run.id });
  });

  it('is for runs whose result is right', async () => {
    const { run } = await goodRun();
    await world.app
      .get(Database)
      .transaction(world.organisation.id, (tx) => world.app.get(RunOutcomes).note(tx, run.id, 'rejected'));
    await expect(make(world.builder, run)).rejects.toMatchObject({ code: 'RUN_NOT_EXEMPLARY' });
  });

  it('is for those who may change the workflow and see the run, of this organisation', async () => {
    const { run, workflowId } = await goodRun();
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(make(world.reviewer, run)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(make(world.steward, run)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(make(strangers.owner, run)).rejects.toMatchObject({ kind: 'not-found' });
    const kept = await make(world.builder, run);
    await expect(world.app.get(KeepEvalCaseService).drop(strangers.owner, kept.id)).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(world.app.get(KeepEvalCaseService).drop(world.runner, kept.id)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect(await stored(workflowId)).toHaveLength(1);
  });
});
