import fc from 'fast-check';
import type { Conditions } from './conditions.js';
import { CompiledLayer, type LayerScope, type PolicyLayer } from './layer.js';
import type { Obligation, PolicyRule } from './rule.js';
import { decide, stackOf, type Ancestor, type Decision } from './stack.js';
import { DATA_CLASSES, RISKS, TRIGGERS, type PolicyQuestion, type ToolSubject } from './subjects.js';

const CONNECTORS = ['c1', 'c2'] as const;
const TEAMS = ['t1', 't2', 't3'] as const;
const TOOLS = ['search', 'update', 'send'] as const;

/** Any tool call. */
export const subjectArb: fc.Arbitrary<ToolSubject> = fc.record({
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

/** Any question, mostly tool calls. */
export const questionArb: fc.Arbitrary<PolicyQuestion> = fc.oneof(
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

/** Any rule of that effect. */
export const ruleArb = (effect: 'allow' | 'deny'): fc.Arbitrary<PolicyRule> =>
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

/** Any layer at a place. */
export const layerArb = (scope: LayerScope, targetId: string): fc.Arbitrary<CompiledLayer> =>
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

/** A layer ready to judge. */
export function compiled(layer: PolicyLayer): CompiledLayer {
  return new CompiledLayer(layer);
}

/** A stack member as `stackOf` sees it. */
const placed = (layer: CompiledLayer) => ({ scope: layer.layer.scope, targetId: layer.layer.targetId, layer });

/** Layers, and a forest of workflows in teams. */
export interface World {
  readonly layers: readonly CompiledLayer[];
  readonly workflows: readonly { readonly parent: number | null; readonly teamId: string }[];
}

/** Any world of up to seven workflows. */
export const worldArb: fc.Arbitrary<World> = fc
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

/** The way from the root down to a workflow of the world. */
export function ancestry(world: World, index: number): Ancestor[] {
  const workflow = world.workflows[index];
  if (!workflow) throw new Error('There is no such workflow.');
  const own = { workflowId: `w${index}`, title: `Workflow ${index}`, teamId: workflow.teamId };
  return workflow.parent === null ? [own] : [...ancestry(world, workflow.parent), own];
}

/** What the stack of a workflow of the world says. */
export function judge(world: World, index: number, question: PolicyQuestion): Decision {
  return decide(stackIn(world, index), question);
}

/** The layers that govern a workflow of the world. */
export function stackIn(world: World, index: number): CompiledLayer[] {
  return stackOf(world.layers.map(placed), ancestry(world, index)).map((member) => member.layer);
}

/** The obligations of a decision. */
export const obligationIds = (decision: Decision) => new Set(decision.obligations.map((due) => due.obligation.id));
/** Whether nothing of the smaller is missing in the larger. */
export const isSuperset = <T>(larger: ReadonlySet<T>, smaller: ReadonlySet<T>) =>
  [...smaller].every((one) => larger.has(one));

/** Every pair of a workflow and the one it was adapted from. */
export const pairs = (world: World) =>
  world.workflows.flatMap((workflow, child) => (workflow.parent === null ? [] : [{ child, parent: workflow.parent }]));

/** A layer of some rules. */
export function layerOf(scope: LayerScope, targetId: string, rules: readonly PolicyRule[]): PolicyLayer {
  return { id: `layer-${targetId}`, scope, targetId, name: targetId, version: 1, rules, obligations: [] };
}

/** A rule about tool calls. */
export function rule(effect: 'allow' | 'deny', conditions: Conditions): PolicyRule {
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

/** A tool call. */
export function sample(changes: Partial<ToolSubject> = {}): ToolSubject {
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
