import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId, RunId, WorkflowId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { SaveDraftService, StartDraftService, SubmitVersionService } from '@groundswell/workflows';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { RunWorker } from '../engine/run-worker.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools } from '../spec-tools.fixture.js';
import { CallTreeQuery } from './call-tree.query.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let child: WorkflowId;
let parent: WorkflowId;
const search = specTools.add('crm', 'search', { dataClass: 'confidential', returnsUntrusted: true });
const send = specTools.add('mail', 'send', { risk: 'write' });

beforeAll(async () => {
  world = await startRunsWorld({ startTestApp, foundOrganisation, ScriptedModel });
  child = (await makeWorkflow(world, { title: 'Check one customer', tools: [search, send] })).workflowId;
  parent = (await makeWorkflow(world, { title: 'Check the week', calls: [child] })).workflowId;
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  specTools.calls.length = 0;
});

const TOOL = 'workflow_check_one_customer';
const callChild = { toolUse: [{ name: TOOL, input: { customer: 'Ada' } }] };

interface Found extends Record<string, unknown> {
  readonly id: RunId;
  readonly organisation_id: OrganisationId;
  readonly status: string;
  readonly waiting_for: string | null;
}

const childrenOf = (id: string) =>
  world.app.database.query<Found>(`SELECT * FROM runs WHERE parent_run_id = $1 ORDER BY id`, [id]);

/** The called run that a run waits for, begun by one visit of a worker. */
async function called(run: { readonly id: RunId; readonly organisationId: OrganisationId }) {
  await advance(world, run);
  const [row] = await childrenOf(run.id);
  if (row === undefined) throw new Error('Nothing was called.');
  return { id: row.id, organisationId: row.organisation_id };
}

