import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConnectorsModule,
  LabelToolService,
  RegisterConnectorService,
  SetToolStatusService,
} from '@groundswell/connectors';
import { IdentityModule } from '@groundswell/identity';
import type { JsonObject } from '@groundswell/kernel';
import { type Actor, Database, Signals } from '@groundswell/platform';
import { PoliciesModule, RaiseStopService, ReleaseStopService, type StopScope } from '@groundswell/policies';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { WorkflowsModule } from '@groundswell/workflows';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { RunsModule } from '../runs.module.js';
import { SettleOutcomeService } from '../settle-outcome/settle-outcome.service.js';
import { ApprovalsWaitingQuery } from '../show-runs/approvals-waiting.query.js';

const SOON_MS = 2_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Slow {
  readonly connectorId: string;
  readonly folder: string;
  readonly slug: string;
  id(name: string): string;
}

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
/** A second process on the same database: the one that works on the runs. */
let beside: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let second: Actor;
let home: string;
let counter = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-cut-'));
  const catalogueFile = join(home, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify({ entries: [HOSTILE_ENTRY] }));
  const settings = { home, catalogueFile, allowedFolders: [home] };
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [ConnectorsModule, RunsModule], settings },
  );
  const there = await startTestApp({
    modules: [IdentityModule, PoliciesModule, WorkflowsModule, ConnectorsModule, RunsModule],
    settings: { ...settings, anthropicApiKey: 'test-key', anthropicBaseUrl: world.model.url },
    beside: world.app,
  });
  beside = { ...world, app: there };
  await Promise.all([there.get(Signals).connect(), world.app.get(Signals).connect()]);
  second = await world.organisation.addPerson('Sue Steward', ['steward']);
});
afterAll(async () => {
  await beside.app.close();
  await world.close();
  await rm(home, { recursive: true, force: true });
});
beforeEach(() => world.model.reset());

/** A server of its own that takes a minute for every call; `send_mail` is labelled as one that writes. */
async function slowConnector(behaviour = 'slow-call'): Promise<Slow> {
  const folder = join(home, `switch-${counter}`);
  await mkdir(folder);
  const connector = await world.app.get(RegisterConnectorService).register(world.steward, {
    name: `Slow ${counter++}`,
    description: 'Takes its time.',
    transport: 'stdio',
    catalogueKey: 'hostile',
    settings: { behaviour, switchFolder: folder },
    secrets: [],
    dataClass: 'internal',
  });
  const tools = await world.app.database.query<{ id: string; name: string }>(
    `SELECT id, name FROM tools WHERE connector_id = $1`,
    [connector.id],
  );
  for (const { id, name } of tools) {
    const risk = name === 'send_mail' ? ('write' as const) : ('read' as const);
    const labels = { risk, returnsUntrusted: false, reachesOutside: false };
    await world.app.get(LabelToolService).label(world.steward, id, labels);
    await world.app.get(SetToolStatusService).set(world.steward, id, 'allowed');
  }
  const id = (name: string): string => tools.find((tool) => tool.name === name)?.id ?? '';
  return { connectorId: connector.id, folder, slug: connector.slug, id };
}

async function events(slow: Slow): Promise<{ begun?: string; id?: unknown; cancelled?: unknown }[]> {
  const text = await readFile(join(slow.folder, 'switch.events'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { begun?: string; id?: unknown; cancelled?: unknown });
}

async function until(held: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await held()) return;
    await pause(20);
  }
  throw new Error('It never came to be.');
}

/** A run whose call of that tool is under way in the other process. */
async function underWay(
  slow: Slow,
  tool: 'search_customers' | 'send_mail',
): Promise<{ readonly run: RunSummary; readonly work: Promise<void> }> {
  const { workflowId } = await makeWorkflow(world, {
    bindings: [{ connectorId: slow.connectorId, toolIds: [slow.id(tool)] }],
  });
  const input: JsonObject = tool === 'send_mail' ? { to: 'ada@example.org', body: 'Hello' } : { query: 'Ada' };
  const name = `${slow.slug}__${tool}`;
  world.model.answers({ toolUse: [{ name, input }] });
  const before = (await events(slow)).length;
  const run = await startRun(world, workflowId);
  if (tool === 'send_mail') {
    await advance(beside, run);
    await approve(run);
  }
  const work = advance(beside, run);
  await until(async () => (await events(slow)).slice(before).some((event) => event.begun === tool));
  return { run, work };
}

