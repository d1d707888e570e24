import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IdentityModule } from '@groundswell/identity';
import { newId } from '@groundswell/kernel';
import { type Actor, Signals } from '@groundswell/platform';
import { PoliciesModule, RaiseStopService, ReleaseStopService, type StopScope } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { AdaptWorkflowService, StartDraftService, WorkflowsModule } from '@groundswell/workflows';
import { RunEngineModule } from '../engine/run-engine.module.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { SpecToolsModule, specTools } from '../spec-tools.fixture.js';
import { StartRunService } from '../start-run/start-run.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const search = specTools.add('crm', 'search');
const send = specTools.add('mail', 'send', { risk: 'write' });
const useSearch = { toolUse: [{ name: 'crm__search', input: {} }] };
const useSend = { toolUse: [{ name: 'mail__send', input: { to: 'a' } }] };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let second: Actor;

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  second = await world.organisation.addPerson('Sue Steward', ['steward']);
});
afterAll(async () => world.close());
beforeEach(() => {
  world.model.reset();
  specTools.calls.length = 0;
});

const raise = (scope: StopScope, targetId: string | null, drill = false, actor = world.steward): Promise<string> =>
  world.app.get(RaiseStopService).raise(actor, { scope, targetId, reason: 'It writes nonsense.', drill });
const release = (id: string, actor = second): Promise<void> =>
  world.app.get(ReleaseStopService).release(actor, id, 'It was mended.');

async function until(held: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await held()) return;
    await pause(20);
  }
  throw new Error('It never came to be.');
}

async function refusal(workflowId: Awaited<ReturnType<typeof makeWorkflow>>['workflowId'], actor = world.runner) {
  const answer = await world.app.get(StartRunService).start(actor, {
    workflowId,
    versionId: null,
    inputs: { customer: 'Ada Albrecht' },
    mode: 'live',
    idempotencyKey: newId(),
  });
  return answer.refused?.code ?? null;
}