describe('one workflow calling another', () => {
  it('is one tree: the caller waits without a worker, takes the result over, and everything counts once', async () => {
    world.model.answers(callChild);
    const run = await startRun(world, parent);
    const inner = await called(run);
    expect((await seen(world, run)).run).toMatchObject({
      status: 'waiting',
      waiting_for: 'call',
      lease_owner: null,
      waits_until: null,
    });
    world.model.answers({ toolUse: [{ name: 'crm__search', input: {} }] }, { text: 'Ada owes nothing.' });
    await advance(world, inner);
    const { run: ended } = await seen(world, inner);
    expect(ended).toMatchObject({ status: 'succeeded', parent_run_id: run.id, purpose: 'work', trigger: 'person' });
    world.model.answers({ text: 'All is well.' });
    await advance(world, run);
    const outer = await seen(world, run);
    expect(outer.run).toMatchObject({
      status: 'succeeded',
      output_text: 'All is well.',
      private_data: true,
      untrusted_content: true,
    });
    expect(outer.steps.map((step) => [step.kind, step.status, step.told])).toContainEqual([
      'tool',
      'done',
      'Ada owes nothing.',
    ]);
    const booked = await world.app.database.query<{ run_id: string; sum: number }>(
      `SELECT run_id, sum(amount_micros)::float8 AS sum FROM cost_entries WHERE run_id = ANY ($1) GROUP BY run_id`,
      [[run.id, inner.id]],
    );
    expect(booked.map((row) => row.run_id).sort()).toEqual([run.id, inner.id].sort());
    const below = await world.app
      .get(Database)
      .transaction(run.organisationId, (tx) => world.app.get(CallTreeQuery).costBelow(tx, run.id));
    expect(below).toBe(booked.find((row) => row.run_id === inner.id)?.sum);
  });

  it('waits for people inside: an approval of the called run keeps its caller waiting', async () => {
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'workflow',
      targetId: child,
      name: 'Mails are looked at',
      rules: [],
      obligations: [
        {
          conditions: { toolName: 'send' },
          kind: 'approval',
          value: { by: 'runner' },
          reason: 'A mail cannot be taken back.',
          sealed: false,
        },
      ],
    });
    world.model.answers(callChild, { toolUse: [{ name: 'mail__send', input: { to: 'Ada' } }] });
    const run = await startRun(world, parent);
    const inner = await called(run);
    await advance(world, inner);
    expect((await seen(world, inner)).run).toMatchObject({ status: 'waiting', waiting_for: 'approval' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'call' });
    const [approval] = await world.app.database.query<{ id: string; arguments_digest: string }>(
      `SELECT id, arguments_digest FROM run_approvals WHERE run_id = $1`,
      [inner.id],
    );
    await world.app.get(DecideApprovalService).decide(world.runner, {
      approvalId: approval?.id ?? '',
      argumentsDigest: approval?.arguments_digest ?? '',
      approve: true,
      reason: null,
    });
    world.model.answers({ text: 'Sent.' }, { text: 'Done.' });
    await advance(world, inner);
    expect(specTools.calls).toHaveLength(1);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
  });

  it('reaches down when it is cancelled, and hears when what it called was', async () => {
    world.model.answers(callChild, callChild);
    const one = await startRun(world, parent);
    const first = await called(one);
    await world.app.get(CancelRunService).cancel(world.runner, one.id);
    expect((await seen(world, first)).run).toMatchObject({ status: 'cancelled' });
    const two = await startRun(world, parent);
    const second = await called(two);
    await world.app.get(CancelRunService).cancel(world.runner, second.id);
    world.model.answers({ text: 'Without it, then.' });
    await advance(world, two);
    const { run, steps } = await seen(world, two);
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(steps.find((step) => step.kind === 'tool')).toMatchObject({ status: 'failed' });
  });

  it('begins the called run once, however often a worker is cut off meanwhile, and the sweep wakes whoever waits', async () => {
    for (let round = 0; round < 6; round++) {
      world.model.reset();
      // The outer run calls first and ends on the result; a turn that was cut is asked again.
      world.model.answersWith(({ body }) => {
        const text = JSON.stringify(body);
        return text.includes(TOOL) && !text.includes('tool_result') ? callChild : { text: 'Fine.' };
      });
      const run = await startRun(world, parent);
      const visits = [advance(world, run), advance(world, run)];
      await delay(round * 6);
      await world.app.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
      );
      await Promise.allSettled(visits);
      for (let look = 0; look < 40 && (await seen(world, run)).run['status'] !== 'succeeded'; look++) {
        await world.app.database.query(`UPDATE runs SET lease_until = '2000-01-01' WHERE status = 'running'`);
        await Promise.allSettled([advance(world, run)]);
        for (const row of await childrenOf(run.id)) {
          await Promise.allSettled([advance(world, { id: row.id, organisationId: row.organisation_id })]);
        }
        await world.app.get(RunWorker).sweep();
      }
      expect((await seen(world, run)).run['status']).toBe('succeeded');
      expect(await childrenOf(run.id)).toHaveLength(1);
    }
  });

  it('is bound by its caller’s stack as well: what the caller may not call, the called may not either', async () => {
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'workflow',
      targetId: parent,
      name: 'No searching from here',
      rules: [
        {
          effect: 'deny',
          action: 'tool.call',
          subject: 'Tool',
          conditions: { toolName: 'search' },
          reason: 'Customers are not searched in this way.',
          sealed: false,
        },
      ],
      obligations: [],
    });
    world.model.answers(callChild, { text: 'Then not.' });
    const run = await startRun(world, parent);
    await advance(world, run);
    expect(await childrenOf(run.id)).toHaveLength(0);
    const { steps } = await seen(world, run);
    expect(steps.find((step) => step.kind === 'tool')).toMatchObject({
      status: 'refused',
      told: expect.stringContaining('Customers are not searched in this way'),
    });
    // By itself it may.
    const alone = await startRun(world, child);
    world.model.answers({ toolUse: [{ name: 'crm__search', input: {} }] }, { text: 'Found.' });
    await advance(world, alone);
    expect(specTools.calls.map((call) => call.name)).toEqual(['search']);
  });

  it('hears of inputs that do not fit and of workflows that may not run, and goes on', async () => {
    const inner = (await makeWorkflow(world, { title: 'Inner' })).workflowId;
    const outer = (await makeWorkflow(world, { title: 'Outer', calls: [inner] })).workflowId;
    world.model.answers({ toolUse: [{ name: 'workflow_inner', input: { nonsense: 1 } }] }, { text: 'Noted.' });
    const run = await startRun(world, outer);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps.find((step) => step.kind === 'tool')?.told).toContain('is not one of the fields');
    await world.app.database.query(`UPDATE workflows SET stage = 'paused', paused_from = 'pilot' WHERE id = $1`, [
      inner,
    ]);
    world.model.answers({ toolUse: [{ name: 'workflow_inner', input: { customer: 'Ada' } }] }, { text: 'Noted.' });
    const again = await startRun(world, outer);
    await advance(world, again);
    expect(await childrenOf(again.id)).toHaveLength(0);
    expect((await seen(world, again)).run).toMatchObject({ status: 'succeeded' });
  });

  it('cannot be published in a circle, and does not run in one either', async () => {
    const inner = (await makeWorkflow(world, { title: 'First of two' })).workflowId;
    const outer = (await makeWorkflow(world, { title: 'Second of two', calls: [inner] })).workflowId;
    const draft = await world.app.get(StartDraftService).start(world.builder, inner);
    const save = (calls: string[]) =>
      world.app.get(SaveDraftService).save(world.builder, {
        ...draft.content,
        ...draft.content.limits,
        versionId: draft.id,
        revision: draft.revision,
        changeNote: 'Calls back.',
        calls,
      });
    await expect(save([outer])).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: [expect.objectContaining({ path: 'calls.0' })],
    });
    await expect(save([inner])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(world.app.get(SubmitVersionService).submit(strangers.owner, draft.id, 1)).rejects.toMatchObject({
      kind: 'not-found',
    });
    // As if somebody had written it into the database past every rule: the run itself refuses.
    const top = await startRun(world, inner);
    const run = await startRun(world, outer);
    await world.app.database.query(`UPDATE runs SET parent_run_id = $2 WHERE id = $1`, [run.id, top.id]);
    world.model.answers(
      { toolUse: [{ name: 'workflow_first_of_two', input: { customer: 'Ada' } }] },
      { text: 'No circle, then.' },
    );
    await advance(world, run);
    expect(await childrenOf(run.id)).toHaveLength(0);
    const { steps } = await seen(world, run);
    expect(steps.find((step) => step.kind === 'tool')).toMatchObject({
      status: 'refused',
      told: expect.stringContaining('circle'),
    });
  });

  it('goes on calling the version that was approved when a newer one is published', async () => {
    const inner = await makeWorkflow(world, { title: 'Pinned' });
    const outer = await makeWorkflow(world, { title: 'Pins', calls: [inner.workflowId] });
    const [call] = outer.version.content.calls ?? [];
    expect(call).toMatchObject({ versionId: inner.version.id, versionNumber: 1, name: 'pinned' });
    await world.app.database.query(`UPDATE workflow_versions SET status = 'superseded' WHERE id = $1`, [
      inner.version.id,
    ]);
    world.model.answers({ toolUse: [{ name: 'workflow_pinned', input: { customer: 'Ada' } }] });
    const run = await startRun(world, outer.workflowId);
    await advance(world, run);
    const [row] = await childrenOf(run.id);
    expect(row?.['version_id']).toBe(inner.version.id);
  });
});