async function approve(run: RunSummary): Promise<void> {
  const [approval] = await world.app.database.query<{ id: string; arguments_digest: string }>(
    `SELECT id, arguments_digest FROM run_approvals WHERE run_id = $1`,
    [run.id],
  );
  await world.app.get(DecideApprovalService).decide(world.runner, {
    approvalId: approval?.id ?? '',
    argumentsDigest: approval?.arguments_digest ?? '',
    approve: true,
    reason: null,
  });
}

const raise = (scope: StopScope, targetId: string | null): Promise<string> =>
  world.app.get(RaiseStopService).raise(world.steward, { scope, targetId, reason: 'It leaks.', drill: false });
const release = (id: string): Promise<void> => world.app.get(ReleaseStopService).release(second, id, 'It was mended.');
const settle = (stepId: string, verdict: 'done' | 'notDone' | 'repeat', actor = world.runner) =>
  world.app.get(SettleOutcomeService).settle(actor, stepId, verdict, 'I looked into the mailbox.');

async function toolStep(run: RunSummary) {
  const { steps } = await seen(world, run);
  const step = steps.findLast((one) => one.kind === 'tool');
  if (step === undefined) throw new Error('There is no call.');
  return step;
}

describe('a call under way in another process', () => {
  it('that reads is cut off when its run is cancelled: the server is told, the step is cancelled, its process lives', async () => {
    const slow = await slowConnector();
    const { run, work } = await underWay(slow, 'search_customers');
    const clicked = Date.now();
    await world.app.get(CancelRunService).cancel(world.runner, run.id);
    await work;
    expect(Date.now() - clicked).toBeLessThan(SOON_MS);
    expect((await seen(world, run)).run).toMatchObject({ status: 'cancelled', lease_owner: null });
    expect(await toolStep(run)).toMatchObject({ status: 'cancelled', told: expect.stringContaining('broken off') });
    await until(async () => (await events(slow)).some((event) => event.cancelled !== undefined));
    const [begun, cancelled] = await events(slow);
    expect(cancelled?.cancelled).toBe(begun?.id);
    // The conversation was kept: the next call meets the same process, not a restarted one.
    const again = await underWay(slow, 'search_customers');
    expect(await events(slow)).toHaveLength(3);
    await world.app.get(CancelRunService).cancel(world.runner, again.run.id);
    await again.work;
  });

  it('that writes becomes an unknown outcome when its run is stopped, and a person says what became of it', async () => {
    const slow = await slowConnector();
    const { run, work } = await underWay(slow, 'send_mail');
    const clicked = Date.now();
    const stop = await raise('workflow', run.workflowId);
    await work;
    expect(Date.now() - clicked).toBeLessThan(SOON_MS);
    await release(stop);
    const before = (await seen(world, run)).run;
    expect(before).toMatchObject({ status: 'stopped', waiting_for: null, failure: { code: 'STOPPED' } });
    const step = await toolStep(run);
    expect(step).toMatchObject({ status: 'unknown' });
    const waiting = await world.app
      .get(Database)
      .transaction(world.organisation.id, (tx) => world.app.get(ApprovalsWaitingQuery).ofPerson(tx, world.runner, 10));
    expect(waiting.map((one) => one.id)).toContain(run.id);

    await expect(settle(step.id, 'repeat')).rejects.toMatchObject({ code: 'RUN_ENDED' });
    await expect(settle(step.id, 'done', world.reviewer)).rejects.toMatchObject({ kind: 'not-found' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(settle(step.id, 'done', strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
    await settle(step.id, 'done');
    expect(await toolStep(run)).toMatchObject({ status: 'done', text: 'I looked into the mailbox.' });
    expect((await seen(world, run)).run).toEqual(before);
    await expect(settle(step.id, 'notDone')).rejects.toMatchObject({ code: 'OUTCOME_KNOWN' });
    const actions = await world.app.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE run_id = $1 AND action IN ('tool.call.unanswered', 'run.outcome.settled') ORDER BY seq`,
      [run.id],
    );
    expect(actions.map((entry) => entry.action)).toEqual(['tool.call.unanswered', 'run.outcome.settled']);
  });

  it.each(['tool', 'connector'] as const)(
    'that reads is cut off by a stop of its %s, and the run goes on without it',
    async (scope) => {
      const slow = await slowConnector();
      const { run, work } = await underWay(slow, 'search_customers');
      world.model.answers({ text: 'Without it.' });
      const clicked = Date.now();
      const stop = await raise(scope, scope === 'tool' ? slow.id('search_customers') : slow.connectorId);
      await until(async () => (await toolStep(run)).status === 'cancelled');
      expect(Date.now() - clicked).toBeLessThan(SOON_MS);
      await work;
      await release(stop);
      expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded', output_text: 'Without it.' });
      expect(JSON.stringify(world.model.requests.at(-1))).toContain('broken off');
    },
  );

  it('that writes waits for a person after a stop of its tool, and no other run’s call is touched', async () => {
    const [slow, other] = [await slowConnector(), await slowConnector()];
    const { run, work } = await underWay(slow, 'send_mail');
    const beyond = await underWay(other, 'search_customers');
    const stop = await raise('tool', slow.id('send_mail'));
    await work;
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'outcomeUnknown' });
    expect(await toolStep(beyond.run)).toMatchObject({ status: 'intended' });
    await release(stop);
    world.model.answers({ text: 'Without it.' });
    await settle((await toolStep(run)).id, 'notDone');
    await advance(beside, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    await world.app.get(CancelRunService).cancel(world.runner, beyond.run.id);
    await beyond.work;
  });

  it('to a server that is too busy to hear it is ended with its process, and the next call starts another', async () => {
    const slow = await slowConnector('deaf-call');
    const { run, work } = await underWay(slow, 'search_customers');
    await world.app.get(CancelRunService).cancel(world.runner, run.id);
    await work;
    expect(await toolStep(run)).toMatchObject({ status: 'cancelled' });
    await pause(2_500);
    const again = await underWay(slow, 'search_customers');
    expect((await events(slow)).filter((event) => event.begun !== undefined)).toHaveLength(2);
    await world.app.get(CancelRunService).cancel(world.runner, again.run.id);
    await again.work;
  }, 20_000);
});

describe('a question whether a call may be made', () => {
  it('is taken back by a stop of its tool: the run hears who stopped it and goes on', async () => {
    const slow = await slowConnector();
    const { workflowId } = await makeWorkflow(world, {
      bindings: [{ connectorId: slow.connectorId, toolIds: [slow.id('send_mail')] }],
    });
    const use = { toolUse: [{ name: `${slow.slug}__send_mail`, input: { to: 'a', body: 'b' } }] };
    world.model.answers(use, { text: 'Not sent.' });
    const run = await startRun(world, workflowId);
    await advance(beside, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'approval' });
    const stop = await raise('tool', slow.id('send_mail'));
    expect((await seen(world, run)).run).toMatchObject({ status: 'running', waiting_for: null });
    const [approval] = await world.app.database.query(`SELECT status FROM run_approvals WHERE run_id = $1`, [run.id]);
    expect(approval).toEqual({ status: 'withdrawn' });
    await advance(beside, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded', output_text: 'Not sent.' });
    expect(steps.find((step) => step.kind === 'approval')).toMatchObject({
      status: 'refused',
      told: expect.stringContaining('Stan Steward stopped the tool'),
    });
    expect(await events(slow)).toEqual([]);
    await release(stop);
  });
});
