import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { AppError, newId, type RunId, type StepId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { IdentityModule } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import type { GovernedTool } from '../domain/governed-tool.js';
import type { Ancestor } from '../domain/stack.js';
import { NO_LABELS } from '../domain/subjects.js';
import { GrantExceptionService } from '../grant-exception/grant-exception.service.js';
import { PoliciesModule } from '../policies.module.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LineagePort } from '../ports/lineage.port.js';
import { type PastRun, WorkHistory } from '../ports/work-history.js';
import { SavePolicyLayerService } from '../save-layer/save-policy-layer.service.js';
import { SimulatePolicyQuery } from './simulate-policy.query.js';

const lineages = new Map<string, Ancestor[]>();
const lineage = {
  ancestry: async (tx: { scope: { organisationId: string } }, workflowId: string) =>
    lineages.get(`${tx.scope.organisationId} ${workflowId}`) ?? [],
  governed: async () => [],
};

@Global()
@Module({ providers: [{ provide: LineagePort, useValue: lineage }], exports: [LineagePort] })
class LineageModule {}

const tool = (changes: Partial<GovernedTool>): GovernedTool => ({
  toolId: newId(),
  connectorId: newId(),
  connectorName: 'CRM',
  toolName: 'search',
  risk: 'read',
  dataClass: 'internal',
  returnsUntrusted: false,
  reachesOutside: false,
  ...changes,
});
const search = tool({});
const update = tool({ toolName: 'update', risk: 'write' });

const deny = {
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions: { risk: 'write' },
  reason: 'The CRM is being moved',
  sealed: false,
};

describe('simulating a policy', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let steward: Actor;
  let runner: Actor;
  let sales: TeamId;
  let workflowId: WorkflowId;
  let simulation: SimulatePolicyQuery;
  const past = new Map<string, PastRun[]>();
  const runId = newId<RunId>();

  beforeAll(async () => {
    app = await startTestApp({ modules: [IdentityModule, PoliciesModule, LineageModule] });
    app.get(LayerTargets).register('workflow', async (_, ids) => new Map(ids.map((id) => [id, 'Answer tenants'])));
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Südlicht');
    steward = await home.addPerson('Stella Steward', ['steward']);
    runner = await home.addPerson('Rita Runner', ['runner']);
    sales = await home.addTeam('Sales');
    workflowId = newId<WorkflowId>();
    lineages.set(`${home.id} ${workflowId}`, [{ workflowId, title: 'Answer tenants', teamId: sales }]);
    simulation = app.get(SimulatePolicyQuery);
    const at = app.clock.now();
    const facts = { stage: 'production', model: 'claude-haiku-5-5', maxTurns: 5, maxCostMicros: 1_000 } as const;
    const run = {
      ...facts,
      workflowId,
      actorId: runner.personId,
      mode: 'live',
      trigger: 'person',
      startedAt: at,
    } as const;
    const call = (governed: GovernedTool) => ({ stepId: newId<StepId>(), tool: governed, labels: NO_LABELS, at });
    past.set(home.id, [
      { ...run, runId, calls: [call(search), call(update)] },
      { ...run, runId: newId<RunId>(), calls: [call(search)] },
    ]);
    const history = app.get(WorkHistory);
    history.registerPast(async (tx) => ({ runs: past.get(tx.scope.organisationId) ?? [], starts: [], cut: false }));
    history.registerPresent(async (tx) =>
      tx.scope.organisationId === home.id
        ? [{ ...facts, workflowId, actorId: null, trigger: 'person', tools: [search, update] }]
        : [],
    );
    history.registerConfirmed(async (_, runIds) => new Map(runIds.map((id) => [id, 12])));
  });

  afterAll(async () => {
    await app.close();
  });

  const draft = (changes: object = {}) => ({
    scope: 'team',
    targetId: sales,
    name: 'Sales',
    rules: [deny],
    obligations: [],
    ...changes,
  });

  async function refusal(act: Promise<unknown>): Promise<AppError> {
    try {
      await act;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('It was allowed.');
  }

  it('says which past calls a new layer would have refused, whose, and what hangs on them', async () => {
    const result = await simulation.simulate(steward, { layer: draft() });
    expect(result).toMatchObject({
      days: 30,
      judgedRuns: 2,
      judgedCalls: 3,
      counts: { refused: 1, allowed: 0, approvalAdded: 0 },
      runs: 1,
      people: 1,
      confirmedMinutes: 12,
      workflows: [{ title: 'Answer tenants', fromNowOn: [expect.stringContaining('May not call the tool update')] }],
      examples: [{ runId, kind: 'refused', actorId: runner.personId }],
      changes: [{ kind: 'added', before: null }],
    });
    const asks = { kind: 'approval', conditions: {}, value: { by: 'steward' }, reason: 'So that one knows' };
    const asked = await simulation.simulate(steward, { layer: draft({ rules: [], obligations: [asks] }) });
    expect(asked.counts).toMatchObject({ refused: 0, approvalAdded: 3 });
  });

  it('judges the start of runs and the use of models too', async () => {
    const noHaiku = { ...deny, action: 'model.use', subject: 'Model', conditions: { model: 'claude-haiku-5-5' } };
    const result = await simulation.simulate(steward, { layer: draft({ rules: [noHaiku] }) });
    expect(result).toMatchObject({ counts: { refused: 2 }, runs: 2 });
    expect(result.examples.every((one) => one.stepId === null)).toBe(true);
  });

  it('tries a grant and a revocation against what holds, and changes nothing', async () => {
    const layer = await app.get(SavePolicyLayerService).save(steward, draft());
    const grant = { layerId: layer.id, ruleId: layer.rules[0]?.id ?? '', workflowId };
    expect((await simulation.simulate(steward, { grant })).counts).toMatchObject({ allowed: 1, refused: 0 });
    const exceptionId = await app.get(GrantExceptionService).grant(steward, {
      ...grant,
      askedById: runner.personId,
      justification: 'Needed',
      expiresAt: new Date(app.clock.now().getTime() + 86_400_000),
    });
    expect((await simulation.simulate(steward, { grant })).counts).toMatchObject({ allowed: 0 });
    expect((await simulation.simulate(steward, { revokeExceptionId: exceptionId })).counts).toMatchObject({
      refused: 1,
    });
    const same = draft({ id: layer.id, revision: 1, rules: layer.rules });
    expect(await simulation.simulate(steward, { layer: same })).toMatchObject({ runs: 0, workflows: [], changes: [] });
  });

  it('refuses what a save would refuse, and more than one thing at once', async () => {
    const allow = await refusal(
      simulation.simulate(steward, { layer: draft({ rules: [{ ...deny, effect: 'allow' }] }) }),
    );
    expect(allow.fields[0]?.path).toBe('rules.0.effect');
    expect((await refusal(simulation.simulate(steward, {}))).kind).toBe('invalid');
    const both = { layer: draft(), revokeExceptionId: newId() };
    expect((await refusal(simulation.simulate(steward, both))).kind).toBe('invalid');
    expect((await refusal(simulation.simulate(steward, { layer: draft() }, 1_000))).fields[0]?.path).toBe('days');
  });

  it('is for those who oversee, and shows nothing of another organisation', async () => {
    expect((await refusal(simulation.simulate(runner, { layer: draft() }))).kind).toBe('forbidden');
    const stranger = await strangers.addPerson('Sina Steward', ['steward']);
    expect((await refusal(simulation.simulate(stranger, { layer: draft() }))).fields[0]?.path).toBe('targetId');
    const theirs = await simulation.simulate(stranger, { layer: draft({ scope: 'organisation', targetId: null }) });
    expect(theirs).toMatchObject({ judgedRuns: 0, judgedCalls: 0, workflows: [] });
  });
});
