import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Conditions } from './conditions.js';
import { CompiledLayer, type LayerScope, type PolicyLayer } from './layer.js';
import type { Obligation, PolicyRule } from './rule.js';
import { decide, stackOf, type Ancestor, type Decision } from './stack.js';
import { DATA_CLASSES, RISKS, TRIGGERS, type PolicyQuestion, type ToolSubject } from './subjects.js';

const CONNECTORS = ['c1', 'c2'] as const;
const TEAMS = ['t1', 't2', 't3'] as const;
const TOOLS = ['search', 'update', 'send'] as const;

const subjectArb: fc.Arbitrary<ToolSubject> = fc.record({
  type: fc.constant('Tool' as const),
  connectorId: fc.constantFrom(...CONNECTORS),
  connectorName: fc.constantFrom('CRM', 'ERP'),
  toolName: fc.constantFrom(...TOOLS),
  risk: fc.constantFrom(...RISKS),
  dataClass: fc.constantFrom(...DATA_CLASSES),
  returnsUntrusted: fc.boolean(),
  reachesOutside: fc.boolean(),
  trigger: fc.constantFrom(...TRIGGERS),
  actorRoles: fc.subarray(['runner', 'builder', 'steward']),
  labels: fc.record({ privateData: fc.boolean(), untrustedContent: fc.boolean(), reachedOutside: fc.boolean() }),
});

const questionArb: fc.Arbitrary<PolicyQuestion> = fc.oneof(
  { weight: 6, arbitrary: subjectArb.map((subject) => ({ action: 'tool.call' as const, subject })) },
  {
    weight: 1,
    arbitrary: fc.record({
      action: fc.constant('workflow.run' as const),
      subject: fc.record({
        type: fc.constant('Workflow' as const),
        stage: fc.constantFrom('pilot' as const, 'production' as const),
        mode: fc.constantFrom('live' as const, 'practice' as const),
        trigger: fc.constantFrom(...TRIGGERS),
        actorRoles: fc.constant(['runner']),
        maxTurns: fc.nat(30),
        maxCostMicros: fc.nat(1_000_000),
      }),
    }),
  },
);

function testArb<T extends string>(values: readonly T[]) {
  const some = fc.subarray([...values], { minLength: 1 });
  return fc.oneof(
    fc.constantFrom(...values),
    fc.constantFrom(...values).map(($ne) => ({ $ne })),
    some.map(($in) => ({ $in })),
    some.map(($nin) => ({ $nin })),
  );
}

const toolConditionsArb: fc.Arbitrary<Conditions> = fc.record(
  {
    connectorId: testArb(CONNECTORS),
    toolName: testArb(TOOLS),
    risk: testArb(RISKS),
    dataClass: testArb(DATA_CLASSES),
    returnsUntrusted: fc.boolean(),
    reachesOutside: fc.boolean(),
    trigger: testArb(TRIGGERS),
    actorRoles: testArb(['runner', 'builder', 'steward']),
    'labels.privateData': fc.boolean(),
    'labels.untrustedContent': fc.boolean(),
  },
  { requiredKeys: [] },
);
const narrowArb = toolConditionsArb.map((conditions) => Object.fromEntries(Object.entries(conditions).slice(0, 3)));

const ruleArb = (effect: 'allow' | 'deny'): fc.Arbitrary<PolicyRule> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        id: fc.uuid(),
        effect: fc.constant(effect),
        action: fc.constant('tool.call' as const),
        subject: fc.constant('Tool' as const),
        conditions: narrowArb,
        reason: fc.constant('a reason'),
        sealed: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        id: fc.uuid(),
        effect: fc.constant(effect),
        action: fc.constant('workflow.run' as const),
        subject: fc.constant('Workflow' as const),
        conditions: fc.record(
          { maxTurns: fc.record({ $gt: fc.nat(30) }), trigger: testArb(TRIGGERS) },
          { requiredKeys: [] },
        ),
        reason: fc.constant('a reason'),
        sealed: fc.boolean(),
      }),
    },
  );

