import { describe, expect, it } from '@jest/globals';
import type { Conditions } from './conditions.js';
import { explain } from './explanation.js';
import { CompiledLayer, type LayerScope } from './layer.js';
import type { PolicyRule } from './rule.js';
import { decide } from './stack.js';
import { NO_LABELS, type PolicyQuestion } from './subjects.js';

const call: PolicyQuestion = {
  action: 'tool.call',
  subject: {
    type: 'Tool',
    connectorId: 'c1',
    connectorName: 'CRM',
    toolName: 'update',
    risk: 'write',
    dataClass: 'internal',
    returnsUntrusted: false,
    reachesOutside: false,
    trigger: 'person',
    actorRoles: ['runner'],
    labels: NO_LABELS,
  },
};

function rule(
  id: string,
  effect: 'allow' | 'deny',
  conditions: Conditions,
  changes: Partial<PolicyRule> = {},
): PolicyRule {
  const reason = effect === 'deny' ? `Because of ${id}.` : '';
  return { id, effect, action: 'tool.call', subject: 'Tool', conditions, reason, sealed: false, ...changes };
}

const layer = (id: string, scope: LayerScope, rules: PolicyRule[]) =>
  new CompiledLayer({ id, scope, targetId: `target-${id}`, name: `Layer ${id}`, version: 1, rules, obligations: [] });

const open = layer('org', 'organisation', [rule('everything', 'allow', {})]);

describe('an explanation', () => {
  it('names the first layer that refuses, its rule and its reason, and keeps every layer’s verdict', () => {
    const team = layer('team', 'team', [rule('r1', 'deny', { risk: 'write' })]);
    const workflow = layer('flow', 'workflow', [rule('r2', 'deny', {})]);
    const explanation = explain(decide([open, team, workflow], call));
    expect(explanation).toMatchObject({
      allowed: false,
      sentence: 'May not call the tool update of CRM: Because of r1 (layer Layer team).',
      decidingLayerId: 'team',
      ruleId: 'r1',
      reason: 'Because of r1.',
    });
    expect(explanation.layers.map(({ layerId, allowed, ruleId }) => [layerId, allowed, ruleId])).toEqual([
      ['org', true, 'everything'],
      ['team', false, 'r1'],
      ['flow', false, 'r2'],
    ]);
  });

  it('asks for an exception from every rule that refuses, since one alone would not help', () => {
    const team = layer('team', 'team', [rule('r1', 'deny', { risk: 'write' }), rule('r2', 'deny', {})]);
    expect(explain(decide([open, team], call)).requestable).toEqual([
      'An exception for this workflow from the layer Layer team: “Because of r1”.',
      'An exception for this workflow from the layer Layer team: “Because of r2”.',
    ]);
  });

  it('offers nothing to ask for when one of the refusing rules is sealed', () => {
    const team = layer('team', 'team', [rule('r1', 'deny', {}), rule('r2', 'deny', {}, { sealed: true })]);
    expect(explain(decide([open, team], call)).requestable).toEqual([]);
  });

  it('says that there is no organisation layer when there is none', () => {
    expect(explain(decide([], call))).toMatchObject({ allowed: false, decidingLayerId: null, layers: [] });
    expect(explain(decide([], call)).sentence).toContain('no policy layer');
  });

  it('is plain JSON: what is stored with a step reads back the same', () => {
    const explanation = explain(decide([open, layer('team', 'team', [rule('r1', 'deny', {})])], call));
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });
});
