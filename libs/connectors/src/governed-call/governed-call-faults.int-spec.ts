import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '@groundswell/identity';
import { newId, type ToolId, type WorkflowId } from '@groundswell/kernel';
import { type Actor } from '@groundswell/platform';
import { LineagePort, PoliciesModule } from '@groundswell/policies';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  type HostileBehaviour,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { CallToolService } from '../call-tool/call-tool.service.js';
import { ConnectorsModule } from '../connectors.module.js';
import type { Risk, ToolLabels } from '../domain/tool-labels.js';
import { LabelToolService } from '../label-tool/label-tool.service.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { SetToolStatusService } from '../set-tool-status/set-tool-status.service.js';
import type { GovernedCallRequest } from './call-request.js';
import { GovernedCall } from './governed-call.service.js';

/** One workflow per organisation, without ancestors. */
const workflows = new Map<string, { workflowId: WorkflowId; teamId: string }>();

@Global()
@Module({
  providers: [
    {
      provide: LineagePort,
      useValue: {
        ancestry: (tx: { scope: { organisationId: string } }, workflowId: string) => {
          const own = workflows.get(tx.scope.organisationId);
          return Promise.resolve(own?.workflowId === workflowId ? [{ ...own, title: 'Answer letters' }] : []);
        },
      },
    },
  ],
  exports: [LineagePort],
})
class OneWorkflowModule {}

let app: TestApp;
let home: string;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;
let auditor: Actor;
let workflowId: WorkflowId;
let counter = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-governed-'));
  await mkdir(join(home, 'letters'));
  await writeFile(join(home, 'letters', 'offer.txt'), 'Angebot Nr. 7');
  await writeFile(join(home, 'catalogue.json'), JSON.stringify({ entries: [HOSTILE_ENTRY] }));
  app = await startTestApp({
    modules: [IdentityModule, PoliciesModule, OneWorkflowModule, ConnectorsModule],
    settings: { home, catalogueFile: join(home, 'catalogue.json'), allowedFolders: [join(home, 'letters')] },
  });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  for (const { id } of [organisation, strangers]) {
    workflows.set(id, { workflowId: newId<WorkflowId>(), teamId: newId() });
  }
  workflowId = workflows.get(organisation.id)?.workflowId ?? newId<WorkflowId>();
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
  auditor = await organisation.addPerson('Ada', ['auditor']);
});

afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

interface Ready {
  readonly connector: StoredConnector;
  readonly switchFile: string;
  readonly toolId: (name: string) => ToolId;
}

/** A hostile connector whose tools a steward has labelled and allowed. */
async function hostile(
  behaviours: readonly HostileBehaviour[] = [],
  labels: Partial<ToolLabels> & { readonly allow?: boolean; readonly secret?: string } = {},
): Promise<Ready> {
  const switchFile = join(home, `switch-${counter}`);
  const connector = await app.get(RegisterConnectorService).register(steward, {
    name: `Hostile ${counter++}`,
    description: '',
    transport: 'stdio',
    catalogueKey: 'hostile',
    settings: { behaviour: behaviours.join(','), switchFile },
    secrets: labels.secret === undefined ? [] : [{ name: 'secret', value: labels.secret }],
    dataClass: 'personal',
  });
  const rows = await app.database.query<{ id: ToolId; name: string }>(
    `SELECT id, name FROM tools WHERE connector_id = $1`,
    [connector.id],
  );
  for (const { id } of rows) {
    const given = { risk: 'read' as Risk, returnsUntrusted: true, reachesOutside: false, ...labels };
    await app.get(LabelToolService).label(steward, id, given);
    if (labels.allow !== false) await app.get(SetToolStatusService).set(steward, id, 'allowed');
  }
  return { connector, switchFile, toolId: (name) => rows.find((row) => row.name === name)?.id ?? newId<ToolId>() };
}

function request(ready: Ready, changes: Partial<GovernedCallRequest> = {}): GovernedCallRequest {
  return {
    actor: builder,
    workflowId,
    toolId: ready.toolId('search_customers'),
    arguments: { query: 'Meier' },
    timeoutMs: 5_000,
    ...changes,
  };
}

const call = (ready: Ready, changes: Partial<GovernedCallRequest> = {}) =>
  app.get(GovernedCall).call(request(ready, changes));

async function auditOf({ connector }: Ready) {
  return app.database.query<{ id: string; action: string; details: Record<string, unknown>; run_id: string | null }>(
    `SELECT id, action, details, run_id FROM audit_entries WHERE connector_id = $1 AND action LIKE 'tool.call%' ORDER BY seq`,
    [connector.id],
  );
}

/** How often the server's tool was really called. */
const callsOf = async ({ switchFile }: Ready) => Number(await readFile(`${switchFile}.calls`, 'utf8').catch(() => '0'));

describe('no audit, no action', () => {
  it('calls nothing while the audit entry cannot be stored, and recovers by itself', async () => {
    const ready = await hostile();
    const toolId = ready.toolId('count_up');
    await call(ready, { toolId });
    await app.database.query(`REVOKE INSERT ON audit_entries FROM groundswell_app`);
    await expect(call(ready, { toolId })).rejects.toThrow('permission denied');
    await app.database.query(`GRANT INSERT ON audit_entries TO groundswell_app`);
    expect(await callsOf(ready)).toBe(1);
    expect((await call(ready, { toolId })).kind).toBe('answered');
  });

  it('calls nothing when the caller’s own record cannot be stored', async () => {
    const ready = await hostile();
    const toolId = ready.toolId('count_up');
    const lost = () => Promise.reject(new Error('The lease is lost.'));
    await expect(call(ready, { toolId, beforeCall: lost })).rejects.toThrow('The lease is lost.');
    expect(await callsOf(ready)).toBe(0);
    expect(await auditOf(ready)).toEqual([]);
  });
});

