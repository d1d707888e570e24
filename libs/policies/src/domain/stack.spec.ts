import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LayerScope } from './layer.js';
import {
  compiled,
  isSuperset,
  judge,
  layerArb,
  layerOf,
  obligationIds,
  pairs,
  questionArb,
  rule,
  sample,
  worldArb,
} from './stack.fixture.js';
import { conjunction, decide, stackOf } from './stack.js';

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

  it('allows together only what each stack allows, and asks for all that each asks', () => {
    fc.assert(
      fc.property(worldArb, worldArb, questionArb, (one, two, question) => {
        const [first, second] = [decide(one.layers, question), decide(two.layers, question)];
        const both = conjunction(first, [second]);
        expect(both.allowed).toBe(first.allowed && second.allowed);
        if (!both.allowed) expect([first.deciding, second.deciding]).toContain(both.deciding);
        for (const each of [first, second]) {
          expect(isSuperset(obligationIds(both), obligationIds(each))).toBe(true);
          expect(isSuperset(new Set(both.duties.approvals), new Set(each.duties.approvals))).toBe(true);
          if (each.duties.maxCostMicros !== null) {
            expect(both.duties.maxCostMicros).toBeLessThanOrEqual(each.duties.maxCostMicros);
          }
        }
        expect(conjunction(first, [])).toBe(first);
      }),
    );
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
        passed: [],
      });
      expect(layer.answer({ action: 'tool.call', subject: sample({ risk: 'read' }) })).toEqual({
        allowed: true,
        rules: [allow],
        passed: [],
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
