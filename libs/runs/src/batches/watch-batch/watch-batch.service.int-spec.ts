import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunId, WorkflowId } from '@groundswell/kernel';
import { Database, Signals, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { BATCH_CHANGED_SIGNAL } from '../../domain/runs.events.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import { AddFileService } from '../../files/add-file/add-file.service.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { advance, makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { BatchesModule } from '../batches.module.js';
import { ChangeBatchService } from '../change-batch/change-batch.service.js';
import { FeedBatchService } from '../feed-batch/feed-batch.service.js';
import { PrepareBatchService } from '../prepare-batch/prepare-batch.service.js';
import { BATCH_TOLD_EVERY_MS, WatchBatchService } from './watch-batch.service.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;
let batch: BatchEntity;

beforeAll(async () => {
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [RunEngineModule, BatchesModule, SpecToolsModule] },
  );
  ({ workflowId } = await makeWorkflow(world));
  world.model.answersWith(() => ({ text: 'Done.' }));
  await world.app.get(Signals).connect();
});
afterAll(async () => world.close());
beforeEach(async () => {
  const table = (async function* () {
    yield await Promise.resolve(Buffer.from('Customer\nAda\nBen\nCem'));
  })();
  const file = await world.app.get(AddFileService).add(world.runner, 'customers.csv', table);
  batch = await world.app.get(PrepareBatchService).prepare(world.runner, { workflowId, fileId: file.id, mode: 'live' });
});

const watch = (actor: Actor) => world.app.get(WatchBatchService).watch(actor, batch.id, (one) => one.status);
const feed = () => world.app.get(FeedBatchService).feed(batch.organisationId, batch.id);
const start = () => world.app.get(ChangeBatchService).start(world.runner, batch.id, false);

/** What is told until nothing comes any more. */
async function toldDuring(work: () => Promise<unknown>): Promise<string[]> {
  const watching = await watch(world.runner);
  const told: string[] = [];
  const reading = (async () => {
    for await (const status of watching) told.push(status);
  })();
  await work();
  await delay(2.5 * BATCH_TOLD_EVERY_MS);
  await watching.return?.();
  await reading;
  return told;
}

describe('watching a batch', () => {
  it('tells how it stands at once, when it moves, when a run of it moves, and at its end', async () => {
    const told = await toldDuring(async () => {
      await start();
      await delay(BATCH_TOLD_EVERY_MS + 100);
      for (const id of await feed()) await advance(world, { organisationId: batch.organisationId, id });
      await delay(BATCH_TOLD_EVERY_MS + 100);
      await feed();
    });
    expect(told[0]).toBe('draft');
    expect(told).toContain('running');
    expect(told.at(-1)).toBe('finished');
  });

  it('tells of a thousand moves a few times only, and of the last one', async () => {
    await start();
    const told = await toldDuring(async () => {
      const until = performance.now() + 2 * BATCH_TOLD_EVERY_MS;
      while (performance.now() < until) {
        await world.app.get(Database).transaction(batch.organisationId, async (tx) => {
          await world.app.get(Signals).notifyAll(tx, BATCH_CHANGED_SIGNAL, Array<string>(100).fill(batch.id));
        });
      }
      await world.app.get(ChangeBatchService).pause(world.runner, batch.id);
    });
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)).toBe('paused');
  });

  it('tells of runs that end after it was paused', async () => {
    await start();
    const [first] = await feed();
    await world.app.get(ChangeBatchService).pause(world.runner, batch.id);
    const told = await toldDuring(async () => {
      await delay(50);
      await advance(world, { organisationId: batch.organisationId, id: first as RunId });
    });
    expect(told.length).toBeGreaterThan(1);
  });

  it('is for whoever may see it, and ends for a person who left', async () => {
    expect((await (await watch(world.steward)).next()).value).toBe('draft');
    await expect(watch(world.builder)).rejects.toMatchObject({ kind: 'not-found' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(watch(strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });

    const watching = await watch(world.runner);
    expect((await watching.next()).value).toBe('draft');
    await world.app.database.query(`UPDATE people SET active = false WHERE id = $1`, [world.runner.personId]);
    const ended = watching.next();
    await world.app.get(ChangeBatchService).cancel(world.steward, batch.id);
    expect(await ended).toEqual({ done: true, value: undefined });
    await world.app.database.query(`UPDATE people SET active = true WHERE id = $1`, [world.runner.personId]);
  });
});
