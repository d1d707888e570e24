import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type JsonObject, type RunId, type WorkflowId } from '@groundswell/kernel';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { specTools } from '../spec-tools.fixture.js';
import { StartRunService, type StartRunRequest } from './start-run.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  ({ workflowId } = await makeWorkflow(world));
});
afterAll(async () => world.close());

function start(request: Partial<StartRunRequest> = {}, actor = world.runner) {
  return world.app.get(StartRunService).start(actor, {
    workflowId,
    versionId: null,
    inputs: { customer: 'Ada Albrecht' },
    mode: 'live',
    idempotencyKey: newId(),
    ...request,
  });
}

async function countRuns(): Promise<number> {
  const [row] = await world.app.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM runs`);
  return row?.count ?? -1;
}

describe('starting a run', () => {
  it('queues it for its actor, with an audit entry and a wake-up in the same transaction', async () => {
    const run = await startRun(world, workflowId);
    const { run: row } = await seen(world, run);
    expect(row).toMatchObject({ status: 'queued', mode: 'live', purpose: 'work', actor_id: world.runner.personId });
    const entries = await world.app.database.query(`SELECT action FROM audit_entries WHERE run_id = $1`, [run.id]);
    expect(entries).toEqual([{ action: 'run.started' }]);
    const jobs = await world.app.database.query(
      `SELECT task_identifier FROM graphile_worker.jobs WHERE key LIKE '%' || $1 || '%'`,
      [run.id],
    );
    expect(jobs).toEqual([{ task_identifier: 'runs.look-at' }]);
  });

  it('makes one run of the same submit sent twice, also at the same moment', async () => {
    const before = await countRuns();
    const idempotencyKey = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => start({ idempotencyKey })));
    const ids = new Set(answers.map((answer) => (answer.refused === undefined ? answer.run.id : answer.refused.code)));
    expect(ids.size).toBe(1);
    expect(await countRuns()).toBe(before + 1);
  });

  it('refuses a key that was used for something else', async () => {
    const idempotencyKey = newId();
    await start({ idempotencyKey });
    await expect(start({ idempotencyKey, inputs: { customer: 'Bob' } })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('leaves the key of one person to another', async () => {
    const idempotencyKey = newId();
    const other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    const [one, two] = [await start({ idempotencyKey }), await start({ idempotencyKey }, other)];
    expect(one.refused === undefined && two.refused === undefined && one.run.id !== two.run.id).toBe(true);
  });

  it('is forbidden to those who may only look', async () => {
    const auditor = await world.organisation.addPerson('Aud Itor', ['auditor']);
    await expect(start({}, auditor)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(start({}, world.steward)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('knows nothing of the workflows of another organisation', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(start({}, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('knows nothing of workflows that do not exist', async () => {
    await expect(start({ workflowId: newId() })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('names every input that does not fit, beside its field', async () => {
    const inputs: JsonObject = { customer: 'x'.repeat(81), days: 3 };
    const answer = await start({ inputs });
    expect(answer.refused).toMatchObject({
      code: 'INPUT_INVALID',
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'inputs.days' }),
        expect.objectContaining({ path: 'inputs.customer' }),
      ]),
    });
  });

  it('takes a name with accents, an apostrophe and an emoji as it is', async () => {
    const customer = `Zoë O’Łąkowska 🏠 {{inputs.customer}} "; DROP TABLE runs; --`;
    const run = await startRun(world, workflowId, { inputs: { customer } });
    expect(run.inputs).toEqual({ customer });
  });

  it('refuses practice without a rehearsal, and says what remains', async () => {
    const answer = await start({ mode: 'practice' });
    expect(answer.refused).toMatchObject({ code: 'PRACTICE_REHEARSAL_MISSING' });
  });

  it('lets the builder try a draft, as a rehearsal that counts nowhere, and nobody else', async () => {
    const draft = await makeWorkflow(world, {}, false);
    const request = { workflowId: draft.workflowId, versionId: draft.version.id };
    const tried = await start(request, world.builder);
    expect(tried.refused === undefined && tried.run.purpose).toBe('rehearsal');
    await expect(start(request)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('refuses a model that is not in the price list, before anything is asked of it', async () => {
    const strange = await makeWorkflow(world, { model: 'claude-haiku-5-5-latest' }, false);
    const answer = await start({ workflowId: strange.workflowId, versionId: strange.version.id }, world.builder);
    expect(answer.refused).toMatchObject({ code: 'MODEL_UNKNOWN' });
    expect(answer.refused?.message).toContain('claude-haiku-5-5');
  });

  it('refuses a run whose tool the stack does not allow, with the rule that said so', async () => {
    const shred = specTools.add('archive', 'shred', { risk: 'destructive' });
    const destructive = await makeWorkflow(world, { tools: [shred] });
    const answer = await start({ workflowId: destructive.workflowId });
    expect(answer.refused).toMatchObject({ code: 'POLICY_DENIED', explanation: { allowed: false } });
    expect(answer.refused?.message).toContain('shred');
    expect(answer.refused?.explanation?.decidingLayerName).not.toBeNull();
    const entries = await world.app.database.query(
      `SELECT action FROM audit_entries WHERE workflow_id = $1 AND action = 'run.refused'`,
      [destructive.workflowId],
    );
    expect(entries).toHaveLength(1);
  });

  it('takes the smallest cost limit that the version and the stack set', async () => {
    const layers = world.app.get(SavePolicyLayerService);
    await layers.save(world.steward, {
      scope: 'workflow',
      targetId: workflowId,
      name: 'Frugal',
      rules: [],
      obligations: [{ kind: 'costLimit', conditions: {}, value: { maxCostMicros: 40_000 }, reason: 'Save.' }],
    });
    expect((await startRun(world, workflowId)).maxCostMicros).toBe(40_000);
  });
});

describe('trying a run again', () => {
  async function failedRun(): Promise<RunId> {
    const { id } = await startRun(world, workflowId);
    await world.app.database.query(
      `UPDATE runs SET status = 'failed', ended_at = now(), lease_owner = NULL, lease_until = NULL WHERE id = $1`,
      [id],
    );
    return id;
  }

  it('makes a run that names the one it repeats', async () => {
    const retryOf = await failedRun();
    const { id } = await startRun(world, workflowId, { retryOf });
    const [row] = await world.app.database.query(`SELECT retry_of_id FROM runs WHERE id = $1`, [id]);
    expect(row).toEqual({ retry_of_id: retryOf });
  });

  it('happens once, also when it is asked for many times at the same moment', async () => {
    const retryOf = await failedRun();
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => start({ retryOf })));
    const started = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.refused === undefined);
    expect(started).toHaveLength(1);
    expect((await start({ retryOf })).refused?.code).toBe('RUN_ALREADY_RETRIED');
  });

  it('can be done again when the retry was cancelled', async () => {
    const retryOf = await failedRun();
    const { id } = await startRun(world, workflowId, { retryOf });
    await world.app.get(CancelRunService).cancel(world.runner, id);
    expect((await start({ retryOf })).refused).toBeUndefined();
  });

  it('is refused for a run of somebody else, of another workflow, at work, or unknown', async () => {
    const other = await world.organisation.addPerson('Rolf Runner', ['runner'], [world.teamId]);
    const elsewhere = await makeWorkflow(world);
    const atWork = (await startRun(world, workflowId)).id;
    const retryOf = await failedRun();
    const answers = [
      await start({ retryOf }, other),
      await start({ retryOf, workflowId: elsewhere.workflowId }),
      await start({ retryOf: atWork }),
      await start({ retryOf: newId() }),
      await start({ retryOf: 'no id' }),
      await start({ retryOf, mode: 'practice' }),
    ];
    expect(answers.map((answer) => answer.refused?.fields[0]?.path)).toEqual(Array(6).fill('retryOf'));
  });
});

describe('starting a run without a model service', () => {
  it('is refused with the two honest ways', async () => {
    const bare = await startRunsWorld(KIT, { live: false });
    try {
      const { workflowId: id } = await makeWorkflow(bare);
      const answer = await bare.app.get(StartRunService).start(bare.runner, {
        workflowId: id,
        versionId: null,
        inputs: { customer: 'Ada' },
        mode: 'live',
        idempotencyKey: newId(),
      });
      expect(answer.refused).toMatchObject({ code: 'MODEL_NOT_CONFIGURED' });
      expect(answer.refused?.nextStep).toMatch(/[Pp]ractis.*record/);
    } finally {
      await bare.close();
    }
  });
});