describe('a connector that misbehaves', () => {
  it.each([
    ['slow-call', 'CONNECTOR_TIMEOUT', 500],
    ['die-in-call', 'CONNECTOR_CLOSED', 15_000],
    ['oversized', 'CONNECTOR_TOO_LARGE', 15_000],
  ] as const)(
    'leaves a call unanswered when it does %s, and works again afterwards',
    async (behaviour, code, timeoutMs) => {
      const ready = await hostile([behaviour]);
      const ended = jest.fn(() => Promise.resolve());
      const result = await call(ready, { timeoutMs, afterCall: ended });
      expect(result).toMatchObject({ kind: 'unanswered', code, labels: { privateData: true } });
      expect(ended).toHaveBeenCalledTimes(1);
      expect((await auditOf(ready)).map((entry) => entry.action)).toEqual(['tool.called', 'tool.call.unanswered']);
      expect((await call(ready, { timeoutMs })).kind).toBe('unanswered');
    },
  );

  it('has answered when it says that it failed', async () => {
    expect(await call(await hostile(['tool-error']))).toMatchObject({ kind: 'answered', output: { isError: true } });
    const error = await call(await hostile(['protocol-error'], { secret: 'canary-0815-canary' }));
    expect(error).toMatchObject({
      kind: 'answered',
      output: { isError: true, text: expect.stringContaining('[secret]') },
    });
    expect(JSON.stringify(error)).not.toContain('canary-0815');
  });

  it('is cut short when it answers with too much', async () => {
    const result = await call(await hostile(['large']));
    expect(result).toMatchObject({ kind: 'answered', output: { truncated: true } });
    expect(result.kind === 'answered' && result.output.text.length).toBeLessThan(1_000_100);
  });

  it('does not get its secret into an answer or the audit log', async () => {
    const secret = 'canary-1234-canary';
    const ready = await hostile(['environment'], { secret });
    const result = await call(ready, { arguments: { query: `Is it ${secret}?` } });
    expect(result.kind).toBe('answered');
    expect(JSON.stringify([result, await auditOf(ready)])).not.toContain(secret);
  });

  it('does not make a call out of the instructions in its answers', async () => {
    const ready = await hostile(['injection']);
    expect(await call(ready)).toMatchObject({ kind: 'answered', labels: { untrustedContent: true } });
    expect((await auditOf(ready)).length).toBe(1);
  });

  it('is unreached, not unanswered, when it cannot be started', async () => {
    const ready = await hostile();
    const broken = `UPDATE connector_versions SET settings = '{"behaviour":"die-at-start"}' WHERE connector_id = $1`;
    await app.database.query(broken, [ready.connector.id]);
    app.clock.advanceMs(1_000);
    const beforeCall = jest.fn(() => Promise.resolve());
    expect(await call(ready, { beforeCall })).toMatchObject({ kind: 'unreached', code: 'CONNECTOR_START_FAILED' });
    expect(beforeCall).not.toHaveBeenCalled();
    const [health] = await app.database.query(
      `SELECT state FROM connector_health WHERE connector_id = $1 ORDER BY checked_at DESC, id DESC`,
      [ready.connector.id],
    );
    expect(health).toEqual({ state: 'failing' });
  });
});

describe('a changed secret', () => {
  it('is used by the next call, while a call under way ends with the old one', async () => {
    const ready = await hostile(['environment'], { secret: 'old-secret-value' });
    await call(ready);
    await app.get(SetSecretService).set(steward, ready.connector.id, 'secret', 'new-secret-value');
    const result = await call(ready);
    expect(result).toMatchObject({ kind: 'answered' });
    expect(JSON.stringify(result)).not.toMatch(/old-secret-value|new-secret-value/);
  });
});

describe('the live trial of the build page', () => {
  it('goes through the same path', async () => {
    const ready = await hostile();
    const trial = app.get(CallToolService);
    const toolId = ready.toolId('search_customers');
    expect(await trial.call(builder, toolId, workflowId, { query: 'Meier' })).toMatchObject({
      output: { isError: false },
    });
    expect((await auditOf(ready)).map((entry) => entry.action)).toEqual(['tool.called']);
    await app.get(SetToolStatusService).set(steward, toolId, 'blocked');
    expect(await trial.call(builder, toolId, workflowId, {})).toMatchObject({ refusal: { allowed: false } });
  });

  it('asks no approval of its own, and is for builders', async () => {
    const ready = await hostile([], { risk: 'write' });
    const trial = app.get(CallToolService);
    const toolId = ready.toolId('count_up');
    await expect(trial.call(builder, toolId, workflowId, {})).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    await expect(trial.call(auditor, toolId, workflowId, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(trial.call(strangers.owner, toolId, workflowId, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trial.call(builder, 'no id', workflowId, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trial.call(builder, toolId, workflowId, [1])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await callsOf(ready)).toBe(0);
  });
});
