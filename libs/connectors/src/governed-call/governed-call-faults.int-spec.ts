import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type WorkflowId } from '@groundswell/kernel';
import { type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  type HostileBehaviour,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { CallToolService } from '../call-tool/call-tool.service.js';
import {
  hostileInput,
  ReadyConnector,
  SPEC_MODULES,
  type SpecHome,
  specHome,
  workflowOf,
} from '../connectors.fixture.js';
import type { ToolLabels } from '../domain/tool-labels.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { SetToolStatusService } from '../set-tool-status/set-tool-status.service.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;
let auditor: Actor;
let workflowId: WorkflowId;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
  auditor = await organisation.addPerson('Ada', ['auditor']);
  workflowId = workflowOf(organisation.id);
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

/** A hostile connector whose tools a steward has labelled and allowed. */
async function ready(
  behaviours: readonly HostileBehaviour[] = [],
  labels: Partial<ToolLabels> & { readonly allow?: boolean; readonly secret?: string } = {},
): Promise<ReadyConnector> {
  const { secret, ...given } = labels;
  const secrets = secret === undefined ? [] : [{ name: 'secret', value: secret }];
  return ReadyConnector.make(app, { steward, caller: builder }, hostileInput(home, behaviours, { secrets }), given);
}

describe('no audit, no action', () => {
  it('calls nothing while the audit entry cannot be stored, and recovers by itself', async () => {
    const made = await ready();
    const toolId = made.toolId('count_up');
    await made.call({ toolId });
    await app.database.query(`REVOKE INSERT ON audit_entries FROM groundswell_app`);
    await expect(made.call({ toolId })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await app.database.query(`GRANT INSERT ON audit_entries TO groundswell_app`);
    expect(await made.counted()).toBe(1);
    expect((await made.call({ toolId })).kind).toBe('answered');
  });

  it('calls nothing when the caller’s own record cannot be stored', async () => {
    const made = await ready();
    const toolId = made.toolId('count_up');
    const lost = () => Promise.reject(new Error('The lease is lost.'));
    await expect(made.call({ toolId, beforeCall: lost })).rejects.toThrow('The lease is lost.');
    expect(await made.counted()).toBe(0);
    expect(await made.audited()).toEqual([]);
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
      const made = await ready([behaviour]);
      const ended = jest.fn(() => Promise.resolve());
      const result = await made.call({ timeoutMs, afterCall: ended });
      expect(result).toMatchObject({ kind: 'unanswered', code, labels: { privateData: true } });
      expect(ended).toHaveBeenCalledTimes(1);
      expect((await made.audited()).map((entry) => entry.action)).toEqual(['tool.called', 'tool.call.unanswered']);
      expect((await made.call({ timeoutMs })).kind).toBe('unanswered');
    },
  );

  it('has answered when it says that it failed', async () => {
    expect(await (await ready(['tool-error'])).call()).toMatchObject({ kind: 'answered', output: { isError: true } });
    const error = await (await ready(['protocol-error'], { secret: 'canary-0815-canary' })).call();
    expect(error).toMatchObject({
      kind: 'answered',
      output: { isError: true, text: expect.stringContaining('[secret]') },
    });
    expect(JSON.stringify(error)).not.toContain('canary-0815');
  });

  it('is cut short when it answers with too much', async () => {
    const result = await (await ready(['large'])).call();
    expect(result).toMatchObject({ kind: 'answered', output: { truncated: true } });
    expect(result.kind === 'answered' && result.output.text.length).toBeLessThan(1_000_100);
  });

  it('does not get its secret into an answer or the audit log', async () => {
    const secret = 'canary-1234-canary';
    const made = await ready(['environment'], { secret });
    const result = await made.call({ arguments: { query: `Is it ${secret}?` } });
    expect(result.kind).toBe('answered');
    expect(JSON.stringify([result, await made.audited()])).not.toContain(secret);
  });

  it('does not make a call out of the instructions in its answers', async () => {
    const made = await ready(['injection']);
    expect(await made.call()).toMatchObject({ kind: 'answered', labels: { untrustedContent: true } });
    expect((await made.audited()).length).toBe(1);
  });

  it('is unreached, not unanswered, when it cannot be started', async () => {
    const made = await ready();
    const broken = `UPDATE connector_versions SET settings = '{"behaviour":"die-at-start"}' WHERE connector_id = $1`;
    await app.database.query(broken, [made.connector.id]);
    app.clock.advanceMs(1_000);
    const beforeCall = jest.fn(() => Promise.resolve());
    expect(await made.call({ beforeCall })).toMatchObject({ kind: 'unreached', code: 'CONNECTOR_START_FAILED' });
    expect(beforeCall).not.toHaveBeenCalled();
    const [health] = await app.database.query(
      `SELECT state FROM connector_health WHERE connector_id = $1 ORDER BY checked_at DESC, id DESC`,
      [made.connector.id],
    );
    expect(health).toEqual({ state: 'failing' });
  });
});

describe('a changed secret', () => {
  it('is used by the next call, while a call under way ends with the old one', async () => {
    const made = await ready(['environment'], { secret: 'old-secret-value' });
    await made.call();
    await app.get(SetSecretService).set(steward, made.connector.id, 'secret', 'new-secret-value');
    const result = await made.call();
    expect(result).toMatchObject({ kind: 'answered' });
    expect(JSON.stringify(result)).not.toMatch(/old-secret-value|new-secret-value/);
  });
});

describe('the live trial of the build page', () => {
  it('goes through the same path', async () => {
    const made = await ready();
    const trial = app.get(CallToolService);
    const toolId = made.toolId('search_customers');
    expect(await trial.call(builder, toolId, workflowId, { query: 'Meier' })).toMatchObject({
      output: { isError: false },
    });
    expect((await made.audited()).map((entry) => entry.action)).toEqual(['tool.called']);
    await app.get(SetToolStatusService).set(steward, toolId, 'blocked');
    expect(await trial.call(builder, toolId, workflowId, {})).toMatchObject({ refusal: { allowed: false } });
  });

  it('asks no approval of its own, and is for builders', async () => {
    const made = await ready([], { risk: 'write' });
    const trial = app.get(CallToolService);
    const toolId = made.toolId('count_up');
    await expect(trial.call(builder, toolId, workflowId, {})).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    await expect(trial.call(auditor, toolId, workflowId, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(trial.call(strangers.owner, toolId, workflowId, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trial.call(builder, 'no id', workflowId, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trial.call(builder, toolId, workflowId, [1])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await made.counted()).toBe(0);
  });
});
