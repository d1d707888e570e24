import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { RunEngineModule } from '../engine/run-engine.module.js';
import { RunPageModule } from '../run-page.module.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SpecToolsModule } from '../spec-tools.fixture.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { AnswerQuestionService } from './answer-question.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const ASK = { toolUse: [{ name: 'ask_person', input: { question: 'Which Ada?', choices: ['Albrecht', 'Berg'] } }] };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: [RunEngineModule, RunPageModule, SpecToolsModule] });
});
afterAll(async () => world.close());
beforeEach(() => world.model.reset());

function answer(actor: Actor, stepId: string, words = 'Albrecht'): Promise<RunSummary> {
  return world.app.get(AnswerQuestionService).answer(actor, stepId, words);
}

/** A run that waits for an answer, and the step that asks. */
async function askingRun(maxQuestions = 1): Promise<{ run: RunSummary; stepId: StepId }> {
  const { workflowId } = await makeWorkflow(world, { maxQuestions });
  const run = await startRun(world, workflowId);
  await advance(world, run);
  const { steps } = await seen(world, run);
  return { run, stepId: steps.at(-1)?.id as StepId };
}

describe('a question to the person', () => {
  it('lets the run wait, and its answer reaches the model as the result of the call', async () => {
    world.model.answers(ASK, { text: 'Dear Ada Albrecht.' });
    const { run, stepId } = await askingRun();
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'answer', lease_owner: null });
    await advance(world, run);
    expect(world.model.requests).toHaveLength(1);
    await answer(world.runner, stepId);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    expect(world.model.requests.at(-1)?.text).toContain('The person answered: Albrecht');
    await expect(answer(world.runner, stepId, 'Berg')).rejects.toMatchObject({ kind: 'forbidden' });
    const audited = await world.app.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE run_id = $1 AND action LIKE 'run.question.%' ORDER BY seq`,
      [run.id],
    );
    expect(audited.map((entry) => entry.action)).toEqual(['run.question.asked', 'run.question.answered']);
  });

  it('is answered by nobody else, here or in another organisation', async () => {
    world.model.answers(ASK);
    const { stepId } = await askingRun();
    const colleague = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(answer(world.steward, stepId)).rejects.toMatchObject({ code: 'QUESTION_NOT_YOURS' });
    await expect(answer(colleague, stepId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(answer(strangers.owner, stepId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is answered once, however many answers come at the same moment', async () => {
    world.model.answers(ASK, { text: 'Done.' });
    const { run, stepId } = await askingRun();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => answer(world.runner, stepId, `A${n}`)),
    );
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
  });

  it('that is one too many, or no question, is not put, and the run goes on', async () => {
    world.model.answers(ASK, ASK, { toolUse: [{ name: 'ask_person', input: {} }] }, { text: 'Done.' });
    const { run, stepId } = await askingRun();
    await answer(world.runner, stepId);
    await advance(world, run);
    const { steps, run: row } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps.filter((step) => step.kind === 'tool').map((step) => step.status)).toEqual([
      'done',
      'failed',
      'failed',
    ]);
  });

  it('expires, and is taken back when the run is cancelled', async () => {
    world.model.answers(ASK, ASK);
    const first = await askingRun();
    const second = await askingRun();
    await world.app.get(CancelRunService).cancel(world.runner, second.run.id);
    expect((await seen(world, second.run)).steps.at(-1)).toMatchObject({ status: 'cancelled' });
    world.app.clock.advanceMs(25 * 3_600_000);
    await expect(answer(world.runner, first.stepId)).rejects.toMatchObject({ code: 'QUESTION_ANSWERED' });
    await advance(world, first.run);
    const { run, steps } = await seen(world, first.run);
    expect(run).toMatchObject({ status: 'failed', failure: { code: 'ANSWER_EXPIRED' } });
    expect(steps.at(-1)).toMatchObject({ status: 'cancelled' });
  });

  it('can be rehearsed, and really asks in practice', async () => {
    const { workflowId } = await makeWorkflow(world, {
      maxQuestions: 1,
      rehearsal: {
        turns: [
          { toolUse: [{ tool: 'person.ask', arguments: { question: 'Which {{inputs.customer}}?' } }] },
          { text: 'Noted: {{results.1.text}}' },
        ],
      },
    });
    const run = await startRun(world, workflowId, { mode: 'practice' });
    await advance(world, run);
    const { steps } = await seen(world, run);
    await answer(world.runner, steps.at(-1)?.id ?? '', 'The one in Elm Street.');
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({
      status: 'succeeded',
      output_text: 'Noted: The person answered: The one in Elm Street.',
    });
  });

  it('is not offered to a version that may not ask', async () => {
    world.model.answers(ASK, { text: 'Done.' });
    const { workflowId } = await makeWorkflow(world);
    const run = await startRun(world, workflowId);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    expect(world.model.requests[0]?.text).not.toContain('ask_person');
    expect((await seen(world, run)).steps[1]).toMatchObject({ kind: 'tool', status: 'failed' });
  });
});
