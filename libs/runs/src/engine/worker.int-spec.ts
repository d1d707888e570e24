import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { makeWorkflow, advance, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { specTools } from '../spec-tools.fixture.js';
import { Interrupts } from './interrupts.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const search = specTools.add('crm', 'search');
const useSearch = { toolUse: [{ name: 'crm__search', input: {} }] };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the workers of a process', () => {
  let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

  beforeAll(async () => {
    world = await startRunsWorld(KIT, { settings: { workers: 2 } });
  });
  afterAll(async () => world.close());

  it('take up what was queued, from the wake-up to the end', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers(useSearch, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    for (let tries = 0; tries < 150; tries++) {
      if ((await seen(world, run)).run['status'] === 'succeeded') return;
      await pause(100);
    }
    throw new Error('No worker took it up.');
  });
});

describe('a worker', () => {
  let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

  beforeAll(async () => {
    // Its faults are part of the spec.
    world = await startRunsWorld(KIT, { settings: { logLevel: 'silent' } });
  });
  afterAll(async () => world.close());
  beforeEach(() => {
    world.model.reset();
    specTools.calls.length = 0;
  });

  it('calls no tool while the audit log cannot be written, and goes on when it can', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers(useSearch, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    await world.app.database.query(`REVOKE INSERT ON audit_entries FROM groundswell_app`);
    try {
      await advance(world, run);
      expect(specTools.calls).toEqual([]);
      expect((await seen(world, run)).steps.map((step) => step.kind)).toEqual(['model']);
      expect((await seen(world, run)).run).toMatchObject({ status: 'running', lease_owner: null, faults: 1 });
      await advance(world, run);
      expect((await seen(world, run)).run).toMatchObject({ faults: 1 });
    } finally {
      await world.app.database.query(`GRANT INSERT ON audit_entries TO groundswell_app`);
    }
    world.app.clock.advanceMs(60_000);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded', faults: 0 });
    expect(specTools.calls).toHaveLength(1);
    expect(world.model.requests).toHaveLength(2);
  });

  it('that is stopped breaks the model off, lets a tool call end, and hands the run over at once', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers({ text: 'x'.repeat(4_000), paceMs: 30 });
    const thinking = await startRun(world, workflowId);
    const work = advance(world, thinking);
    await pause(150);
    const before = Date.now();
    world.app.get(Interrupts).onModuleDestroy();
    await work;
    expect(Date.now() - before).toBeLessThan(2_000);
    expect((await seen(world, thinking)).run).toMatchObject({
      status: 'running',
      lease_owner: null,
      lease_until: null,
    });
    const wakeUps = await world.app.database.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [
      `runs.look-at ${thinking.id}`,
    ]);
    expect(wakeUps).toHaveLength(1);
  });
});
