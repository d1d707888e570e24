import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError, newId, type WorkflowId } from '@groundswell/kernel';
import {
  ConnectorsModule,
  LabelToolService,
  RegisterConnectorService,
  SetToolStatusService,
} from '@groundswell/connectors';
import { Database } from '@groundswell/platform';
import { NO_LABELS, SimulatePolicyQuery, WorkHistory } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { RunsModule } from '../runs.module.js';
import { ExplainForPersonQuery } from './explain-for-person.query.js';
import { ToolPermissionsQuery } from './tool-permissions.query.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let home: string;
let folder: string;
let connectorId: string;
const toolIds = new Map<string, string>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-runs-'));
  folder = join(home, 'letters');
  await mkdir(folder);
  await writeFile(join(folder, 'offer.txt'), 'Angebot Nr. 7: 3 Fenster');
  world = await startRunsWorld(KIT, {
    modules: [ConnectorsModule, RunsModule],
    settings: { home, allowedFolders: [folder] },
  });
  const connector = await world.app.get(RegisterConnectorService).register(world.steward, {
    name: 'Letters',
    description: 'Letters of tenants.',
    transport: 'stdio',
    catalogueKey: 'documents',
    settings: { folder },
    secrets: [],
    dataClass: 'confidential',
  });
  connectorId = connector.id;
  const tools = await world.app.database.query<{ id: string; name: string }>(`SELECT id, name FROM tools`);
  for (const { id, name } of tools) toolIds.set(name, id);
  await allow('read_text_file', 'read');
  await allow('write_file', 'write');
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});
beforeEach(() => world.model.reset());

const idOf = (name: string): string => {
  const id = toolIds.get(name);
  if (id === undefined) throw new Error(`There is no tool ${name}.`);
  return id;
};

async function allow(name: string, risk: 'read' | 'write'): Promise<void> {
  const toolId = idOf(name);
  await world.app
    .get(LabelToolService)
    .label(world.steward, toolId, { risk, returnsUntrusted: true, reachesOutside: false });
  await world.app.get(SetToolStatusService).set(world.steward, toolId, 'allowed');
}

function workflowWith(...names: string[]): Promise<{ workflowId: WorkflowId }> {
  return makeWorkflow(world, { bindings: [{ connectorId, toolIds: names.map(idOf) }] });
}

const read = { toolUse: [{ name: 'letters__read_text_file', input: { path: 'offer.txt' } }] };

