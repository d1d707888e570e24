import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { AppError, newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { IdentityModule, PeopleDirectory } from '@groundswell/identity';
import { type Actor, Database, Signals, type Tx } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import type { Ancestor } from '../domain/stack.js';
import { OpenExceptionsQuery } from '../persistence/open-exceptions.query.js';
import { PolicyLayersQuery } from '../persistence/policy-layers.query.js';
import { PoliciesModule } from '../policies.module.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LineagePort } from '../ports/lineage.port.js';
import { SavePolicyLayerService, type SaveLayerRequest } from '../save-layer/save-policy-layer.service.js';
import { LayerCache } from './layer-cache.service.js';
import type { GovernedTool } from '../domain/governed-tool.js';
import { PolicyStacks } from './policy-stacks.service.js';

/** Lineages of the spec by organisation: like the real one, it answers only within the transaction's organisation. */
const lineages = new Map<string, Ancestor[]>();
const lineage: LineagePort = {
  ancestry: async (tx, workflowId) => lineages.get(`${tx.scope.organisationId} ${workflowId}`) ?? [],
  governed: async () => [],
};

@Global()
@Module({ providers: [{ provide: LineagePort, useValue: lineage }], exports: [LineagePort] })
class LineageModule {}

const search: GovernedTool = {
  toolId: newId(),
  connectorId: newId(),
  connectorName: 'CRM',
  toolName: 'search',
  risk: 'read',
  dataClass: 'personal',
  returnsUntrusted: false,
  reachesOutside: false,
};
const update: GovernedTool = { ...search, toolId: newId(), toolName: 'update', risk: 'write' };
const send: GovernedTool = { ...search, toolId: newId(), toolName: 'send', reachesOutside: true };
const drop: GovernedTool = { ...search, toolId: newId(), toolName: 'drop', risk: 'destructive' };

const deny = (conditions: Readonly<Record<string, unknown>>, reason: string) => ({
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions,
  reason,
  sealed: false,
});

describe('the stacks of workflows', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let runner: Actor;
  let sales: TeamId;
  let service: TeamId;
  let parent: WorkflowId;
  let child: WorkflowId;
  let stacks: PolicyStacks;

  beforeAll(async () => {
    app = await startTestApp({ modules: [IdentityModule, PoliciesModule, LineageModule] });
    app.get(LayerTargets).register('workflow', async (_, ids) => new Map(ids.map((id) => [id, 'A workflow'])));
    app.get(LayerTargets).register('connector', async (_, ids) => new Map(ids.map((id) => [id, 'CRM'])));
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Südlicht');
    sales = await home.addTeam('Sales');
    service = await home.addTeam('Service');
    runner = await home.addPerson('Rita Runner', ['runner'], [service]);
    parent = newId<WorkflowId>();
    child = newId<WorkflowId>();
    const root = { workflowId: parent, title: 'Answer tenants', teamId: sales };
    lineages.set(`${home.id} ${parent}`, [root]);
    lineages.set(`${home.id} ${child}`, [root, { workflowId: child, title: 'Answer owners', teamId: service }]);
    stacks = app.get(PolicyStacks);
  });

  afterAll(async () => {
    await app.close();
  });

  const save = (scope: string, targetId: string, changes: Partial<SaveLayerRequest>) =>
    app.get(SavePolicyLayerService).save(home.owner, {
      scope,
      targetId,
      name: `Rules of ${scope}`,
      rules: [],
      obligations: [],
      ...changes,
    });

  const ask = (tool: GovernedTool, workflowId: string = child, more: object = {}) =>
    app
      .get(Database)
      .transaction(home.id, (tx) => stacks.explainToolCall(tx, { actor: runner, workflowId, tool, ...more }));

  it('allow what the starter layer lists, and say what it asks', async () => {
    expect(await ask(search)).toMatchObject({
      allowed: true,
      sentence: 'May call the tool search of CRM.',
      obligations: [],
    });
    const write = await ask(update);
    expect(write).toMatchObject({ allowed: true, duties: { approvals: ['runner'] } });
    expect(write.obligations).toHaveLength(1);
  });

  it('refuse what it does not list, and say what can be requested', async () => {
    expect(await ask(drop)).toMatchObject({
      allowed: false,
      sentence: 'May not call the tool drop of CRM: No rule of the organisation layer allows it (layer Organisation).',
      decidingLayerName: 'Organisation',
      ruleId: null,
      requestable: ['A rule in the layer Organisation that allows it.'],
    });
  });

  it('ask a person before a run with private data and untrusted content reaches outside', async () => {
    expect((await ask(send)).duties.approvals).toEqual([]);
    const labels = { privateData: true, untrustedContent: true, reachedOutside: false };
    expect((await ask(send, child, { labels })).duties.approvals).toEqual(['runner']);
  });

  it('bind every descendant, in whatever team, from the next call on', async () => {
    const layer = await save('team', sales, { rules: [deny({ toolName: 'search' }, 'The register is being moved')] });
    for (const workflowId of [parent, child]) {
      expect(await ask(search, workflowId)).toMatchObject({
        allowed: false,
        decidingLayerId: layer.id,
        ruleId: layer.rules[0]?.id,
        reason: 'The register is being moved',
        requestable: ['An exception for this workflow from the layer Rules of team: “The register is being moved”.'],
      });
    }
    await save('team', sales, { id: layer.id, revision: 1, rules: [] });
    expect((await ask(search)).allowed).toBe(true);
  });

  it('say nothing can be requested past a sealed rule', async () => {
    const layer = await save('workflow', parent, {
      rules: [{ ...deny({ toolName: 'update' }, 'Never from here'), sealed: true }],
    });
    expect(await ask(update)).toMatchObject({ allowed: false, decidingLayerId: layer.id, requestable: [] });
    await save('workflow', parent, { id: layer.id, revision: 1, rules: [] });
  });

  it('list in plain words what a workflow may do, with the origin of each', async () => {
    await save('workflow', child, {
      obligations: [{ kind: 'redaction', conditions: {}, value: { fields: ['iban'] }, reason: 'Nobody needs it here' }],
    });
    const plain = await app
      .get(Database)
      .transaction(home.id, (tx) => stacks.explainTools(tx, runner, child, [search, update, send, drop]));
    expect(plain.map((one) => [one.toolName, one.allowed, one.origin])).toEqual([
      ['search', true, 'Organisation layer'],
      ['update', true, 'Organisation layer'],
      ['send', true, 'Organisation layer'],
      ['drop', false, 'Organisation layer'],
    ]);
    expect(plain[0]?.obligations).toEqual([
      'Hides iban in the results of any tool, because nobody needs it here. (This workflow)',
    ]);
    expect(plain[2]?.obligations.join(' ')).toContain('once the run has read private data');
    expect(plain[3]?.obligations).toEqual([]);
  });

  it('list the layers of a workflow with the origin of each, connector layers for its own connectors only', async () => {
    await save('connector', search.connectorId, {});
    const layers = (connectorIds: string[]) =>
      app.get(Database).transaction(home.id, (tx) => stacks.layersOf(tx, child, connectorIds));
    expect((await layers([search.connectorId])).map(({ origin, own }) => [origin, own])).toEqual([
      ['Organisation layer', false],
      ['Team layer Rules of team, inherited from Answer tenants', false],
      ['Connector layer Rules of connector', false],
      ['Inherited from Answer tenants', false],
      ['This workflow', true],
    ]);
    expect((await layers([])).map((layer) => layer.scope)).not.toContain('connector');
  });

  it('judge models and runs, with the smallest cost limit of all layers', async () => {
    await save('team', service, {
      rules: [
        {
          effect: 'deny',
          action: 'model.use',
          subject: 'Model',
          conditions: { model: 'claude-opus-5-5' },
          reason: 'Too dear here',
          sealed: false,
        },
      ],
      obligations: [
        { kind: 'costLimit', conditions: { trigger: 'person' }, value: { maxCostMicros: 400_000 }, reason: 'Small' },
        { kind: 'costLimit', conditions: {}, value: { maxCostMicros: 900_000 }, reason: 'Large' },
      ],
    });
    await app.get(Database).transaction(home.id, async (tx) => {
      const model = (name: string) =>
        stacks.explainModelUse(tx, { actor: runner, workflowId: child, model: name, mode: 'live' });
      expect((await model('claude-haiku-5-5')).allowed).toBe(true);
      expect((await model('claude-opus-5-5')).reason).toBe('Too dear here');
      expect((await model('some-other-model')).allowed).toBe(false);
      const run = { actor: runner, stage: 'pilot', mode: 'live', maxTurns: 5, maxCostMicros: 1 } as const;
      expect(await stacks.explainRun(tx, { ...run, workflowId: child })).toMatchObject({
        allowed: true,
        duties: { maxCostMicros: 400_000 },
      });
      expect((await stacks.explainRun(tx, { ...run, workflowId: parent })).duties.maxCostMicros).toBeNull();
    });
  });

  it('know nothing of a workflow that does not exist here, or belongs to another organisation', async () => {
    for (const workflowId of [newId(), 'no-id']) {
      await expect(ask(search, workflowId)).rejects.toMatchObject({ kind: 'not-found' });
    }
    const across = app
      .get(Database)
      .transaction(strangers.id, (tx) =>
        stacks.explainToolCall(tx, { actor: strangers.owner, workflowId: child, tool: search }),
      );
    await expect(across).rejects.toBeInstanceOf(AppError);
  });

  it('are changed for the changing transaction at once, for everybody else when it commits', async () => {
    const team = await home.addTeam('Under way');
    const workflowId = newId<WorkflowId>();
    lineages.set(`${home.id} ${workflowId}`, [{ workflowId, title: 'Alone', teamId: team }]);
    const names = async (tx: Tx) => (await stacks.layersOf(tx, workflowId, [])).map(({ name }) => name);
    const namesForOthers = () => app.get(Database).transaction(home.id, names);
    await app.get(Database).transaction(home.id, async (tx) => {
      await app
        .get(SavePolicyLayerService)
        .insert(
          tx,
          home.owner,
          { scope: 'team', targetId: team, targetName: 'Under way' },
          { scope: 'team', name: 'New', rules: [], obligations: [] },
        );
      expect(await names(tx)).toContain('New');
      expect(await namesForOthers()).not.toContain('New');
    });
    expect(await namesForOthers()).toContain('New');
  });

  it('do not keep what a transaction saw of its own before it rolled back', async () => {
    const cache = new LayerCache(
      app.get(PolicyLayersQuery),
      app.get(OpenExceptionsQuery),
      lineage,
      app.get(LayerTargets),
      app.get(PeopleDirectory),
      app.get(Signals),
    );
    const team = await home.addTeam('Rolled back');
    const workflowId = newId<WorkflowId>();
    lineages.set(`${home.id} ${workflowId}`, [{ workflowId, title: 'Alone', teamId: team }]);
    const layerNames = (tx: Tx) =>
      cache.findStack(tx, workflowId).then((stack) => stack?.layers.map(({ name }) => name));
    const place = { scope: 'team', targetId: team, targetName: 'Rolled back' } as const;
    const content = (name: string) => ({ scope: 'team', name, rules: [], obligations: [] }) as const;
    const layers = app.get(SavePolicyLayerService);
    const undone = app.get(Database).transaction(home.id, async (tx) => {
      await layers.insert(tx, home.owner, place, content('Never was'));
      expect(await layerNames(tx)).toContain('Never was');
      throw new Error('Undo.');
    });
    await expect(undone).rejects.toThrow('Undo.');
    await app.get(Database).transaction(home.id, (tx) => layers.insert(tx, home.owner, place, content('Is')));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const seen = await app.get(Database).transaction(home.id, layerNames);
    expect(seen).toContain('Is');
    expect(seen).not.toContain('Never was');
  });

  describe('in another process', () => {
    const otherProcess = () =>
      new LayerCache(
        app.get(PolicyLayersQuery),
        app.get(OpenExceptionsQuery),
        lineage,
        app.get(LayerTargets),
        app.get(PeopleDirectory),
        app.get(Signals),
      );

    async function seconds(cache: LayerCache, change: () => Promise<unknown>): Promise<number> {
      const versions = () =>
        app
          .get(Database)
          .transaction(home.id, async (tx) =>
            (await cache.findStack(tx, child))?.layers.map((layer) => layer.version).join(),
          );
      const before = await versions();
      await change();
      const start = performance.now();
      while ((await versions()) === before) {
        if (performance.now() - start > 3_000) throw new Error('The change was never felt.');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return (performance.now() - start) / 1_000;
    }

    it('are felt within a second of a change', async () => {
      const cache = otherProcess();
      await app.get(Signals).connect();
      cache.onModuleInit();
      expect(
        await seconds(cache, async () => save('team', sales, { ...(await current(sales)), name: 'Signalled' })),
      ).toBeLessThan(1);
      cache.onModuleDestroy();
    });

    it('are felt within a second even when the signal is lost', async () => {
      const cache = otherProcess();
      expect(
        await seconds(cache, async () => save('team', sales, { ...(await current(sales)), name: 'Unsignalled' })),
      ).toBeLessThan(1);
    });

    async function current(targetId: string): Promise<{ id: string; revision: number }> {
      const found = await app
        .get(Database)
        .transaction(home.id, (tx) => app.get(PolicyLayersQuery).findAt(tx, home.id, 'team', targetId));
      if (!found) throw new Error('There is no such layer.');
      return { id: found.id, revision: found.revision };
    }
  });
});
