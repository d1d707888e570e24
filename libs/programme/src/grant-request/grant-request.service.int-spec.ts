import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { type AskRequest, AskRequestService } from '../ask-request/ask-request.service.js';
import { insertTool, refuseByLayer, registerWorkflow, SPEC_MODULES } from '../programme.fixture.js';
import { RefuseRequestService } from '../refuse-request/refuse-request.service.js';
import { ShowRequestsQuery } from '../show-requests/show-requests.query.js';
import { WithdrawRequestService } from '../withdraw-request/withdraw-request.service.js';
import { GrantRequestService } from './grant-request.service.js';

const DAY_MS = 86_400_000;

let app: TestApp;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let teamId: TeamId;
let builder: Actor;
let runner: Actor;
let steward: Actor;
let auditor: Actor;
let workflowId: WorkflowId;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  teamId = await organisation.addTeam('Claims');
  builder = await organisation.addPerson('Bea Builder', ['builder', 'steward'], [teamId]);
  runner = await organisation.addPerson('Ron Builder', ['builder'], [teamId]);
  steward = await organisation.addPerson('Stan Steward', ['steward']);
  auditor = await organisation.addPerson('Aud Itor', ['auditor']);
  workflowId = await registerWorkflow(app, builder, teamId);
});
afterAll(() => app.close());

const ask = (actor: Actor, request: Partial<AskRequest> & Pick<AskRequest, 'kind'>) =>
  app.get(AskRequestService).ask(actor, { justification: 'It is needed every day.', ...request });
const find = (actor: Actor, id: string) => app.get(ShowRequestsQuery).find(actor, id);
const grant = (
  actor: Actor,
  requestId: string,
  more: { expiresAt?: Date; connectorId?: string; revision?: number } = {},
) => app.get(GrantRequestService).grant(actor, { requestId, revision: 1, ...more });
const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS);

async function exceptionWanted(): Promise<{ kind: 'exception'; workflowId: string; layerId: string; ruleId: string }> {
  const own = await registerWorkflow(app, builder, teamId, `Checks ${newId()}`);
  return { kind: 'exception', workflowId: own, ...(await refuseByLayer(app, steward, own)) };
}