describe('a stop', () => {
  it('ends a run in the middle of the model’s answer, at once, and says who stopped it and why', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    world.model.answers({ text: 'x'.repeat(1_500), paceMs: 30 });
    const run = await startRun(world, workflowId);
    const work = advance(world, run);
    await until(async () => (await seen(world, run)).steps.length === 1);
    const clicked = Date.now();
    const stopId = await raise('run', run.id);
    await work;
    expect(Date.now() - clicked).toBeLessThan(2_000);
    const { run: row } = await seen(world, run);
    expect(row).toMatchObject({
      status: 'stopped',
      lease_owner: null,
      failure: {
        code: 'STOPPED',
        message: 'Stan Steward stopped the run of Remind tenants: It writes nonsense.',
        stopId,
      },
    });
    expect(specTools.calls).toEqual([]);
    const [stop] = await world.app.database.query(`SELECT release_reason FROM stops WHERE id = $1`, [stopId]);
    expect(stop).toEqual({ release_reason: 'The run is over.' });
  });

  it('lets a tool call that is under way end, keeps what it did, and makes no other', async () => {
    let arrived = (): void => undefined;
    const inFlight = new Promise<void>((resolve) => (arrived = resolve));
    let goOn = (): void => undefined;
    const slow = specTools.add('slow', 'read', {}, async () => {
      arrived();
      await new Promise<void>((resolve) => (goOn = resolve));
      return { text: 'It was read.' };
    });
    const { workflowId } = await makeWorkflow(world, { tools: [slow, search] });
    world.model.answers({ toolUse: [{ name: 'slow__read', input: {} }] }, useSearch, { text: 'Done.' });
    const run = await startRun(world, workflowId);
    const work = advance(world, run);
    await inFlight;
    await release(await raise('workflow', workflowId));
    goOn();
    await work;
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'stopped' });
    expect(steps.map((step) => [step.kind, step.status])).toEqual([
      ['model', 'done'],
      ['tool', 'done'],
    ]);
    expect(specTools.calls.map((call) => call.name)).toEqual(['read']);
  });

  it('ends runs that wait for an approval, and leaves one whose lost write waits for a person', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [send] });
    const waiting = await startRun(world, workflowId);
    world.model.answers(useSend);
    await advance(world, waiting);
    expect((await seen(world, waiting)).run).toMatchObject({ status: 'waiting', waiting_for: 'approval' });
    const lost = await startRun(world, workflowId);
    await world.app.database.query(`UPDATE runs SET status = 'waiting', waiting_for = 'outcomeUnknown' WHERE id = $1`, [
      lost.id,
    ]);
    const id = await raise('workflow', workflowId);
    expect((await seen(world, waiting)).run).toMatchObject({ status: 'stopped' });
    expect((await seen(world, lost)).run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown' });
    const approvals = await world.app.database.query(`SELECT status FROM run_approvals WHERE run_id = $1`, [
      waiting.id,
    ]);
    expect(approvals).toEqual([{ status: 'withdrawn' }]);
    await release(id);
  });

  it('keeps a workflow, or one with all its descendants, from starting until it is released', async () => {
    const { workflowId, version } = await makeWorkflow(world);
    const child = await world.app.get(AdaptWorkflowService).adapt(world.builder, {
      versionId: version.id,
      title: 'Remind owners',
      task: 'The same by hand.',
      teamId: world.teamId,
    });
    const draft = await world.app.get(StartDraftService).start(world.builder, child.id);
    const trial = (actor = world.builder) =>
      world.app.get(StartRunService).start(actor, {
        workflowId: child.id,
        versionId: draft.id,
        inputs: { customer: 'Ada Albrecht' },
        mode: 'live',
        idempotencyKey: newId(),
      });
    const alone = await raise('workflow', workflowId);
    expect(await refusal(workflowId)).toBe('STOPPED');
    expect((await trial()).refused).toBeUndefined();
    await release(alone);
    const whole = await raise('lineage', workflowId);
    expect(await refusal(workflowId)).toBe('STOPPED');
    expect((await trial()).refused).toMatchObject({ code: 'STOPPED' });
    await release(whole);
    expect(await refusal(workflowId)).toBeNull();
    expect((await trial()).refused).toBeUndefined();
  });

  it('of a connector refuses what cannot do without it, and ends nothing', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    const run = await startRun(world, workflowId);
    await world.app.database.query(
      `INSERT INTO stops (id, organisation_id, scope, target_id, target_name, reason, drill, raised_by_id, raised_at, clicked_at, processes, reach)
       VALUES ($1, $2, 'connector', $3, 'CRM', 'It leaks.', false, $4, now(), now(), '{}', '{}')`,
      [newId(), world.organisation.id, search.governed.connectorId, world.steward.personId],
    );
    expect(await refusal(workflowId)).toBe('STOPPED');
    expect((await seen(world, run)).run).toMatchObject({ status: 'queued' });
    await world.app.database.query(`UPDATE stops SET released_at = now(), released_by_id = $2 WHERE target_id = $1`, [
      search.governed.connectorId,
      second.personId,
    ]);
  });

  it('of a person ends their runs and nobody else’s', async () => {
    const other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    const { workflowId } = await makeWorkflow(world);
    const [mine, theirs] = [await startRun(world, workflowId), await startRun(world, workflowId, { actor: other })];
    const id = await raise('person', other.personId);
    expect((await seen(world, mine)).run).toMatchObject({ status: 'queued' });
    expect((await seen(world, theirs)).run).toMatchObject({ status: 'stopped' });
    expect(await refusal(workflowId, other)).toBe('STOPPED');
    expect(await refusal(workflowId)).toBeNull();
    await release(id);
  });

  it('holds back a run that began while it was being raised', async () => {
    const { workflowId } = await makeWorkflow(world, { tools: [search] });
    const run = await startRun(world, workflowId);
    // As if the start had committed after the stop looked for runs.
    await world.app.database.query(`UPDATE runs SET status = 'waiting', waiting_for = 'outcomeUnknown' WHERE id = $1`, [
      run.id,
    ]);
    const id = await raise('workflow', workflowId);
    await world.app.database.query(`UPDATE runs SET status = 'queued', waiting_for = NULL WHERE id = $1`, [run.id]);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'stopped', failure: { code: 'STOPPED', stopId: id } });
    expect(steps).toEqual([]);
    expect(world.model.requests).toHaveLength(0);
    await release(id);
  });
});

