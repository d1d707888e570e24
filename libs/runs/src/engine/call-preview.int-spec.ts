import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConnectorsModule,
  LabelToolService,
  RegisterConnectorService,
  SetToolStatusService,
} from '@groundswell/connectors';
import type { JsonObject } from '@groundswell/kernel';
import {
  type ContactsServer,
  foundOrganisation,
  ScriptedModel,
  startContactsServer,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { EditApprovalService } from '../edit-approval/edit-approval.service.js';
import { callPreviewOf } from '../graphql/run-shapes.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { RunsModule } from '../runs.module.js';

const NEW = { name: 'Ada Berg', phone: '0431 18' };
let server: ContactsServer;
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let connectorId: string;
const tools = new Map<string, string>();

beforeAll(async () => {
  server = await startContactsServer();
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [ConnectorsModule, RunsModule], settings: { allowedAddresses: [`127.0.0.1:${server.port}`] } },
  );
  const connector = await world.app.get(RegisterConnectorService).register(world.steward, {
    name: 'Contacts',
    description: 'The phone list.',
    transport: 'http',
    url: server.url,
    settings: {},
    secrets: [],
    dataClass: 'internal',
  });
  connectorId = connector.id;
  const found = await world.app.database.query<{ id: string; name: string }>(
    `SELECT id, name FROM tools WHERE connector_id = $1`,
    [connectorId],
  );
  for (const { id, name } of found) {
    tools.set(name, id);
    await label(name, name === 'change_contact' ? 'write' : 'read');
    await world.app.get(SetToolStatusService).set(world.steward, id, 'allowed');
  }
});
afterAll(async () => {
  await world.close();
  await server.close();
});
beforeEach(() => world.model.reset());

const idOf = (name: string): string => tools.get(name) ?? '';

async function label(name: string, risk: 'read' | 'write'): Promise<void> {
  const labels = { risk, returnsUntrusted: false, reachesOutside: false };
  await world.app.get(LabelToolService).label(world.steward, idOf(name), labels);
}

/** A run that asks whether it may change a number, and what was called at the server on the way there. */
async function asking(bound: readonly string[], args: JsonObject = NEW) {
  const before = server.calls.length;
  const { workflowId } = await makeWorkflow(world, { bindings: [{ connectorId, toolIds: bound.map(idOf) }] });
  world.model.answers({ toolUse: [{ name: 'contacts__change_contact', input: args }] }, { text: 'Done.' });
  const run = await startRun(world, workflowId);
  await advance(world, run);
  return { run, calls: server.calls.slice(before), approval: await approvalOf(run) };
}

interface StoredApproval {
  readonly id: string;
  readonly arguments_digest: string;
  readonly preview_step_id: string | null;
}

async function approvalOf(run: RunSummary): Promise<StoredApproval> {
  const [approval] = await world.app.database.query<StoredApproval & Record<string, unknown>>(
    `SELECT id, arguments_digest, preview_step_id FROM run_approvals WHERE run_id = $1 AND status = 'waiting'`,
    [run.id],
  );
  if (approval === undefined) throw new Error('Nobody was asked.');
  return approval;
}

/** What the approval card shows beside the values. */
async function shown(run: RunSummary, approval: StoredApproval) {
  const step = (await seen(world, run)).steps.find((one) => one.id === approval.preview_step_id);
  return step === undefined ? null : callPreviewOf(step.result);
}

const approved = ({ id: approvalId, arguments_digest: argumentsDigest }: StoredApproval) => ({
  approvalId,
  argumentsDigest,
});

describe('a preview by the server itself', () => {
  it('shows before and after in structure, changes nothing, and is no word to the model', async () => {
    const { run, calls, approval } = await asking(['change_contact', 'preview_change_contact']);
    expect(calls).toEqual(['preview_change_contact']);
    expect(server.contacts.get('Ada Berg')).toBe('0431 17');
    expect(await shown(run, approval)).toEqual({
      before: { name: 'Ada Berg', phone: '0431 17' },
      after: { name: 'Ada Berg', phone: '0431 18' },
      text: null,
    });
    await world.app
      .get(DecideApprovalService)
      .decide(world.runner, { ...approved(approval), approve: true, reason: null });
    await advance(world, run);
    expect(server.contacts.get('Ada Berg')).toBe('0431 18');
    expect(world.model.requests.at(-1)?.text).not.toContain('0431 17');
    const { steps } = await seen(world, run);
    const preview = steps.find((step) => step.id === approval.preview_step_id);
    expect(preview).toMatchObject({ kind: 'tool', status: 'done', audit_entry_id: expect.any(String) });
  });

  it('shows what is new as new, where there was nothing before', async () => {
    const { run, approval } = await asking(['change_contact', 'preview_change_contact'], { name: 'Bo', phone: '1' });
    expect(await shown(run, approval)).toMatchObject({ before: null, after: { name: 'Bo', phone: '1' } });
  });

  it('is of the values that the run asked for; a person who changes them is not shown it as theirs', async () => {
    const { run, approval } = await asking(['change_contact', 'preview_change_contact']);
    await world.app
      .get(EditApprovalService)
      .edit(world.runner, { ...approved(approval), arguments: { ...NEW, phone: '0431 19' } });
    await advance(world, run);
    expect(server.contacts.get('Ada Berg')).toBe('0431 19');
  });

  it.each([
    ['the version does not bind it', async () => asking(['change_contact'])],
    [
      'no steward labelled it as one that only reads',
      async () => {
        await label('preview_change_contact', 'write');
        const asked = await asking(['change_contact', 'preview_change_contact']);
        await label('preview_change_contact', 'read');
        return asked;
      },
    ],
  ])('is left out where %s, and people are asked all the same', async (_why, ask) => {
    const { calls, approval } = await ask();
    expect(calls).toEqual([]);
    expect(approval.preview_step_id).toBeNull();
  });
});
