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
import { makeWorkflow, seen, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { RecordRunService, type RecordRunRequest } from './record-run.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { live: false });
  ({ workflowId } = await makeWorkflow(world));
  world.app.clock.advanceMs(2 * 3_600_000);
});
afterAll(async () => world.close());

function record(over: Partial<RecordRunRequest> = {}, actor: Actor = world.builder) {
  return world.app.get(RecordRunService).record(actor, {
    workflowId,
    inputs: { customer: 'Ada Albrecht' },
    outputText: 'Dear Ms Albrecht, …',
    outcome: 'edited',
    humanMinutes: 4,
    ranAt: new Date(world.app.clock.now().getTime() - 3_600_000),
    note: 'Done in the chat window.',
    idempotencyKey: newId(),
    ...over,
  });
}

describe('recording a run by hand', () => {
  it('keeps what was said, marked as recorded, with an end in the past and no cost', async () => {
    const run = await record();
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({
      mode: 'recorded',
      trigger: 'hand',
      status: 'succeeded',
      outcome: 'edited',
      cost_micros: '0',
    });
    expect(row['ended_at']).toEqual(new Date(world.app.clock.now().getTime() - 3_600_000));
    expect(steps).toMatchObject([{ kind: 'output', text: 'Dear Ms Albrecht, …' }]);
    const entries = await world.app.database.query(`SELECT action FROM audit_entries WHERE run_id = $1`, [run.id]);
    expect(entries).toEqual([{ action: 'run.recorded' }]);
  });

  it('refuses a time at which the workflow was not registered yet, but not the minute in which it was', async () => {
    const fresh = await makeWorkflow(world);
    const now = world.app.clock.now().getTime();
    const early = record({ workflowId: fresh.workflowId, ranAt: new Date(now - 120_000) });
    await expect(early).rejects.toMatchObject({ fields: [{ path: 'ranAt' }] });
    const atOnce = await record({ workflowId: fresh.workflowId, ranAt: new Date(now - 45_000) });
    expect(atOnce.mode).toBe('recorded');
  });

  it('is one run of the same submit sent twice', async () => {
    const idempotencyKey = newId();
    const ranAt = new Date(world.app.clock.now().getTime() - 60_000);
    const [one, two] = await Promise.all([record({ idempotencyKey, ranAt }), record({ idempotencyKey, ranAt })]);
    expect(one.id).toBe(two.id);
    await expect(record({ idempotencyKey, ranAt, humanMinutes: 5 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('names everything that does not fit at once', async () => {
    const work = record({
      inputs: {},
      outputText: ' ',
      humanMinutes: -1,
      ranAt: new Date(world.app.clock.now().getTime() + 60_000),
    });
    await expect(work).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: expect.arrayContaining(
        ['inputs.customer', 'outputText', 'humanMinutes', 'ranAt'].map((path) => expect.objectContaining({ path })),
      ),
    });
  });

  it('refuses a text with a character that cannot be stored, instead of breaking', async () => {
    await expect(record({ outputText: 'a\u0000b' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('is for those who run or build, within their organisation', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(record({}, world.steward)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(record({}, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