const obligationArb: fc.Arbitrary<Obligation> = fc
  .record({ id: fc.uuid(), reason: fc.constant('a reason'), sealed: fc.boolean(), conditions: narrowArb })
  .chain((base) =>
    fc.oneof(
      fc
        .constantFrom('runner' as const, 'owner' as const, 'steward' as const)
        .map((by): Obligation => ({ ...base, kind: 'approval', value: { by } })),
      fc
        .subarray(['email', 'phone', 'iban'], { minLength: 1 })
        .map((fields): Obligation => ({ ...base, kind: 'redaction', value: { fields } })),
      fc
        .integer({ min: 1, max: 1000 })
        .map((maxCostMicros): Obligation => ({ ...base, conditions: {}, kind: 'costLimit', value: { maxCostMicros } })),
    ),
  );

const layerArb = (scope: LayerScope, targetId: string): fc.Arbitrary<CompiledLayer> =>
  fc
    .record({
      id: fc.uuid(),
      allows: scope === 'organisation' ? fc.array(ruleArb('allow'), { maxLength: 4 }) : fc.constant([]),
      // Many organisations allow a lot; without them the worlds would only ever say no.
      generous: fc.boolean(),
      denies: fc.array(ruleArb('deny'), { maxLength: 2 }),
      obligations: fc.array(obligationArb, { maxLength: 2 }),
    })
    .map(({ id, allows, generous, denies, obligations }) => {
      const everything = scope === 'organisation' && generous ? [rule('allow', {})] : [];
      const rules = [...everything, ...allows, ...denies];
      return compiled({ id, scope, targetId, name: `${scope} ${targetId}`, version: 1, rules, obligations });
    });

function compiled(layer: PolicyLayer): CompiledLayer {
  return new CompiledLayer(layer);
}

/** A stack member as `stackOf` sees it. */
const placed = (layer: CompiledLayer) => ({ scope: layer.layer.scope, targetId: layer.layer.targetId, layer });

interface World {
  readonly layers: readonly CompiledLayer[];
  readonly workflows: readonly { readonly parent: number | null; readonly teamId: string }[];
}

const worldArb: fc.Arbitrary<World> = fc
  .array(fc.record({ parentSeed: fc.option(fc.nat(100)), teamId: fc.constantFrom(...TEAMS) }), {
    minLength: 2,
    maxLength: 7,
  })
  .chain((seeds) => {
    const workflows = seeds.map(({ parentSeed, teamId }, i) => ({
      parent: i === 0 || parentSeed === null ? null : parentSeed % i,
      teamId,
    }));
    const layers = fc.tuple(
      layerArb('organisation', 'o'),
      ...TEAMS.map((team) => fc.option(layerArb('team', team))),
      ...CONNECTORS.map((connector) => fc.option(layerArb('connector', connector))),
      ...workflows.map((_, i) => fc.option(layerArb('workflow', `w${i}`), { freq: 1 })),
    );
    return layers.map((some) => ({ workflows, layers: some.filter((layer) => layer !== null) }));
  });

function ancestry(world: World, index: number): Ancestor[] {
  const workflow = world.workflows[index];
  if (!workflow) throw new Error('There is no such workflow.');
  const own = { workflowId: `w${index}`, title: `Workflow ${index}`, teamId: workflow.teamId };
  return workflow.parent === null ? [own] : [...ancestry(world, workflow.parent), own];
}

function judge(world: World, index: number, question: PolicyQuestion): Decision {
  const stack = stackOf(world.layers.map(placed), ancestry(world, index)).map((member) => member.layer);
  return decide(stack, question);
}

const obligationIds = (decision: Decision) => new Set(decision.obligations.map((due) => due.obligation.id));
const isSuperset = <T>(larger: ReadonlySet<T>, smaller: ReadonlySet<T>) => [...smaller].every((one) => larger.has(one));

