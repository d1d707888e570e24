import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { costOf, getPrice, LIST_PRICES } from '../domain/price-table.js';
import { CostLedger } from '../ledger/cost-ledger.js';
import { makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SPENDING_GROUPS, SpendingQuery } from './spending.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const PRICE = getPrice(LIST_PRICES, 'claude-haiku-5-5', new Date());
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let colleague: Actor;
const runs: { readonly id: string; readonly workflowId: WorkflowId; readonly actorId: string }[] = [];

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  colleague = await world.organisation.addPerson('Carl Colleague', ['runner']);
  for (let made = 0; made < 2; made++) {
    const { workflowId } = await makeWorkflow(world);
    for (const actor of [world.runner, colleague]) {
      const { id } = await startRun(world, workflowId, { actor });
      runs.push({ id, workflowId, actorId: actor.personId });
    }
  }
});
afterAll(async () => world.close());

const of = (actor: Actor, by: (typeof SPENDING_GROUPS)[number]) => world.app.get(SpendingQuery).of(actor, by, null);

describe('what the model cost', () => {
  it('adds up to the last pico-dollar, however it is summed up', async () => {
    const tokens = fc.integer({ min: 0, max: 150_000 });
    const usage = fc.record({
      inputTokens: tokens,
      outputTokens: tokens,
      cacheReadTokens: tokens,
      cacheWrite5mTokens: tokens,
      cacheWrite1hTokens: tokens,
    });
    let [pico, micros] = [0n, 0];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3 }), usage, fc.boolean(), async (which, used, estimated) => {
        const run = runs[which];
        if (run === undefined) throw new Error('There are four runs.');
        const costPicoUsd = costOf(used, PRICE);
        const id = await world.app.get(Database).transaction(world.organisation.id, (tx) =>
          world.app.get(CostLedger).append(tx, {
            kind: 'model',
            workflowId: run.workflowId,
            runId: run.id as never,
            personId: run.actorId as never,
            model: PRICE.model,
            usage: used,
            estimated,
            priceId: PRICE.id,
            costPicoUsd,
            usdRateMicros: 932_713,
            at: world.app.clock.now(),
            source: `spec ${newId()}`,
          }),
        );
        const [line] = await world.app.database.query<{ micros: string }>(
          `SELECT amount_micros AS micros FROM cost_entries WHERE id = $1`,
          [id],
        );
        pico += costPicoUsd;
        micros += Number(line?.micros);
        for (const by of SPENDING_GROUPS) {
          const { total, lines } = await of(world.steward, by);
          expect([total.costPicoUsd, total.amountMicros]).toEqual([pico.toString(), micros]);
          expect(lines.reduce((sum, one) => sum + BigInt(one.costPicoUsd), 0n)).toBe(pico);
          expect(lines.reduce((sum, one) => sum + one.amountMicros, 0)).toBe(micros);
          expect(lines.reduce((sum, one) => sum + one.attempts, 0)).toBe(total.attempts);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is everybody’s for those who oversee, the team’s without names for its people, the own for others', async () => {
    const all = await of(world.steward, 'person');
    expect(all).toMatchObject({ everybody: true, totalLines: 2 });
    const own = await of(world.runner, 'person');
    expect(own.lines.map((line) => line.id)).toEqual([world.runner.personId]);
    expect((await of(world.runner, 'team')).total).toEqual((await of(world.steward, 'team')).total);
    expect((await of(colleague, 'team')).total.amountMicros).toBeLessThan(all.total.amountMicros);
    expect((await of(colleague, 'run')).lines.every((line) => runs.some((run) => run.id === line.id))).toBe(true);
  });

  it('is nothing to strangers, and refuses what is no month', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    expect(await of(strangers.owner, 'workflow')).toMatchObject({ totalLines: 0, total: { amountMicros: 0 } });
    await expect(world.app.get(SpendingQuery).of(world.steward, 'run', '2026-13')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});
