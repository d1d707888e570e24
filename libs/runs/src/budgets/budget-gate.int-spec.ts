import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Micros, type StepId, type WorkflowId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { mostOfTurn } from '../domain/budget.js';
import { getPrice, LIST_PRICES } from '../domain/price-table.js';
import { NO_USAGE } from '../domain/token-usage.js';
import type { RunWork } from '../engine/run-work.js';
import { storeStep } from '../engine/steps.js';
import { WorkRefused } from '../engine/work-refused.js';
import { AttemptAccounts } from '../ledger/attempt-accounts.js';
import { RunEntity } from '../persistence/run.entity.js';
import { makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { BudgetBusy } from './budget-busy.js';
import { BudgetGate } from './budget-gate.js';
import { SetBudgetService, type SetBudgetRequest } from './set-budget.service.js';
import { SettleLeftHolds } from './settle-left-holds.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const PRICE = getPrice(LIST_PRICES, 'claude-haiku-5-5', new Date());
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflows: WorkflowId[];

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  workflows = [(await makeWorkflow(world)).workflowId, (await makeWorkflow(world)).workflowId];
});
afterAll(async () => world.close());

const REQUEST = { model: PRICE.model, maxTokens: 2_000, system: 'Be brief.', tools: [], messages: [] };
const MOST = mostOfTurn(Buffer.byteLength(JSON.stringify(REQUEST)), REQUEST.maxTokens, PRICE, 1_000_000);

/** A worker's view of a run of its own, as much of it as money looks at. */
async function workOn(workflowId: WorkflowId): Promise<RunWork> {
  const { id } = await startRun(world, workflowId);
  const run = await world.app
    .get(Database)
    .transaction(world.organisation.id, (tx) => tx.manager.findOneByOrFail(RunEntity, { id }));
  run.maxCostMicros = 1_000_000_000;
  return viewOf(run);
}

function viewOf(run: RunEntity): RunWork {
  const lease = { organisationId: run.organisationId, runId: run.id, owner: newId() as string };
  const signal = new AbortController().signal;
  return {
    run,
    lease,
    signal,
    price: PRICE,
    usdRateMicros: 1_000_000,
    costBelowMicros: 0,
  } as Partial<RunWork> as RunWork;
}

/** As the engine does: a run that only waits for what others hold comes back until it fits. */
async function patiently(reserve: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await reserve();
    } catch (error) {
      if (!(error instanceof BudgetBusy)) throw error;
    }
  }
}

type Fate = { readonly outputTokens: number; readonly inputTokens: number } | 'crash' | 'release';

/** One attempt after another: settled, given back, or left behind by a worker that died and taken over by the next. */
async function live(work: RunWork, fates: readonly Fate[]): Promise<void> {
  const [database, gate, accounts] = [Database, BudgetGate, AttemptAccounts].map((token) =>
    world.app.get<unknown>(token as never),
  ) as [Database, BudgetGate, AttemptAccounts];
  const stepId = newId<StepId>();
  const inTx = <T>(run: Parameters<Database['transaction']>[1]) =>
    database.transaction(work.run.organisationId, run) as Promise<T>;
  let mine = work;
  for (const fate of fates) {
    try {
      await patiently(() => gate.reserving(mine, REQUEST, async () => undefined));
    } catch (error) {
      if (error instanceof WorkRefused && error.failure.code === 'LIMIT_BUDGET_REACHED') return;
      throw error;
    }
    if (fate === 'release') await inTx((tx) => gate.release(tx, mine));
    else if (fate === 'crash') {
      mine = viewOf(mine.run);
      await inTx((tx) => accounts.recordLost(tx, mine, stepId, 400, new Date()));
    } else {
      const report = {
        attempt: 1,
        startedAt: new Date(),
        endedAt: new Date(),
        estimated: false,
        fault: null,
        requestId: null,
      };
      await inTx((tx) =>
        accounts.record(tx, mine, stepId, { ...report, usage: { ...NO_USAGE, ...fate } }, (spent) =>
          accounts.addToRun(tx, mine, spent),
        ),
      );
    }
  }
}

interface Standing {
  readonly level: string;
  readonly limit: number;
  readonly spent: number;
  readonly reserved: number;
  readonly held: number;
  readonly ledger: number;
}

