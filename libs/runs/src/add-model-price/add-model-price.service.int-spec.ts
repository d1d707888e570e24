import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { findPrice } from '../domain/price-table.js';
import type { NewPriceInput } from '../domain/new-price.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { AddModelPriceService } from './add-model-price.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const TIER = {
  upToPromptTokens: null,
  input: '0.125',
  output: '1',
  cacheRead: '0.01',
  cacheWrite5m: '0.15',
  cacheWrite1h: '0.25',
};

beforeAll(async () => {
  world = await startRunsWorld(KIT);
});
afterAll(async () => world.close());

function add(more: Partial<NewPriceInput> = {}, actor: Actor = world.steward): Promise<string> {
  return world.app.get(AddModelPriceService).add(actor, {
    model: 'claude-haiku-5-5',
    fromDay: day(0),
    tiers: [TIER],
    contextTokens: 150_000,
    maxOutputTokens: 4_000,
    note: 'Negotiated.',
    ...more,
  });
}

const day = (ahead: number) =>
  new Date(world.app.clock.now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10);

async function priceAt(model: string, at: Date, organisation = world.organisation) {
  const all = await world.app.get(Database).transaction(organisation.id, (tx) => world.app.get(ModelPrices).all(tx));
  return findPrice(all, model, at);
}

describe('adding a price', () => {
  it('holds from its day on, for new attempts only, each of which keeps the list it was priced by', async () => {
    const { workflowId } = await makeWorkflow(world);
    const run = async () => {
      world.model.answers({ text: 'Done.' });
      const started = await startRun(world, workflowId);
      await advance(world, started);
      const [attempt] = await world.app.database.query<{ price_id: string; cost_pico_usd: string }>(
        `SELECT price_id, cost_pico_usd FROM model_attempts WHERE run_id = $1`,
        [started.id],
      );
      return attempt;
    };
    const before = await run();
    expect(before?.price_id).toBe('list-2026-11:claude-haiku-5-5');
    world.app.clock.advanceMs(1_000);
    const id = await add();
    world.app.clock.advanceMs(1_000);
    expect((await run())?.price_id).toBe(id);
    expect(world.model.requests.at(-1)?.body['max_tokens']).toBe(4_000);
    const [audited] = await world.app.database.query(`SELECT action FROM audit_entries WHERE subject_id = $1`, [id]);
    expect(audited).toEqual({ action: 'model-price.added' });
  });

  it('takes a new model, and a day ahead from its first moment on', async () => {
    const id = await add({ model: 'house-model-1', fromDay: day(3) });
    const { from } = (
      await world.app.database.query<{ from: Date }>(`SELECT valid_from AS from FROM model_prices WHERE id = $1`, [id])
    )[0] ?? { from: new Date(0) };
    expect(await priceAt('house-model-1', new Date(from.getTime() - 1))).toBeUndefined();
    expect(await priceAt('house-model-1', from)).toMatchObject({ id, contextTokens: 150_000, maxOutputTokens: 4_000 });
    await expect(add({ model: 'house-model-1', fromDay: day(3) })).rejects.toMatchObject({
      code: 'MODEL_PRICE_EXISTS',
    });
  });

  it('refuses the past, and what is no price, with every fault at once', async () => {
    await expect(add({ fromDay: day(-3) })).rejects.toMatchObject({ fields: [{ path: 'fromDay' }] });
    const wrong = {
      model: 'two words',
      tiers: [
        { ...TIER, input: '-1' },
        { ...TIER, upToPromptTokens: 5 },
      ],
    };
    await expect(add(wrong)).rejects.toMatchObject({
      fields: [
        { path: 'model' },
        { path: 'tiers.0.input' },
        { path: 'tiers.0.upToPromptTokens' },
        { path: 'tiers.1.upToPromptTokens' },
      ],
    });
  });

  it('is for stewards, and concerns no other organisation', async () => {
    await expect(add({}, world.builder)).rejects.toMatchObject({ kind: 'forbidden' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    expect(await priceAt('house-model-1', new Date('2100-01-01'), strangers)).toBeUndefined();
  });
});
