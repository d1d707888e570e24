import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BatchId, JsonObject, OrganisationId, RunId, WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { ChangeStageService } from '@groundswell/workflows';
import { AddFileService } from '../../files/add-file/add-file.service.js';
import { workbookOf, workbookOfSheets } from '../../archive.fixture.js';
import { BatchesModule } from '../batches.module.js';
import { ChangeBatchService } from '../change-batch/change-batch.service.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { MapBatchService } from '../prepare-batch/map-batch.service.js';
import { PrepareBatchService } from '../prepare-batch/prepare-batch.service.js';
import { advance, makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { ExportBatchService } from '../show-batches/export-batch.service.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { FeedBatchService } from './feed-batch.service.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

const INPUTS: JsonObject = {
  type: 'object',
  required: ['customer'],
  properties: { customer: { type: 'string', title: 'Customer', maxLength: 20 }, days: { type: 'integer' } },
};

beforeAll(async () => {
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [RunEngineModule, BatchesModule, SpecToolsModule] },
  );
  ({ workflowId } = await makeWorkflow(world, {
    instructions: 'Remind {{inputs.customer}} after {{inputs.days}} days.',
    inputSchema: INPUTS,
    sampleInputs: { customer: 'Ada' },
  }));
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  world.model.answersWith(() => ({ text: '=Done' }));
});

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function prepare(
  content: string | Buffer,
  name = 'customers.csv',
  actor: Actor = world.runner,
): Promise<BatchEntity> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const file = await world.app.get(AddFileService).add(actor, name, once(bytes));
  return world.app.get(PrepareBatchService).prepare(actor, { workflowId, fileId: file.id, mode: 'live' });
}

const tableOf = (count: number) =>
  ['Customer,Days', ...Array.from({ length: count }, (_, index) => `Customer ${index + 1},${index}`)].join('\n');
const changes = () => world.app.get(ChangeBatchService);
const feed = (batch: { organisationId: OrganisationId; id: BatchId }) =>
  world.app.get(FeedBatchService).feed(batch.organisationId, batch.id);

interface Row extends Record<string, unknown> {
  number: number;
  state: string;
  run_id: RunId | null;
  refusal: string | null;
}

const rowsOf = (batch: { id: BatchId }) =>
  world.app.database.query<Row>(
    `SELECT number, state, run_id, refusal FROM batch_rows WHERE batch_id = $1 ORDER BY number`,
    [batch.id],
  );

async function stateOf(batch: { id: BatchId }): Promise<{ status: string; pause_reason: string | null }> {
  const [row] = await world.app.database.query<{ status: string; pause_reason: string | null }>(
    `SELECT status, pause_reason FROM batches WHERE id = $1`,
    [batch.id],
  );
  if (row === undefined) throw new Error('The batch is gone.');
  return row;
}