/** Every pair of a workflow and the one it was adapted from. */
const pairs = (world: World) =>
  world.workflows.flatMap((workflow, child) => (workflow.parent === null ? [] : [{ child, parent: workflow.parent }]));

describe('a policy stack', () => {
  it('never widens by adapting, also into another team: what a child may, its parent may', () => {
    fc.assert(
      fc.property(worldArb, fc.array(questionArb, { minLength: 1, maxLength: 8 }), (world, questions) => {
        for (const { child, parent } of pairs(world)) {
          for (const question of questions) {
            const below = judge(world, child, question);
            const above = judge(world, parent, question);
            expect(!below.allowed || above.allowed).toBe(true);
            expect(isSuperset(obligationIds(below), obligationIds(above))).toBe(true);
            if (above.duties.maxCostMicros !== null) {
              expect(below.duties.maxCostMicros).toBeLessThanOrEqual(above.duties.maxCostMicros);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is tested on worlds that say both yes and no, across teams', () => {
    const seen = { allowed: 0, refused: 0, tightened: 0, otherTeam: 0 };
    for (const [world, question] of fc.sample(fc.tuple(worldArb, questionArb), { numRuns: 600, seed: 7 })) {
      for (const { child, parent } of pairs(world)) {
        const below = judge(world, child, question).allowed;
        if (below) seen.allowed++;
        else seen.refused++;
        if (!below && judge(world, parent, question).allowed) seen.tightened++;
        if (world.workflows[child]?.teamId !== world.workflows[parent]?.teamId) seen.otherTeam++;
      }
    }
    expect(Math.min(seen.allowed, seen.refused, seen.tightened, seen.otherTeam)).toBeGreaterThan(20);
  });

  it('answers the same in whatever order its layers stand', () => {
    const shuffled = worldArb.chain((world) =>
      fc.tuple(fc.constant(world.layers), fc.shuffledSubarray([...world.layers], { minLength: world.layers.length })),
    );
    fc.assert(
      fc.property(shuffled, questionArb, ([layers, other], question) => {
        const one = decide(layers, question);
        const two = decide(other, question);
        expect(two.allowed).toBe(one.allowed);
        expect(obligationIds(two)).toEqual(obligationIds(one));
        expect(two.duties.maxCostMicros).toBe(one.duties.maxCostMicros);
        expect(new Set(two.duties.approvals)).toEqual(new Set(one.duties.approvals));
        expect(new Set(two.duties.redactedFields)).toEqual(new Set(one.duties.redactedFields));
      }),
    );
  });

  it('never allows more and never drops an obligation when a layer is added', () => {
    fc.assert(
      fc.property(worldArb, layerArb('team', 'added'), questionArb, (world, added, question) => {
        const before = decide(world.layers, question);
        const after = decide([...world.layers, added], question);
        expect(!after.allowed || before.allowed).toBe(true);
        expect(isSuperset(obligationIds(after), obligationIds(before))).toBe(true);
        expect(isSuperset(new Set(after.duties.approvals), new Set(before.duties.approvals))).toBe(true);
      }),
    );
  });

  it('answers the same in whatever order the rules of a layer stand', () => {
    const arb = worldArb.chain((world) => {
      const [first] = world.layers;
      const rules = first ? [...first.layer.rules] : [];
      return fc.tuple(fc.constant(first), fc.shuffledSubarray(rules, { minLength: rules.length }));
    });
    fc.assert(
      fc.property(arb, questionArb, ([layer, rules], question) => {
        if (!layer) throw new Error('A world has an organisation layer.');
        const reordered = compiled({ ...layer.layer, rules });
        expect(reordered.answer(question).allowed).toBe(layer.answer(question).allowed);
      }),
    );
  });

  it('refuses everything without an organisation layer', () => {
    fc.assert(
      fc.property(worldArb, questionArb, (world, question) => {
        const without = world.layers.filter((layer) => layer.layer.scope !== 'organisation');
        expect(decide(without, question).allowed).toBe(false);
      }),
    );
    expect(decide([], { action: 'tool.call', subject: sample() }).deciding).toBeNull();
  });

  it('refuses what the organisation layer does not list, whatever the other layers leave open', () => {
    const silent = compiled(layerOf('organisation', 'o', []));
    const open = compiled(layerOf('team', 't1', []));
    const decision = decide([silent, open], { action: 'tool.call', subject: sample() });
    expect(decision.allowed).toBe(false);
    expect(decision.deciding?.layer).toBe(silent);
    expect(decision.deciding?.rules).toEqual([]);
  });

  it('lets a deny beat an allow of the same layer, wherever it stands', () => {
    const allow = rule('allow', {});
    const deny = rule('deny', { risk: 'write' });
    for (const rules of [
      [allow, deny],
      [deny, allow],
    ]) {
      const layer = compiled(layerOf('organisation', 'o', rules));
      expect(layer.answer({ action: 'tool.call', subject: sample({ risk: 'write' }) })).toEqual({
        allowed: false,
        rules: [deny],
      });
      expect(layer.answer({ action: 'tool.call', subject: sample({ risk: 'read' }) })).toEqual({
        allowed: true,
        rules: [allow],
      });
    }
  });

  it('names every rule of a layer that speaks against a call, so that an exception past one does not pass the next', () => {
    const first = rule('deny', { risk: 'write' });
    const second = rule('deny', { connectorName: 'CRM' });
    const layer = compiled(layerOf('team', 't1', [first, second]));
    expect(layer.answer({ action: 'tool.call', subject: sample({ risk: 'write' }) }).rules).toEqual([first, second]);
  });

  it('asks the layer of a connector only about calls of that connector’s tools', () => {
    const organisation = compiled(layerOf('organisation', 'o', [rule('allow', {})]));
    const closed = compiled(layerOf('connector', 'c1', [rule('deny', {})]));
    const stack = [organisation, closed];
    expect(decide(stack, { action: 'tool.call', subject: sample({ connectorId: 'c1' }) }).allowed).toBe(false);
    expect(decide(stack, { action: 'tool.call', subject: sample({ connectorId: 'c2' }) }).allowed).toBe(true);
  });

  it('orders layers as organisation, teams from the root down, connectors, workflows from the root down', () => {
    const at = (scope: LayerScope, targetId: string) => ({ scope, targetId });
    const layers = [
      at('workflow', 'w1'),
      at('workflow', 'w0'),
      at('workflow', 'stranger'),
      at('connector', 'c1'),
      at('team', 't2'),
      at('team', 't3'),
      at('team', 't1'),
      at('organisation', 'o'),
    ];
    const stack = stackOf(layers, [
      { workflowId: 'w0', title: 'Root', teamId: 't1' },
      { workflowId: 'w1', title: 'Child', teamId: 't2' },
    ]);
    expect(stack.map((layer) => layer.targetId)).toEqual(['o', 't1', 't2', 'c1', 'w0', 'w1']);
  });
});

function layerOf(scope: LayerScope, targetId: string, rules: readonly PolicyRule[]): PolicyLayer {
  return { id: `layer-${targetId}`, scope, targetId, name: targetId, version: 1, rules, obligations: [] };
}

function rule(effect: 'allow' | 'deny', conditions: Conditions): PolicyRule {
  return {
    id: `${effect}-${JSON.stringify(conditions)}`,
    effect,
    action: 'tool.call',
    subject: 'Tool',
    conditions,
    reason: 'why',
    sealed: false,
  };
}

function sample(changes: Partial<ToolSubject> = {}): ToolSubject {
  return {
    type: 'Tool',
    connectorId: 'c1',
    connectorName: 'CRM',
    toolName: 'search',
    risk: 'read',
    dataClass: 'internal',
    returnsUntrusted: false,
    reachesOutside: false,
    trigger: 'person',
    actorRoles: ['runner'],
    labels: { privateData: false, untrustedContent: false, reachedOutside: false },
    ...changes,
  };
}