describe('everything', () => {
  it('stops at a click in one process for the next act in every other, and a drill measures how long that takes', async () => {
    const beside = await startTestApp({
      modules: [IdentityModule, PoliciesModule, WorkflowsModule, RunEngineModule, SpecToolsModule],
      settings: { anthropicApiKey: 'test-key', anthropicBaseUrl: world.model.url },
      beside: world.app,
    });
    try {
      await Promise.all([beside.get(Signals).connect(), world.app.get(Signals).connect()]);
      const there = { ...world, app: beside };
      const { workflowId } = await makeWorkflow(world, { tools: [search] });
      world.model.answers({ text: 'x'.repeat(1_500), paceMs: 30 });
      const run = await startRun(world, workflowId);
      const work = advance(there, run);
      await until(async () => (await seen(world, run)).steps.length === 1);

      const drill = await raise('organisation', null, true);
      await until(async () => (await sightings(drill)).length === 2);
      expect((await seen(world, run)).run).toMatchObject({ status: 'running' });
      const [shown] = await world.app.database.query<{ reach: { runs: number }; processes: string[] }>(
        `SELECT reach, processes FROM stops WHERE id = $1`,
        [drill],
      );
      expect(shown?.reach.runs).toBeGreaterThanOrEqual(1);
      expect(shown?.processes).toEqual(
        expect.arrayContaining([beside.get(Signals).processId, world.app.get(Signals).processId]),
      );

      const clicked = Date.now();
      const id = await raise('organisation', null);
      await work;
      await until(async () => (await sightings(id)).length === 2);
      expect(Date.now() - clicked).toBeLessThan(2_000);
      for (const { took_ms: tookMs } of await sightings(id)) expect(tookMs).toBeLessThan(2_000);
      expect((await seen(world, run)).run).toMatchObject({ status: 'stopped', failure: { stopId: id } });
      expect(await refusal(workflowId)).toBe('STOPPED');
      await release(id);
      expect(await refusal(workflowId)).toBeNull();
    } finally {
      await beside.close();
    }
  });

  it('is released by another person than who stopped it, in the rules and in the rows', async () => {
    const id = await raise('organisation', null);
    await expect(release(id, world.steward)).rejects.toMatchObject({ code: 'STOP_RELEASE_BY_ANOTHER' });
    await expect(
      world.app.database.query(`UPDATE stops SET released_at = now(), released_by_id = raised_by_id WHERE id = $1`, [
        id,
      ]),
    ).rejects.toThrow('stops_other');
    await release(id);
    await release(id);
    const entries = await world.app.database.query(
      `SELECT action, actor_name FROM audit_entries WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    expect(entries).toEqual([
      { action: 'stop.raised', actor_name: 'Stan Steward' },
      { action: 'stop.released', actor_name: 'Sue Steward' },
    ]);
  });
});

describe('who may stop', () => {
  it('is a steward or an owner; the same thing twice at once is one stop', async () => {
    const { workflowId } = await makeWorkflow(world);
    await expect(raise('workflow', workflowId, false, world.builder)).rejects.toMatchObject({ kind: 'forbidden' });
    const ids = await Promise.all(Array.from({ length: 6 }, () => raise('workflow', workflowId)));
    expect(new Set(ids).size).toBe(1);
    await expect(release(ids[0] ?? '', world.builder)).rejects.toMatchObject({ kind: 'forbidden' });
    await release(ids[0] ?? '');
  });

  it('knows nothing of what belongs to another organisation, and a stop there binds nothing here', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    const { workflowId } = await makeWorkflow(world);
    await expect(raise('workflow', workflowId, false, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
    const theirs = await raise('organisation', null, false, strangers.owner);
    expect(await refusal(workflowId)).toBeNull();
    await expect(release(theirs)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(raise('workflow', 'no id')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(
      world.app.get(RaiseStopService).raise(world.steward, { scope: 'organisation', reason: ' ', drill: false }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

function sightings(stopId: string): Promise<{ took_ms: number }[]> {
  return world.app.database.query(`SELECT took_ms FROM stop_sightings WHERE stop_id = $1`, [stopId]);
}