/** Does what workers do, until nothing of the batch is left to do without a person. */
async function work(batch: BatchEntity): Promise<void> {
  for (;;) {
    const underWay = await feed(batch);
    const open = await world.app.database.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE id = ANY ($1) AND status IN ('queued', 'running')`,
      [underWay],
    );
    if (open.length === 0) return;
    for (const { id } of open) await advance(world, { organisationId: batch.organisationId, id });
  }
}

async function exported(
  batch: BatchEntity,
  format: 'csv' | 'jsonl',
  filter: 'all' | 'faulty' = 'all',
): Promise<string> {
  const { lines } = await world.app.get(ExportBatchService).export(world.runner, batch.id, format, filter);
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

describe('a batch', () => {
  it('checks every row before anything starts, and begins only what fits', async () => {
    const batch = await prepare('CUSTOMER;days;Remark\nAda;3;x\n;4;y\nBob;many;=1+1\n');
    expect(batch).toMatchObject({ status: 'draft', rowCount: 3, columns: ['customer', 'days', null] });
    expect((await rowsOf(batch)).map((row) => row.state)).toEqual(['waiting', 'faulty', 'faulty']);
    await expect(changes().start(world.runner, batch.id, false)).rejects.toMatchObject({ code: 'BATCH_ROWS_FAULTY' });
    const faulty = await exported(batch, 'csv', 'faulty');
    expect(faulty).toContain(`"Bob","many","'=1+1","3","faulty"`);
    expect(faulty).toContain('must be a whole number');
    await changes().start(world.runner, batch.id, true);
    await work(batch);
    expect(await stateOf(batch)).toMatchObject({ status: 'finished' });
    expect((await rowsOf(batch)).map((row) => row.state)).toEqual(['succeeded', 'faulty', 'faulty']);
    const [run] = await world.app.database.query(
      `SELECT inputs, private_data, untrusted_content FROM runs WHERE id = $1`,
      [(await rowsOf(batch))[0]?.run_id],
    );
    expect(run).toEqual({ inputs: { customer: 'Ada', days: 3 }, private_data: true, untrusted_content: true });
    expect(await exported(batch, 'csv')).toContain(`"Ada","3","x","1","succeeded","'=Done"`);
    expect(JSON.parse((await exported(batch, 'jsonl')).split('\n')[0] ?? '')).toMatchObject({
      row: 1,
      outputText: '=Done',
    });
  });

  it('reads the sheet that was chosen, and says which', async () => {
    const book = workbookOfSheets([
      { name: 'May', rows: [['Customer'], ['Ada']] },
      { name: 'June', rows: [['Customer'], ['Ben'], ['Cem']] },
    ]);
    const file = await world.app.get(AddFileService).add(world.runner, 'both.xlsx', once(book));
    const choose = (sheet: string | null) =>
      world.app.get(PrepareBatchService).prepare(world.runner, { workflowId, fileId: file.id, mode: 'live', sheet });
    expect(await choose(null)).toMatchObject({ sheet: 'May', rowCount: 1 });
    expect(await choose('June')).toMatchObject({ sheet: 'June', rowCount: 2 });
    await expect(choose('July')).rejects.toMatchObject({ code: 'TABLE_NOT_READABLE' });
    expect((await prepare(tableOf(1))).sheet).toBeNull();
  });

  it('takes another choice of columns and Excel files, and refuses columns that cannot be', async () => {
    const batch = await prepare(
      workbookOf([
        ['Who', 'Days'],
        ['Ada', 3],
      ]),
      'sheet.xlsx',
    );
    expect((await rowsOf(batch))[0]?.state).toBe('faulty');
    const map = world.app.get(MapBatchService);
    await map.map(world.runner, batch.id, ['customer', 'days']);
    expect((await rowsOf(batch))[0]?.state).toBe('waiting');
    await expect(map.map(world.runner, batch.id, ['customer', 'customer'])).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await expect(map.map(world.runner, batch.id, ['nobody'])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(prepare('Customer\n')).rejects.toMatchObject({ code: 'TABLE_NOT_READABLE' });
  });

  it('makes exactly one run of each row, with many feeders at once and connections cut under them', async () => {
    const batch = await prepare(tableOf(40));
    await changes().start(world.runner, batch.id, false);
    let cuts = 0;
    for (let round = 0; round < 60 && (await stateOf(batch)).status === 'running'; round++) {
      const feeds = [feed(batch), feed(batch), feed(batch)];
      if (round % 2 === 0) {
        await delay(10 + ((round * 7) % 30));
        const cut = await world.app.database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
        );
        cuts += cut.length;
      }
      await Promise.allSettled(feeds);
      const open = await world.app.database.query<{ id: RunId }>(
        `SELECT id FROM runs WHERE status IN ('queued', 'running')`,
      );
      expect(open.length).toBeLessThanOrEqual(10);
      for (const { id } of open) await advance(world, { organisationId: batch.organisationId, id });
    }
    expect(cuts).toBeGreaterThan(0);
    expect(await stateOf(batch)).toMatchObject({ status: 'finished' });
    const rows = await rowsOf(batch);
    expect(rows.every((row) => row.state === 'succeeded')).toBe(true);
    const runs = await world.app.database.query<{ customer: string }>(
      `SELECT inputs ->> 'customer' AS customer FROM runs WHERE idempotency_key LIKE $1`,
      [`batch ${batch.id} %`],
    );
    expect(new Set(runs.map((run) => run.customer)).size).toBe(40);
    expect(runs).toHaveLength(40);
  });

  it('pauses itself with the reason in words when its workflow may not run, and goes on afterwards', async () => {
    const batch = await prepare(tableOf(2));
    await changes().start(world.runner, batch.id, false);
    const leader = await world.organisation.addPerson('Lea Leader', ['leader']);
    const [found] = await world.app.database.query<{ revision: number }>(
      `SELECT revision FROM workflows WHERE id = $1`,
      [workflowId],
    );
    const revision = found?.revision ?? 0;
    const stage = world.app.get(ChangeStageService);
    await stage.change(leader, { workflowId, revision, stage: 'paused', reason: 'The prices are wrong.' });
    await feed(batch);
    expect(await stateOf(batch)).toMatchObject({
      status: 'paused',
      pause_reason: expect.stringContaining('The prices are wrong.'),
    });
    await stage.change(leader, { workflowId, revision: revision + 1, stage: 'pilot', reason: 'Mended.' });
    await changes().resume(world.runner, batch.id);
    await work(batch);
    expect(await stateOf(batch)).toEqual({ status: 'finished', pause_reason: null });
  });

  it('keeps the rule that stood against the next row, until it goes on', async () => {
    const batch = await prepare(tableOf(1));
    await changes().start(world.runner, batch.id, false);
    const rule = { effect: 'deny', action: 'workflow.run', subject: 'Workflow', conditions: {} } as const;
    const layer = { scope: 'workflow', targetId: workflowId, name: 'Careful', obligations: [] } as const;
    const { id, revision } = await world.app
      .get(SavePolicyLayerService)
      .save(world.steward, { ...layer, rules: [{ ...rule, reason: 'Not this week.', sealed: false }] });
    await feed(batch);
    await world.app.get(SavePolicyLayerService).save(world.steward, { ...layer, id, revision, rules: [] });
    const kept = () =>
      world.app.database.query(
        `SELECT pause_refusal -> 'explanation' ->> 'reason' AS reason FROM batches WHERE id = $1`,
        [batch.id],
      );
    expect(await kept()).toEqual([{ reason: 'Not this week.' }]);
    await changes().resume(world.runner, batch.id);
    expect(await kept()).toEqual([{ reason: null }]);
    await work(batch);
    expect(await stateOf(batch)).toMatchObject({ status: 'finished' });
  });

  it('pauses after ten failures in a row, and tries the failed rows again in their place', async () => {
    world.model.answersWith(() => ({ text: '' }));
    const batch = await prepare(tableOf(14));
    await changes().start(world.runner, batch.id, false);
    await work(batch);
    expect(await stateOf(batch)).toMatchObject({
      status: 'paused',
      pause_reason: expect.stringContaining('The last 10 rows came to nothing.'),
    });
    world.model.answersWith(() => ({ text: 'Sent.' }));
    await changes().retry(world.runner, batch.id);
    await work(batch);
    expect((await rowsOf(batch)).every((row) => row.state === 'succeeded')).toBe(true);
    const retried = await world.app.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM runs WHERE retry_of_id IS NOT NULL AND idempotency_key LIKE $1`,
      [`batch ${batch.id} %`],
    );
    expect(retried[0]?.count).toBeGreaterThanOrEqual(10);
    await expect(changes().retry(world.runner, batch.id)).rejects.toMatchObject({ code: 'BATCH_NOTHING_FAILED' });
  });

  it('begins nothing while it is paused, and leaves the rest when it is cancelled', async () => {
    const batch = await prepare(tableOf(30));
    await changes().start(world.runner, batch.id, false);
    expect(await feed(batch)).toHaveLength(10);
    await changes().pause(world.runner, batch.id);
    expect(await feed(batch)).toHaveLength(10);
    await changes().resume(world.runner, batch.id);
    await changes().cancel(world.runner, batch.id);
    const states = (await rowsOf(batch)).map((row) => row.state);
    expect(states.filter((state) => state === 'cancelled')).toHaveLength(10);
    expect(states.filter((state) => state === 'left')).toHaveLength(20);
    await expect(changes().resume(world.runner, batch.id)).rejects.toMatchObject({ code: 'BATCH_STATUS' });
  });

  it('is its owner’s: overseers see it, others and other organisations know of nothing', async () => {
    const batch = await prepare(tableOf(1));
    const other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    await expect(changes().start(other, batch.id, false)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(changes().start(world.steward, batch.id, false)).rejects.toMatchObject({ kind: 'forbidden' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(changes().cancel(strangers.owner, batch.id)).rejects.toMatchObject({ kind: 'not-found' });
    const auditor = await world.organisation.addPerson('Aud Itor', ['auditor']);
    await expect(prepare(tableOf(1), 'x.csv', auditor)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(world.app.get(ExportBatchService).export(other, batch.id, 'csv', 'all')).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});