async function actionsOf(requestId: string): Promise<string[]> {
  const rows = await app.database.query<{ action: string }>(
    `SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY seq`,
    [requestId],
  );
  return rows.map((row) => row.action);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('a request for an exception', () => {
  it('is granted with an end, in one act with the exception, and the asker is told', async () => {
    const wanted = await exceptionWanted();
    const { requestId } = await ask(builder, wanted);
    expect(await find(builder, requestId)).toMatchObject({ mine: true, mayDecide: false, mayWithdraw: true });
    expect(await codeOf(grant(steward, requestId))).toBe('INPUT_INVALID');
    const expiresAt = inDays(14);
    await grant(steward, requestId, { expiresAt });
    const shown = await find(builder, requestId);
    expect(shown).toMatchObject({ isNews: true, request: { state: 'granted', expiresAt, revision: 2 } });
    const exceptions = await app.database.query(
      `SELECT id, asked_by_id, granted_by_id, workflow_id FROM policy_exceptions WHERE rule_id = $1`,
      [wanted.ruleId],
    );
    expect(exceptions).toEqual([
      {
        id: shown?.request.exceptionId,
        asked_by_id: builder.personId,
        granted_by_id: steward.personId,
        workflow_id: wanted.workflowId,
      },
    ]);
    expect(await actionsOf(requestId)).toEqual(['request.raised', 'request.granted']);
    expect(await app.get(ShowRequestsQuery).noteSeen(builder)).toBe(1);
    expect(await find(builder, requestId)).toMatchObject({ isNews: false });
  });

  it('stays open when the exception cannot be granted', async () => {
    const { requestId } = await ask(builder, await exceptionWanted());
    expect(await codeOf(grant(steward, requestId, { expiresAt: inDays(400) }))).toBe('INPUT_INVALID');
    expect(await find(steward, requestId)).toMatchObject({ request: { state: 'open', revision: 1 }, mayDecide: true });
  });

  it('is not made past a sealed rule', async () => {
    const own = await registerWorkflow(app, builder, teamId, 'Sealed');
    const sealed = await refuseByLayer(app, steward, own, true);
    expect(await codeOf(ask(builder, { kind: 'exception', workflowId: own, ...sealed }))).toBe('REQUEST_NOT_POSSIBLE');
  });
});

describe('the same question', () => {
  it('joins the open one, also at the same moment, and is answered once to all', async () => {
    const wanted = await exceptionWanted();
    const people = [builder, runner, steward];
    const asked = await Promise.all(people.flatMap((person) => [ask(person, wanted), ask(person, wanted)]));
    expect(new Set(asked.map((one) => one.requestId)).size).toBe(1);
    const [{ requestId }] = asked as [(typeof asked)[0]];
    expect((await find(steward, requestId))?.askers).toHaveLength(3);
    expect((await actionsOf(requestId)).toSorted()).toEqual(['request.joined', 'request.joined', 'request.raised']);
    await grant(organisation.owner, requestId, { expiresAt: inDays(3) });
    for (const person of people) expect(await find(person, requestId)).toMatchObject({ isNews: true });
  });

  it('may be asked again after its answer, as a request of its own', async () => {
    const wanted = { kind: 'connector' as const, wanted: 'Old archive' };
    const first = await ask(builder, wanted);
    await app.get(RefuseRequestService).refuse(steward, first.requestId, 1, 'It is switched off in March.');
    const second = await ask(runner, { kind: 'connector', wanted: ' old  ARCHIVE ' });
    expect(second).toMatchObject({ joined: false });
    expect(second.requestId).not.toBe(first.requestId);
  });

  it('lives on while one of several still asks it', async () => {
    const wanted = await exceptionWanted();
    const { requestId } = await ask(builder, wanted);
    await ask(runner, wanted);
    await app.get(WithdrawRequestService).withdraw(builder, requestId);
    expect(await find(runner, requestId)).toMatchObject({ request: { state: 'open' } });
    await app.get(WithdrawRequestService).withdraw(runner, requestId);
    expect(await find(runner, requestId)).toMatchObject({ request: { state: 'withdrawn' } });
    expect(await codeOf(app.get(WithdrawRequestService).withdraw(runner, requestId))).toBe('NOT_FOUND');
    expect(await codeOf(grant(steward, requestId, { expiresAt: inDays(3) }))).toBe('REQUEST_ANSWERED');
  });
});

describe('a request for a tool', () => {
  it('allows the tool when it is granted', async () => {
    const { toolId } = await insertTool(app, steward, 'blocked');
    const { requestId } = await ask(runner, { kind: 'tool', toolId });
    await grant(steward, requestId);
    const [tool] = await app.database.query(`SELECT status FROM tools WHERE id = $1`, [toolId]);
    expect(tool).toEqual({ status: 'allowed' });
    expect(await codeOf(ask(runner, { kind: 'tool', toolId }))).toBe('REQUEST_NOT_NEEDED');
  });
});

describe('a request for a connector', () => {
  it('is closed with the connector that was registered for it, and not before', async () => {
    const { requestId } = await ask(runner, { kind: 'connector', wanted: 'Fleet register' });
    expect(await codeOf(grant(steward, requestId))).toBe('REQUEST_NOT_DONE');
    expect(await codeOf(grant(steward, requestId, { connectorId: newId() }))).toBe('REQUEST_NOT_DONE');
    const { connectorId } = await insertTool(app, steward, 'blocked');
    await grant(steward, requestId, { connectorId });
    expect(await find(runner, requestId)).toMatchObject({ request: { state: 'granted', connectorId } });
  });
});

describe('a request for a rule or a credential', () => {
  it('is closed by the steward who made it in its own form', async () => {
    const wanted = await exceptionWanted();
    const { toolId, connectorId } = await insertTool(app, steward, 'blocked');
    const rule = await ask(runner, { kind: 'rule', workflowId: wanted.workflowId, layerId: wanted.layerId, toolId });
    expect((await find(runner, rule.requestId))?.request.title).toContain('that allows');
    await grant(steward, rule.requestId);
    expect(await find(runner, rule.requestId)).toMatchObject({ request: { state: 'granted' } });
    const credential = await ask(runner, { kind: 'credential', connectorId });
    await grant(steward, credential.requestId);
    expect(await find(runner, credential.requestId)).toMatchObject({ request: { state: 'granted', connectorId } });
  });
});

describe('who may ask and answer', () => {
  it('is everybody and a steward, and nobody answers their own', async () => {
    const { requestId } = await ask(builder, { kind: 'connector', wanted: 'Payroll' });
    expect(await codeOf(ask(auditor, { kind: 'connector', wanted: 'Payroll' }))).toBe('FORBIDDEN');
    expect(await codeOf(grant(builder, requestId))).toBe('REQUEST_OWN');
    expect(await codeOf(app.get(RefuseRequestService).refuse(builder, requestId, 1, 'No need.'))).toBe('REQUEST_OWN');
    expect(await codeOf(grant(runner, requestId))).toBe('FORBIDDEN');
    expect(await codeOf(app.get(RefuseRequestService).refuse(steward, requestId, 1, ' '))).toBe('INPUT_INVALID');
    expect(await codeOf(app.get(RefuseRequestService).refuse(steward, requestId, 7, 'No need.'))).toBe(
      'REVISION_STALE',
    );
    await ask(organisation.owner, { kind: 'connector', wanted: 'Payroll' });
    expect(await codeOf(grant(organisation.owner, requestId))).toBe('REQUEST_OWN');
    expect(await find(auditor, requestId)).toMatchObject({ mayDecide: false });
    expect(await find(runner, requestId)).toBeNull();
    expect(
      (await app.get(ShowRequestsQuery).findSame(runner, { kind: 'connector', wanted: 'payroll' }))?.askers,
    ).toEqual([]);
  });

  it('two stewards who answer at once answer once', async () => {
    const { requestId } = await ask(runner, { kind: 'connector', wanted: 'Weather' });
    const refuse = () => app.get(RefuseRequestService).refuse(steward, requestId, 1, 'Not our business.');
    const codes = await Promise.all([codeOf(refuse()), codeOf(refuse()), codeOf(refuse())]);
    expect(codes.toSorted()).toEqual(['REQUEST_ANSWERED', 'REQUEST_ANSWERED', 'allowed']);
  });

  it('knows nothing of requests, workflows and layers of another organisation', async () => {
    const wanted = await exceptionWanted();
    const { requestId } = await ask(builder, wanted);
    expect(await codeOf(ask(strangers.owner, wanted))).toBe('NOT_FOUND');
    expect(await codeOf(grant(strangers.owner, requestId, { expiresAt: inDays(3) }))).toBe('NOT_FOUND');
    expect(await codeOf(app.get(WithdrawRequestService).withdraw(strangers.owner, requestId))).toBe('NOT_FOUND');
    expect(await find(strangers.owner, requestId)).toBeNull();
    const page = await app.get(ShowRequestsQuery).page(strangers.owner, { state: null, kind: null }, 10, null);
    expect(page.totalCount).toBe(0);
    expect(await codeOf(ask(builder, { kind: 'tool', toolId: newId() }))).toBe('NOT_FOUND');
    expect(await codeOf(ask(builder, { kind: 'rule', workflowId, layerId: newId() }))).toBe('NOT_FOUND');
    expect(await codeOf(ask(builder, { kind: 'credential', connectorId: 'no id' }))).toBe('NOT_FOUND');
  });
});
