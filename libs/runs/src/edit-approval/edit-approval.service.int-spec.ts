import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@groundswell/kernel';
import { SavePolicyLayerService } from '@groundswell/policies';
import type { Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools } from '../spec-tools.fixture.js';
import { EditApprovalService } from './edit-approval.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const update = specTools.add('crm', 'update', { risk: 'write' }, () => ({ text: 'Updated.' }));
const look = specTools.add('crm', 'preview_update', {}, () => ({ text: 'The phone is 0430 now.' }));
const ASKED = { id: 17, phone: '0431' };
const useUpdate = { toolUse: [{ name: 'crm__update', input: ASKED }] };

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
  readonly arguments: JsonObject;
  readonly original_arguments: JsonObject | null;
  readonly arguments_digest: string;
  readonly status: string;
  readonly edited_by_id: string | null;
  readonly preview_step_id: string | null;
  readonly grants: readonly unknown[];
}

async function approvalOf(run: RunSummary): Promise<StoredApproval> {
  const [approval] = await world.app.database.query<StoredApproval & Record<string, unknown>>(
    `SELECT * FROM run_approvals WHERE run_id = $1 ORDER BY requested_at DESC LIMIT 1`,
    [run.id],
  );
  if (approval === undefined) throw new Error('Nobody was asked.');
  return approval;
}

function edit(actor: Actor, approval: StoredApproval, args: JsonObject): Promise<RunSummary> {
  const { id: approvalId, arguments_digest: argumentsDigest } = approval;
  return world.app.get(EditApprovalService).edit(actor, { approvalId, argumentsDigest, arguments: args });
}

function decide(actor: Actor, approval: StoredApproval, approve = true): Promise<RunSummary> {
  const { id: approvalId, arguments_digest: argumentsDigest } = approval;
  return world.app.get(DecideApprovalService).decide(actor, { approvalId, argumentsDigest, approve, reason: null });
}

/** A run that waits for a yes to its write. */
async function waitingRun(tools = [update]): Promise<{ run: RunSummary; approval: StoredApproval }> {
  const { workflowId } = await makeWorkflow(world, { tools });
  world.model.answers(useUpdate, { text: 'Done.' });
  const run = await startRun(world, workflowId);
  await advance(world, run);
  return { run, approval: await approvalOf(run) };
}

async function audited(run: RunSummary, action: string): Promise<readonly JsonObject[]> {
  const rows = await world.app.database.query<{ details: JsonObject }>(
    `SELECT details FROM audit_entries WHERE run_id = $1 AND action = $2 ORDER BY seq`,
    [run.id, action],
  );
  return rows.map((row) => row.details);
}