describe('a run with a real MCP server', () => {
  it('reads through the governed call path: audit entry and step together, labels, the whole result kept', async () => {
    const { workflowId } = await workflowWith('read_text_file');
    world.model.answers(
      { toolUse: [{ name: 'letters__read_text_file', input: { path: join(folder, 'offer.txt') } }] },
      { text: 'Three windows.' },
    );
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({
      status: 'succeeded',
      private_data: true,
      untrusted_content: true,
      reached_outside: false,
    });
    expect(steps[1]).toMatchObject({ kind: 'tool', status: 'done' });
    expect(steps[1]?.told).toContain('3 Fenster');
    const [entry] = await world.app.database.query<{ id: string; action: string }>(
      `SELECT id, action FROM audit_entries WHERE run_id = $1 AND action LIKE 'tool.%'`,
      [run.id],
    );
    expect(entry).toMatchObject({ id: steps[1]?.audit_entry_id, action: 'tool.called' });
  });

  it('writes only after the runner saw the exact arguments and said yes', async () => {
    const { workflowId } = await workflowWith('write_file');
    const path = join(folder, 'reply.txt');
    world.model.answers(
      { toolUse: [{ name: 'letters__write_file', input: { path, content: 'Vielen Dank.' } }] },
      { text: 'Written.' },
    );
    const run = await startRun(world, workflowId);
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'waiting', waiting_for: 'approval' });
    await expect(readFile(path, 'utf8')).rejects.toThrow(/ENOENT/);
    const [approval] = await world.app.database.query<{ id: string; arguments_digest: string; arguments: unknown }>(
      `SELECT id, arguments_digest, arguments FROM run_approvals WHERE run_id = $1`,
      [run.id],
    );
    expect(approval?.arguments).toEqual({ path, content: 'Vielen Dank.' });
    await world.app.get(DecideApprovalService).decide(world.runner, {
      approvalId: approval?.id ?? '',
      argumentsDigest: approval?.arguments_digest ?? '',
      approve: true,
      reason: null,
    });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    expect(await readFile(path, 'utf8')).toBe('Vielen Dank.');
  });

  it('goes on without a tool that a steward blocked, with the explanation on the step', async () => {
    const { workflowId } = await workflowWith('read_text_file');
    world.model.answers(read, { text: 'I could not read it.' });
    const run = await startRun(world, workflowId);
    await world.app.get(SetToolStatusService).set(world.steward, idOf('read_text_file'), 'blocked');
    try {
      await advance(world, run);
      const permissions = await world.app
        .get(Database)
        .transaction(world.runner.organisationId, (tx) =>
          world.app.get(ToolPermissionsQuery).ofWorkflow(tx, world.runner, workflowId),
        );
      expect(permissions).toMatchObject([{ allowed: false, sentence: expect.stringContaining('steward') }]);
    } finally {
      await world.app.get(SetToolStatusService).set(world.steward, idOf('read_text_file'), 'allowed');
    }
    const { run: row, steps } = await seen(world, run);
    expect(row).toMatchObject({ status: 'succeeded', output_text: 'I could not read it.' });
    expect(steps[1]).toMatchObject({ kind: 'tool', status: 'refused' });
    expect(steps[1]?.explanation?.sentence).toContain('read_text_file');
    expect(world.model.requests[1]?.text).toContain('refused');
  });

  it('says in plain words what it may do, to those who may see the workflow', async () => {
    const { workflowId } = await workflowWith('read_text_file', 'write_file');
    const query = world.app.get(ToolPermissionsQuery);
    const database = world.app.get(Database);
    const said = await database.transaction(world.runner.organisationId, (tx) =>
      query.ofWorkflow(tx, world.runner, workflowId),
    );
    expect(said.map(({ toolName, allowed }) => [toolName, allowed]).sort()).toEqual([
      ['read_text_file', true],
      ['write_file', true],
    ]);
    expect(said.find((one) => one.toolName === 'write_file')?.obligations.join(' ')).toContain(
      'Asks the person who runs it',
    );
    const explained = await database.transaction(world.runner.organisationId, (tx) =>
      query.explain(tx, world.runner, workflowId, idOf('read_text_file')),
    );
    expect(explained).toMatchObject({ allowed: true });
  });

  it('explains a call for any person: their roles, the stack, and what a run that went through more would meet', async () => {
    const { workflowId } = await workflowWith('write_file');
    const query = world.app.get(ExplainForPersonQuery);
    const ask = (personId: string, labels = NO_LABELS) =>
      query.explain(world.steward, { personId, workflowId, toolId: idOf('write_file'), trigger: 'person', labels });
    expect(await ask(world.runner.personId)).toMatchObject({
      allowed: true,
      roles: [{ allowed: true }, { allowed: true }],
      explanation: { allowed: true, asks: [{ kind: 'approval', layerName: 'Organisation' }] },
    });
    expect(await ask(world.steward.personId)).toMatchObject({
      allowed: false,
      roles: [{ allowed: false }, { allowed: false, sentence: expect.stringContaining('steward') }],
      explanation: { allowed: true },
    });
    await expect(ask(newId())).rejects.toMatchObject({ kind: 'not-found' });
    const strangers = await foundOrganisation(world.app, 'Südlicht');
    await expect(ask(strangers.owner.personId)).rejects.toMatchObject({ kind: 'not-found' });
    const asRunner = query.explain(world.runner, {
      personId: world.steward.personId,
      workflowId,
      toolId: idOf('write_file'),
      trigger: 'person',
      labels: NO_LABELS,
    });
    await expect(asRunner).rejects.toBeInstanceOf(AppError);
  });

  it('tells the policy simulation what was called, with what the run had been through, and what may be run at present', async () => {
    const { workflowId } = await workflowWith('read_text_file');
    const path = join(folder, 'offer.txt');
    const call = { toolUse: [{ name: 'letters__read_text_file', input: { path } }] };
    world.model.answers(call, call, { text: 'Three windows.' });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    const { past, present } = await world.app.get(Database).transaction(world.runner.organisationId, async (tx) => ({
      past: await world.app.get(WorkHistory).past(tx, new Date(0), 100),
      present: await world.app.get(WorkHistory).present(tx),
    }));
    const found = past.runs.find((one) => one.runId === run.id);
    expect(found).toMatchObject({ workflowId, actorId: world.runner.personId, mode: 'live', stage: 'pilot' });
    expect(found?.calls.map((one) => [one.tool.toolName, one.labels.privateData, one.labels.untrustedContent])).toEqual(
      [
        ['read_text_file', false, false],
        ['read_text_file', true, true],
      ],
    );
    expect(present.find((one) => one.workflowId === workflowId)?.tools).toMatchObject([{ toolName: 'read_text_file' }]);
    const cut = await world.app
      .get(Database)
      .transaction(world.runner.organisationId, (tx) => world.app.get(WorkHistory).past(tx, new Date(0), 1));
    expect(cut).toMatchObject({ cut: true });
    expect(cut.runs.flatMap((one) => one.calls)).toHaveLength(1);
  });

  it('is judged again by a simulation, label by label', async () => {
    const deny = {
      effect: 'deny',
      action: 'tool.call',
      subject: 'Tool',
      conditions: { 'labels.untrustedContent': true },
      reason: 'Strangers wrote it',
      sealed: false,
    };
    const layer = { scope: 'team', targetId: world.teamId, name: 'Claims', rules: [deny], obligations: [] };
    const { counts, examples, changes } = await world.app.get(SimulatePolicyQuery).simulate(world.steward, { layer });
    expect(counts).toMatchObject({ refused: 1, allowed: 0 });
    expect(examples).toMatchObject([{ kind: 'refused', after: expect.stringContaining('Strangers wrote it') }]);
    expect(changes).toHaveLength(1);
  });
});
