import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SavePolicyLayerService } from '@groundswell/policies';
import type { Actor } from '@groundswell/platform';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools } from '../spec-tools.fixture.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { ApprovalsWaitingQuery } from '../show-runs/approvals-waiting.query.js';
import { Database } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { DecideApprovalService } from './decide-approval.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const update = specTools.add('crm', 'update', { risk: 'write' });
const useUpdate = { toolUse: [{ name: 'crm__update', input: { id: 17, phone: '0431' } }] };

beforeAll(async () => {
  world = await startRunsWorld(KIT);
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  specTools.calls.length = 0;
});

interface StoredApproval {
  readonly id: string;
  readonly arguments: unknown;
  readonly arguments_digest: string;
  readonly status: string;
  readonly by_runner: boolean | null;
  readonly used_at: Date | null;
}

async function approvalOf(run: RunSummary): Promise<StoredApproval> {
  const [approval] = await world.app.database.query<StoredApproval & Record<string, unknown>>(
    `SELECT * FROM run_approvals WHERE run_id = $1 ORDER BY requested_at DESC LIMIT 1`,
    [run.id],
  );
  if (approval === undefined) throw new Error('Nobody was asked.');
  return approval;
}

function decide(
  actor: Actor,
  approval: StoredApproval,
  more: { approve?: boolean; argumentsDigest?: string; reason?: string } = {},
) {
  return world.app.get(DecideApprovalService).decide(actor, {
    approvalId: approval.id,
    argumentsDigest: approval.arguments_digest,
    approve: true,
    reason: null,
    ...more,
  });
}

/** A run that waits for a yes to its write. */
async function waitingRun(actor = world.runner): Promise<{ run: RunSummary; approval: StoredApproval }> {
  const { workflowId } = await makeWorkflow(world, { tools: [update] });
  world.model.answers(useUpdate, { text: 'Done.' });
  const run = await startRun(world, workflowId, { actor });
  await advance(world, run);
  return { run, approval: await approvalOf(run) };
}

describe('approving a call', () => {
  it('shows the exact arguments, waits, and calls once the runner says yes; the approval is marked', async () => {
    const { run, approval } = await waitingRun();
    expect((await seen(world, run)).run).toMatchObject({
      status: 'waiting',
      waiting_for: 'approval',
      lease_owner: null,
    });
    expect(approval).toMatchObject({ arguments: { id: 17, phone: '0431' }, status: 'waiting' });
    expect(specTools.calls).toEqual([]);
    await decide(world.runner, approval);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps.map((step) => [step.kind, step.status])).toEqual([
      ['model', 'done'],
      ['approval', 'done'],
      ['tool', 'done'],
      ['model', 'done'],
      ['output', 'done'],
    ]);
    expect(specTools.calls).toEqual([{ name: 'update', arguments: { id: 17, phone: '0431' } }]);
    expect(await approvalOf(run)).toMatchObject({ status: 'granted', by_runner: true, used_at: expect.any(Date) });
    const said = await world.app.database.query<{ tool: string }>(
      `SELECT details->>'toolName' AS tool FROM audit_entries WHERE run_id = $1 AND action LIKE 'run.approval.%' ORDER BY seq`,
      [run.id],
    );
    expect(said).toHaveLength(2);
    expect(said[1]?.tool).toBe(said[0]?.tool);
  });

  it('tells the model that a person declined, in their words, and calls nothing', async () => {
    const { run, approval } = await waitingRun();
    await decide(world.runner, approval, { approve: false, reason: 'Wrong number.' });
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps[1]).toMatchObject({ kind: 'approval', status: 'refused', text: 'Wrong number.' });
    expect(world.model.requests[1]?.text).toContain('Wrong number.');
    expect(specTools.calls).toEqual([]);
  });

  it('is not for colleagues, nor for another organisation', async () => {
    const { approval } = await waitingRun();
    const colleague = await world.organisation.addPerson('Colin', ['runner', 'builder'], [world.teamId]);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(decide(colleague, approval)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(decide(strangers.owner, approval)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(decide(world.steward, approval)).rejects.toMatchObject({ code: 'APPROVAL_NOT_YOURS' });
  });

  it('is good for the arguments that the person saw, and no others', async () => {
    const { approval } = await waitingRun();
    await expect(decide(world.runner, approval, { argumentsDigest: 'of something else' })).rejects.toMatchObject({
      code: 'APPROVAL_ARGUMENTS_CHANGED',
    });
  });

  it('is one answer, however many say yes and no at once', async () => {
    const { run, approval } = await waitingRun(world.organisation.owner);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        decide(world.organisation.owner, approval, { approve: index % 2 === 0 }),
      ),
    );
    const { status } = await approvalOf(run);
    for (const [index, answer] of answers.entries()) {
      const said = index % 2 === 0 ? 'granted' : 'denied';
      if (answer.status === 'fulfilled') expect(said).toBe(status);
      else expect(answer.reason).toMatchObject({ code: 'APPROVAL_SETTLED' });
    }
    await Promise.all(Array.from({ length: 4 }, () => advance(world, run)));
    expect(specTools.calls).toHaveLength(status === 'granted' ? 1 : 0);
  });

  it('expires, and the run ends with a clear word', async () => {
    const { run, approval } = await waitingRun();
    world.app.clock.advanceMs(24 * 60 * 60 * 1000 + 1);
    await expect(decide(world.runner, approval)).rejects.toMatchObject({ code: 'APPROVAL_EXPIRED' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'failed', failure: { code: 'APPROVAL_EXPIRED' } });
    expect(await approvalOf(run)).toMatchObject({ status: 'expired' });
    expect(specTools.calls).toEqual([]);
  });

  it('is withdrawn when the run is cancelled', async () => {
    const { run, approval } = await waitingRun();
    await world.app.get(CancelRunService).cancel(world.runner, run.id);
    expect(await approvalOf(run)).toMatchObject({ status: 'withdrawn' });
    await expect(decide(world.runner, approval)).rejects.toMatchObject({ code: 'APPROVAL_SETTLED' });
    expect((await seen(world, run)).steps[1]).toMatchObject({ kind: 'approval', status: 'cancelled' });
  });

  it('asks for the steward too when a layer does, and shows each the runs that wait for them', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [update] });
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'workflow',
      targetId: workflowId,
      name: 'Four eyes',
      rules: [],
      obligations: [
        { kind: 'approval', conditions: { risk: 'write' }, value: { by: 'steward' }, reason: 'Four eyes.' },
      ],
    });
    world.model.answers(useUpdate, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const waitingFor = async (actor: Actor): Promise<boolean> => {
      const runs = await world.app
        .get(Database)
        .transaction(actor.organisationId, (tx) => world.app.get(ApprovalsWaitingQuery).ofPerson(tx, actor, 50));
      return runs.some((one) => one.id === run.id);
    };
    const approval = await approvalOf(run);
    expect([await waitingFor(world.runner), await waitingFor(world.steward), await waitingFor(world.builder)]).toEqual([
      true,
      true,
      false,
    ]);
    await decide(world.runner, approval);
    expect([await waitingFor(world.runner), await waitingFor(world.steward)]).toEqual([false, true]);
    await advance(world, run);
    expect(specTools.calls).toEqual([]);
    await decide(world.steward, approval);
    await advance(world, run);
    expect(specTools.calls).toHaveLength(1);
    expect(await approvalOf(run)).toMatchObject({ status: 'granted', by_runner: false });
  });
});