describe('editing a call before it is approved', () => {
  it('makes the call with the new arguments, marks it, and tells the model what was sent', async () => {
    const { run, approval } = await waitingRun();
    await edit(world.runner, approval, { id: 17, phone: '0432' });
    expect(await approvalOf(run)).toMatchObject({
      status: 'granted',
      arguments: { id: 17, phone: '0432' },
      original_arguments: ASKED,
      edited_by_id: world.runner.personId,
    });
    await advance(world, run);
    expect(specTools.calls).toEqual([{ name: 'update', arguments: { id: 17, phone: '0432' } }]);
    const { steps, run: row } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded' });
    expect(steps.filter((step) => step.kind !== 'output')).toMatchObject([
      { kind: 'model' },
      { kind: 'approval', status: 'done', edited_by_id: world.runner.personId },
      { kind: 'tool', status: 'done', edited_by_id: world.runner.personId, arguments: { id: 17, phone: '0432' } },
      { kind: 'model' },
    ]);
    expect(steps[2]?.told).toContain('A person changed the arguments');
    expect(steps[2]?.told).toContain('"phone":"0432"');
    expect(steps[2]?.told).toContain('Updated.');
    expect(world.model.requests.at(-1)?.text).toContain('0432');
    expect(await audited(run, 'run.approval.edited')).toMatchObject([{ changed: ['phone'], complete: true }]);
  });

  it('is refused for arguments that do not fit the tool, for none changed, and for what nobody saw', async () => {
    const { run, approval } = await waitingRun();
    await expect(edit(world.runner, approval, { fits: false })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(edit(world.runner, approval, ASKED)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const other = { ...approval, arguments_digest: 'of something else' };
    await expect(edit(world.runner, other, { id: 18 })).rejects.toMatchObject({ code: 'APPROVAL_ARGUMENTS_CHANGED' });
    expect(await approvalOf(run)).toMatchObject({ status: 'waiting', arguments: ASKED, edited_by_id: null });
  });

  it('is for those who are asked, of this organisation', async () => {
    const { run, approval } = await waitingRun();
    const colleague = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(edit(colleague, approval, { id: 18 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(edit(strangers.owner, approval, { id: 18 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(edit(world.steward, approval, { id: 18 })).rejects.toMatchObject({ code: 'APPROVAL_NOT_YOURS' });
    expect((await approvalOf(run)).arguments).toEqual(ASKED);
  });

  it('judges the new call by the stack as it is by now', async () => {
    const { approval, run } = await waitingRun();
    const [workflow] = await world.app.database.query<{ workflow_id: string }>(
      `SELECT workflow_id FROM runs WHERE id = $1`,
      [run.id],
    );
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'workflow',
      targetId: workflow?.workflow_id ?? '',
      name: 'No writes',
      rules: [
        {
          effect: 'deny',
          action: 'tool.call',
          subject: 'Tool',
          conditions: { toolName: 'update' },
          reason: 'Frozen',
          sealed: false,
        },
      ],
      obligations: [],
    });
    await expect(edit(world.runner, approval, { id: 18 })).rejects.toMatchObject({ code: 'APPROVAL_EDIT_REFUSED' });
    expect(await approvalOf(run)).toMatchObject({ status: 'waiting', arguments: ASKED });
  });

  it('takes back the yes of whoever agreed to the old call: both must agree to the new one', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [update] });
    await world.app.get(SavePolicyLayerService).save(world.steward, {
      scope: 'workflow',
      targetId: workflowId,
      name: 'Two people',
      rules: [],
      obligations: [
        { kind: 'approval', conditions: { risk: 'write' }, value: { by: 'steward' }, reason: 'Four eyes.' },
      ],
    });
    world.model.answers(useUpdate, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const asked = await approvalOf(run);
    await decide(world.runner, asked);
    expect(await approvalOf(run)).toMatchObject({ status: 'waiting', grants: [{ approver: 'runner' }] });
    await edit(world.steward, asked, { id: 17, phone: '0433' });
    const edited = await approvalOf(run);
    expect(edited).toMatchObject({ status: 'waiting', grants: [{ approver: 'steward' }] });
    await expect(decide(world.runner, asked)).rejects.toMatchObject({ code: 'APPROVAL_ARGUMENTS_CHANGED' });
    await advance(world, run);
    expect(specTools.calls).toEqual([]);
    await decide(world.runner, edited);
    await advance(world, run);
    expect(specTools.calls).toEqual([{ name: 'update', arguments: { id: 17, phone: '0433' } }]);
  });

  it('and deciding by fifty people at once ends in one call, with the arguments that were agreed to', async () => {
    const { run, approval } = await waitingRun();
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        index % 3 === 0
          ? edit(world.runner, approval, { id: 17, phone: `05${index}` })
          : decide(world.runner, approval, index % 3 === 1),
      ),
    );
    const taken = answers.filter((answer) => answer.status === 'fulfilled').length;
    expect(taken).toBeGreaterThanOrEqual(1);
    const settled = await approvalOf(run);
    await Promise.all([advance(world, run), advance(world, run)]);
    expect(['granted', 'denied']).toContain(settled.status);
    expect(specTools.calls).toEqual(
      settled.status === 'granted' ? [{ name: 'update', arguments: settled.arguments }] : [],
    );
  });
});

describe('what a call would change', () => {
  it('is looked up before people are asked, as a read of its own that the model hears nothing of', async () => {
    update.previewName = 'preview_update';
    try {
      const { run, approval } = await waitingRun([update, look]);
      expect(specTools.calls).toEqual([{ name: 'preview_update', arguments: ASKED }]);
      const { steps } = await seen(world, run);
      expect(steps.map((step) => [step.kind, step.status])).toEqual([
        ['model', 'done'],
        ['tool', 'done'],
        ['approval', 'waiting'],
      ]);
      expect(approval.preview_step_id).toBe(steps[1]?.id);
      expect(steps[1]?.audit_entry_id).not.toBeNull();
      await decide(world.runner, approval);
      await advance(world, run);
      expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
      expect(world.model.requests.at(-1)?.text).not.toContain('0430');
    } finally {
      update.previewName = null;
    }
  });
});