/** Every budget with its counters, and beside them what holds and ledger say. */
function standing(): Promise<Standing[]> {
  return world.app.database.query<Standing>(
    `SELECT b.level, b.limit_micros::float8 AS limit, m.spent_micros::float8 AS spent, m.reserved_micros::float8 AS reserved,
            (SELECT coalesce(sum(amount_micros), 0)::float8 FROM budget_holds h WHERE h.organisation_id = b.organisation_id
              AND b.target_id IN (h.organisation_id, h.team_id, h.workflow_id)) AS held,
            (SELECT coalesce(sum(e.amount_micros), 0)::float8 FROM cost_entries e JOIN runs r ON r.id = e.run_id
              WHERE e.organisation_id = b.organisation_id AND b.target_id IN (r.organisation_id, r.team_id, r.workflow_id)) AS ledger
       FROM budgets b JOIN budget_months m ON m.budget_id = b.id`,
  );
}

async function set(level: SetBudgetRequest['level'], targetId: string | null, limitMicros: Micros): Promise<void> {
  const [seen] = await world.app.database.query<{ revision: number }>(
    `SELECT revision FROM budgets WHERE level = $1 AND target_id = coalesce($2, organisation_id)`,
    [level, targetId],
  );
  const request = { level, targetId, limitMicros, revision: seen?.revision ?? null };
  await world.app.get(SetBudgetService).set(world.steward, request);
}

/** Wide enough that runs may start. */
async function open(): Promise<void> {
  await set('organisation', null, 1_000_000_000);
  await set('team', world.teamId, 1_000_000_000);
  await set('workflow', workflows[0] ?? null, 1_000_000_000);
}

const fate = fc.oneof(
  fc.record({ inputTokens: fc.integer({ min: 0, max: 1_000 }), outputTokens: fc.integer({ min: 0, max: 2_000 }) }),
  fc.constant<Fate>('crash'),
  fc.constant<Fate>('release'),
);

describe('reserving and settling', () => {
  it('never passes a limit, whatever runs do at the same moment, and equals holds and ledger', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fate, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 }),
        fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
        async (runs, [organisation, team, workflow]) => {
          await open();
          const works = await Promise.all(runs.map((_, index) => workOn(workflows[index % 2] as WorkflowId)));
          const before = await standing();
          const spent = (level: string) => before.find((one) => one.level === level)?.spent ?? 0;
          await set('organisation', null, spent('organisation') + organisation * MOST);
          await set('team', world.teamId, spent('team') + team * MOST);
          await set('workflow', workflows[0] ?? null, spent('workflow') + workflow * MOST);
          await Promise.all(works.map((work, index) => live(work, runs[index] ?? [])));
          for (const one of await standing()) {
            expect(one.spent + one.reserved).toBeLessThanOrEqual(one.limit);
            expect([one.level, one.spent, one.reserved]).toEqual([one.level, one.ledger, one.held]);
            expect(one.reserved).toBe(0);
          }
        },
      ),
      { numRuns: 10 },
    );
  }, 120_000);

  it('counts what is held and spent when a budget is set while runs are at work', async () => {
    await open();
    const work = await workOn(workflows[1] as WorkflowId);
    const gate = world.app.get(BudgetGate);
    await gate.reserving(work, REQUEST, async () => undefined);
    await set('workflow', workflows[1] ?? null, 1_000_000);
    const mine = (await standing()).filter((one) => one.reserved > 0);
    expect(mine.map((one) => one.level).sort()).toEqual(['organisation', 'team', 'workflow']);
    for (const one of mine) expect([one.spent, one.reserved]).toEqual([one.ledger, one.held]);
    await world.app.get(Database).transaction(world.organisation.id, (tx) => gate.release(tx, work));
    expect((await standing()).every((one) => one.reserved === 0)).toBe(true);
  });

  it('settles what a run held that ended while its worker was dead, as a guess', async () => {
    await open();
    const work = await workOn(workflows[0] as WorkflowId);
    const { id: runId, organisationId } = work.run;
    const at = world.app.clock.now();
    const step = { kind: 'model', status: 'intended', title: 'Model', turn: 1, startedAt: at } as const;
    await world.app
      .get(BudgetGate)
      .reserving(work, REQUEST, (tx) => storeStep(tx, { organisationId, runId, seq: 1, practice: false }, step));
    await world.app.database.query(`UPDATE runs SET status = 'cancelled', ended_at = $2 WHERE id = $1`, [runId, at]);
    expect(await world.app.get(SettleLeftHolds).sweep()).toBe(0);
    world.app.clock.advanceMs(30_000);
    expect(await world.app.get(SettleLeftHolds).sweep()).toBe(1);
    const attempts = await world.app.database.query(`SELECT ending FROM model_attempts WHERE run_id = $1`, [runId]);
    expect(attempts).toEqual([{ ending: 'lost' }]);
    for (const one of await standing()) expect([one.spent, one.reserved]).toEqual([one.ledger, 0]);
  });
});
