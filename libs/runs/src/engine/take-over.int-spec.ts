import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepId } from '@groundswell/kernel';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools, type SpecAnswer } from '../spec-tools.fixture.js';
import { SettleOutcomeService } from '../settle-outcome/settle-outcome.service.js';
import { LEASE } from './lease.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const search = specTools.add('crm', 'search');
const update = specTools.add('crm', 'update', { risk: 'write' });

beforeAll(async () => {
  world = await startRunsWorld(KIT);
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  specTools.calls.length = 0;
  search.handler = () => ({ text: 'found' });
  update.handler = () => ({ text: 'written' });
});

const useSearch = { toolUse: [{ name: 'crm__search', input: { query: 'A' } }] };
const useUpdate = { toolUse: [{ name: 'crm__update', input: { id: 17, phone: '0431' } }] };

/** A tool that holds its worker until told: to everyone else the worker looks dead. */
function holding(): {
  readonly handler: () => Promise<SpecAnswer>;
  readonly begun: Promise<void>;
  let(answer: SpecAnswer): void;
} {
  let go: (answer: SpecAnswer) => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const answered = new Promise<SpecAnswer>((resolve) => {
    go = resolve;
  });
  return {
    begun,
    handler: async () => {
      begin();
      return answered;
    },
    let: (answer) => go(answer),
  };
}

const leaseRunsOut = (): void => world.app.clock.advanceMs(LEASE.lengthMs + 1);

async function approve(runId: string): Promise<void> {
  const [approval] = await world.app.database.query<{ id: string; arguments_digest: string }>(
    `SELECT id, arguments_digest FROM run_approvals WHERE run_id = $1 AND status = 'waiting'`,
    [runId],
  );
  await world.app.get(DecideApprovalService).decide(world.runner, {
    approvalId: approval?.id ?? '',
    argumentsDigest: approval?.arguments_digest ?? '',
    approve: true,
    reason: null,
  });
}

describe('taking a run over from a worker that died', () => {
  it('repeats a read that was under way, under the same step, with an audit entry of its own', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers(useSearch, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    const hold = holding();
    search.handler = hold.handler;
    const dead = advance(world, run);
    await hold.begun;
    const [first] = (await seen(world, run)).steps.slice(1);
    search.handler = () => ({ text: 'found again' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'running' });
    leaseRunsOut();
    await advance(world, run);
    const after = await seen(world, run);
    expect(after.run).toMatchObject({ status: 'succeeded' });
    expect(after.steps[1]).toMatchObject({ id: first?.id, status: 'done', told: 'found again' });
    expect(after.steps[1]?.audit_entry_id).not.toBe(first?.audit_entry_id);

    hold.let({ text: 'found too late' });
    await dead;
    expect(await seen(world, run)).toEqual(after);
    expect(specTools.calls).toHaveLength(2);
  });

  it('never repeats a write that was under way: it waits for a person, who sees the very call', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [update] });
    world.model.answers(useUpdate, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await approve(run.id);
    const hold = holding();
    update.handler = hold.handler;
    const dead = advance(world, run);
    await hold.begun;
    leaseRunsOut();
    await advance(world, run);
    await advance(world, run);
    const waiting = await seen(world, run);
    expect(waiting.run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown', waits_until: null });
    expect(waiting.steps.at(-1)).toMatchObject({
      kind: 'tool',
      status: 'unknown',
      arguments: { id: 17, phone: '0431' },
    });
    expect(specTools.calls).toHaveLength(1);

    hold.let({ text: 'written after all' });
    await dead;
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting' });

    const stepId = waiting.steps.at(-1)?.id as StepId;
    const settles = world.app.get(SettleOutcomeService);
    await settles.settle(world.runner, stepId, 'done', 'I see it in the CRM.');
    await expect(settles.settle(world.runner, stepId, 'repeat', 'Again.')).rejects.toMatchObject({
      code: 'OUTCOME_KNOWN',
    });
    await advance(world, run);
    const after = await seen(world, run);
    expect(after.run).toMatchObject({ status: 'succeeded' });
    expect(specTools.calls).toHaveLength(1);
    expect(world.model.requests[1]?.text).toContain('did take effect');
  });

  it('makes a lost write again only when a person says so, and once', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [update] });
    world.model.answers(useUpdate, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await approve(run.id);
    update.handler = () => 'no-answer';
    await advance(world, run);
    const lost = await seen(world, run);
    expect(lost.run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown' });
    const stepId = lost.steps.at(-1)?.id ?? '';
    await world.app.get(SettleOutcomeService).settle(world.runner, stepId, 'repeat', 'It is not there.');
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown' });
    expect(specTools.calls).toHaveLength(2);
    await world.app.get(SettleOutcomeService).settle(world.runner, stepId, 'repeat', 'Still not there.');
    update.handler = () => ({ text: 'written' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    expect(specTools.calls).toHaveLength(3);
  });

  it('asks the model again for a turn that nobody heard the end of, and estimates what it cost', async () => {
    const { workflowId } = await makeWorkflow(world);
    world.model.answers({ text: 'x'.repeat(2_000), paceMs: 25 }, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    const dead = advance(world, run);
    await new Promise((resolve) => setTimeout(resolve, 150));
    leaseRunsOut();
    await advance(world, run);
    const after = await seen(world, run);
    expect(after.run).toMatchObject({ status: 'succeeded', output_text: 'Done.' });
    expect(after.steps.map((step) => step.kind)).toEqual(['model', 'output']);
    await dead;
    const end = await seen(world, run);
    expect(end.run).toMatchObject({ status: 'succeeded', output_text: 'Done.', turns: 1 });
    expect(end.steps).toEqual(after.steps);
    const attempts = await world.app.database.query(
      `SELECT ending, estimated FROM model_attempts WHERE run_id = $1 ORDER BY started_at, id`,
      [run.id],
    );
    expect(attempts).toContainEqual({ ending: 'lost', estimated: true });
  });

  it('says what a read tool did not answer, instead of waiting for a person', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    search.handler = () => 'no-answer';
    world.model.answers(useSearch, { text: 'No answer.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps[1]).toMatchObject({ status: 'failed' });
  });

  it('repeats a write that carries a key, with the same key, and nobody has to look', async () => {
    const book = specTools.add('books', 'book', { risk: 'write' });
    book.idempotencyArgument = 'key';
    const { workflowId } = await makeWorkflow(world, { tools: [book] });
    world.model.answers(
      { toolUse: [{ name: 'books__book', input: { amount: 7, key: 'of the model' } }] },
      { text: 'Done.' },
    );
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await approve(run.id);
    const hold = holding();
    book.handler = hold.handler;
    const dead = advance(world, run);
    await hold.begun;
    leaseRunsOut();
    book.handler = () => ({ text: 'booked' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    const [first, second] = specTools.calls;
    expect(specTools.calls).toHaveLength(2);
    expect(second).toEqual(first);
    expect(first?.arguments).toEqual({ amount: 7, key: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    hold.let({ text: 'booked too late' });
    await dead;
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
  });

  it('repeats it while it lives, too, and asks a person when no answer comes at all', async () => {
    const post = specTools.add('books', 'post', { risk: 'write' });
    post.idempotencyArgument = 'key';
    const { workflowId } = await makeWorkflow(world, { tools: [post] });
    world.model.answers({ toolUse: [{ name: 'books__post', input: { amount: 8 } }] }, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await approve(run.id);
    post.handler = () => 'no-answer';
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown' });
    expect(new Set(specTools.calls.map((call) => call.arguments['key'])).size).toBe(1);
    expect(specTools.calls).toHaveLength(3);
  });
});
