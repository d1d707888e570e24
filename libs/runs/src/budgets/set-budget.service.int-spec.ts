import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { StartRunService } from '../start-run/start-run.service.js';
import { SetBudgetService, type SetBudgetRequest } from './set-budget.service.js';
import { WhoMayRaiseQuery } from './who-may-raise.query.js';
import { ShowBudgetsQuery } from './show-budgets.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  ({ workflowId } = await makeWorkflow(world));
});
afterAll(async () => world.close());

const all = (actor: Actor = world.steward) => world.app.get(ShowBudgetsQuery).all(actor);
const ofWorkflow = async () => (await all()).find((budget) => budget.level === 'workflow');

async function set(limitMicros: number, more: Partial<SetBudgetRequest> = {}, actor = world.steward): Promise<string> {
  const revision = (await ofWorkflow())?.revision ?? null;
  const request = { level: 'workflow', targetId: workflowId, limitMicros, revision, ...more } as const;
  return world.app.get(SetBudgetService).set(actor, request);
}

/** A run to its end; its reply costs somewhat less than 0.003 units. */
async function run(outputTokens = 6_000) {
  world.model.answers({ text: 'Dear Ms Albrecht, …', usage: { inputTokens: 0, outputTokens } });
  const started = await startRun(world, workflowId);
  await advance(world, started);
  return (await seen(world, started)).run;
}

const start = () =>
  world.app.get(StartRunService).start(world.runner, {
    workflowId,
    versionId: null,
    inputs: { customer: 'Ada Albrecht' },
    mode: 'live',
    idempotencyKey: newId(),
  });

/** What the ledger says that the model has cost. */
async function ledger(): Promise<number> {
  const [row] = await world.app.database.query<{ micros: number }>(
    `SELECT sum(amount_micros)::int AS micros FROM cost_entries WHERE kind = 'model' AND workflow_id = $1`,
    [workflowId],
  );
  return row?.micros ?? 0;
}

const warnings = () =>
  world.app.database.query<{ percent: number }>(`SELECT percent FROM budget_warnings ORDER BY percent`);

describe('a budget', () => {
  it('begins with what the month has cost already, and is told once at 50, 80 and 100 %', async () => {
    await run();
    await set(10_000);
    const spentMicros = await ledger();
    expect(spentMicros).toBeGreaterThan(0);
    expect(await ofWorkflow()).toMatchObject({ spentMicros, reservedMicros: 0, leftMicros: 10_000 - spentMicros });
    await run();
    expect((await warnings()).map((one) => one.percent)).toEqual([50]);
    const audited = await world.app.database.query(`SELECT action FROM audit_entries WHERE action = 'budget.warned'`);
    expect(audited).toHaveLength(1);
    expect((await ofWorkflow())?.warnedPercent).toBe(50);
  });

  it('refuses runs and stops those under way once a turn no longer fits, by its name and with whom to ask', async () => {
    const waiting = await startRun(world, workflowId);
    await run(2_000);
    expect((await ofWorkflow())?.spentMicros).toBe(await ledger());
    const refused = await start();
    expect(refused.refused).toMatchObject({ code: 'LIMIT_BUDGET_REACHED' });
    expect(refused.refused?.message).toContain('budget of the workflow Remind tenants for');
    expect(refused.refused?.nextStep).toContain('Ask a steward');
    const spentMicros = await ledger();
    const limit = { level: 'workflow', name: 'Remind tenants', limitMicros: 10_000, spentMicros };
    expect(refused.refused?.limit).toMatchObject(limit);
    await advance(world, waiting);
    expect((await seen(world, waiting)).run).toMatchObject({
      status: 'stopped',
      turns: 0,
      failure: { code: 'LIMIT_BUDGET_REACHED', limit },
    });
    expect(await ofWorkflow()).toMatchObject({ runsStopped: 1, reservedMicros: 0, warnedPercent: 100, refuses: true });
  });

  it('lets runs start again once it is raised, or removed, or the month is over', async () => {
    await set(1_000_000);
    expect((await run()).status).toBe('succeeded');
    await set(1);
    expect((await start()).refused?.code).toBe('LIMIT_BUDGET_REACHED');
    world.app.clock.advanceMs(32 * 86_400_000);
    await set(10_000);
    expect((await run()).status).toBe('succeeded');
    expect((await ofWorkflow())?.spentMicros).toBeLessThan(3_000);
    await set(1);
    const budget = await ofWorkflow();
    await world.app.get(SetBudgetService).remove(world.steward, budget?.id ?? '', budget?.revision ?? 0);
    expect((await run()).status).toBe('succeeded');
    expect(await ofWorkflow()).toBeUndefined();
  });

  it('tells those who can raise it, by the rules of the roles and in this organisation only', async () => {
    const strangers = await foundOrganisation(world.app, 'Ostwind');
    const tellable = async (actor: Actor) =>
      (await world.app.get(WhoMayRaiseQuery).tellable(actor)).map((person) => person.id);
    const told = await tellable(world.runner);
    expect(told).toEqual(expect.arrayContaining([world.organisation.owner.personId, world.steward.personId]));
    for (const actor of [world.runner, world.builder, strangers.owner]) expect(told).not.toContain(actor.personId);
    expect(await tellable(strangers.owner)).toEqual([strangers.owner.personId]);
  });

  it('is read by those who oversee and set by stewards only; of a stale revision and of strangers nothing is done', async () => {
    await expect(all(world.runner)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(set(5, {}, world.runner)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(set(5, { revision: 99 })).rejects.toMatchObject({ code: 'REVISION_STALE' });
    await expect(set(-1)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await set(1_000_000);
    const leader = await world.organisation.addPerson('Lea Leader', ['leader']);
    expect(await all(leader)).toHaveLength(1);
    await expect(set(5, {}, leader)).rejects.toMatchObject({ kind: 'forbidden' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    expect(await all(strangers.owner)).toEqual([]);
    await expect(set(5, { revision: null }, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
    const budget = await ofWorkflow();
    await expect(
      world.app.get(SetBudgetService).remove(strangers.owner, budget?.id ?? '', budget?.revision ?? 0),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});
