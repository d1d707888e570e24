import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { SaveDraftService, StartDraftService } from '@groundswell/workflows';
import { StartRunService } from '@groundswell/runs';
import { type AskRequest, AskRequestService } from '../ask-request/ask-request.service.js';
import { insertTool, refuseByLayer, registerWorkflow, SPEC_MODULES } from '../programme.fixture.js';
import { SimulateRequestQuery } from './simulate-request.query.js';

let app: TestApp;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let teamId: TeamId;
let builder: Actor;
let steward: Actor;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES, settings: { anthropicApiKey: 'test-key' } });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  teamId = await organisation.addTeam('Claims');
  builder = await organisation.addPerson('Bea Builder', ['builder'], [teamId]);
  steward = await organisation.addPerson('Stan Steward', ['steward']);
});
afterAll(() => app.close());

const simulate = (actor: Actor, requestId: string, connectorId?: string) =>
  app.get(SimulateRequestQuery).simulate(actor, requestId, { connectorId });

async function ask(request: Partial<AskRequest> & Pick<AskRequest, 'kind'>): Promise<string> {
  const asked = { justification: 'It is needed every day.', ...request };
  return (await app.get(AskRequestService).ask(builder, asked)).requestId;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

/** A draft of the builder's own that binds a tool. */
async function binding(connectorId: string, toolId: string, title: string): Promise<WorkflowId> {
  const workflowId = await registerWorkflow(app, builder, teamId, title);
  const draft = await app.get(StartDraftService).start(builder, workflowId);
  await app.get(SaveDraftService).save(builder, {
    versionId: draft.id,
    revision: draft.revision,
    instructions: 'Count.',
    inputSchema: { type: 'object', properties: {} },
    sampleInputs: {},
    model: 'claude-haiku-5-5',
    maxTurns: 4,
    maxCostMicros: 100_000,
    changeNote: 'First.',
    bindings: [{ connectorId, toolIds: [toolId] }],
  });
  return workflowId;
}

async function start(workflowId: WorkflowId): Promise<string | null> {
  const [draft] = await app.database.query<{ id: string }>(`SELECT id FROM workflow_versions WHERE workflow_id = $1`, [
    workflowId,
  ]);
  const answer = await app.get(StartRunService).start(builder, {
    workflowId,
    versionId: (draft?.id ?? null) as never,
    inputs: {},
    mode: 'live',
    idempotencyKey: newId(),
  });
  return answer.refused?.code ?? null;
}

/** A run of the past in whose course a tool was refused. */
async function refusedCall(workflowId: WorkflowId, toolId: string): Promise<void> {
  expect(await start(workflowId)).toBeNull();
  await app.database.query(
    `INSERT INTO run_steps (id, organisation_id, run_id, seq, turn, use_index, kind, status, title, practice, tool_id, repeatable, started_at, ended_at)
     SELECT $2, organisation_id, id, 1, 1, 0, 'tool', 'refused', 'Count', false, $3, true, created_at, created_at
       FROM runs WHERE workflow_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [workflowId, newId(), toolId],
  );
}

describe('what granting a request would change', () => {
  it('of a tool: the calls that were refused, whose workflows, and what binds it now', async () => {
    const { connectorId, toolId } = await insertTool(app, steward, 'blocked');
    const workflowId = await binding(connectorId, toolId, 'Counts letters');
    await refusedCall(workflowId, toolId);
    const { access, policy } = await simulate(steward, await ask({ kind: 'tool', toolId }));
    expect(policy).toBeNull();
    expect(access).toMatchObject({
      days: 30,
      calls: { allowed: 1, approval: 0, refused: 0 },
      starts: { allowed: 0, refused: 0 },
      people: 1,
      workflows: [
        {
          title: 'Counts letters',
          binds: true,
          runnable: false,
          scheduled: false,
          fromNowOn: [expect.stringContaining('May call the tool count_up')],
        },
      ],
    });
  });

  it('of a tool that a layer refuses too: that granting alone would not help', async () => {
    const { connectorId, toolId } = await insertTool(app, steward, 'blocked');
    const workflowId = await binding(connectorId, toolId, 'Counts stamps');
    await refusedCall(workflowId, toolId);
    await refuseByLayer(app, steward, workflowId);
    const { access } = await simulate(steward, await ask({ kind: 'tool', toolId }));
    expect(access).toMatchObject({
      calls: { allowed: 0, refused: 1 },
      workflows: [{ fromNowOn: [expect.stringContaining('Nobody counts this week')] }],
    });
  });

  it('of an exception: the starts that were refused, though they left no run', async () => {
    const { connectorId, toolId } = await insertTool(app, steward, 'allowed');
    const workflowId = await binding(connectorId, toolId, 'Counts boxes');
    const place = await refuseByLayer(app, steward, workflowId);
    for (let pressed = 0; pressed < 5; pressed++) expect(await start(workflowId)).toBe('POLICY_DENIED');
    const rows = await app.database.query(
      `SELECT code, actor_id, tool_id, connector_id, rule_id FROM run_refusals WHERE workflow_id = $1`,
      [workflowId],
    );
    expect(rows).toEqual([
      {
        code: 'POLICY_DENIED',
        actor_id: builder.personId,
        tool_id: toolId,
        connector_id: connectorId,
        rule_id: place.ruleId,
      },
    ]);
    const { policy } = await simulate(steward, await ask({ kind: 'exception', workflowId, ...place }));
    expect(policy).toMatchObject({
      counts: { allowed: 1, refused: 0 },
      starts: 1,
      runs: 0,
      people: 1,
      workflows: [{ title: 'Counts boxes', starts: 1, fromNowOn: [expect.stringContaining('by an exception')] }],
      examples: [{ runId: null, stepId: null, kind: 'allowed', after: 'The run begins.' }],
    });
  });

  it('of a rule for a tool: as if the layer listed it', async () => {
    const { connectorId, toolId } = await insertTool(app, steward, 'allowed');
    const workflowId = await binding(connectorId, toolId, 'Counts cars');
    const [layer] = await app.database.query<{ id: string }>(
      `SELECT id FROM policy_layers WHERE organisation_id = $1 AND scope = 'organisation'`,
      [organisation.id],
    );
    const layerId = layer?.id ?? '';
    const { policy } = await simulate(steward, await ask({ kind: 'rule', workflowId, layerId, toolId }));
    expect(policy?.changes).toEqual([expect.objectContaining({ kind: 'added' })]);
  });

  it('of a credential: the starts that it kept from beginning', async () => {
    const { connectorId, toolId } = await insertTool(app, steward, 'allowed');
    await app.database.query(`UPDATE connector_versions SET sign_in = 'oauth' WHERE connector_id = $1`, [connectorId]);
    const workflowId = await binding(connectorId, toolId, 'Counts mail');
    expect(await start(workflowId)).toBe('CREDENTIAL_MISSING');
    const { access } = await simulate(steward, await ask({ kind: 'credential', connectorId }));
    expect(access).toMatchObject({
      starts: { allowed: 1 },
      calls: { allowed: 0 },
      people: 1,
      workflows: [{ title: 'Counts mail', binds: true }],
    });
  });

  it('of a connector: which are there already, and what hangs on the one that was registered for it', async () => {
    const requestId = await ask({ kind: 'connector', wanted: 'Old counter' });
    const { connectorId, toolId } = await insertTool(app, steward, 'allowed');
    await app.database.query(`UPDATE connectors SET name = 'Counter, old' WHERE id = $1`, [connectorId]);
    const before = await simulate(steward, requestId);
    expect(before).toMatchObject({ policy: null, access: null, alike: [{ connectorId, name: 'Counter, old' }] });
    await binding(connectorId, toolId, 'Counts old things');
    const { access } = await simulate(steward, requestId, connectorId);
    expect(access).toMatchObject({ workflows: [{ title: 'Counts old things' }] });
  });

  it('is for those who oversee, and shows nothing of another organisation', async () => {
    const requestId = await ask({ kind: 'connector', wanted: 'Payroll' });
    expect(await codeOf(simulate(builder, requestId))).toBe('FORBIDDEN');
    expect(await codeOf(simulate(strangers.owner, requestId))).toBe('NOT_FOUND');
    expect(await codeOf(simulate(steward, 'no id'))).toBe('NOT_FOUND');
    const theirs = await insertTool(app, strangers.owner, 'allowed');
    expect((await simulate(steward, requestId, theirs.connectorId)).access).toBeNull();
    const auditor = await organisation.addPerson('Aud Itor', ['auditor']);
    expect(await codeOf(simulate(auditor, requestId))).toBe('allowed');
  });
});
