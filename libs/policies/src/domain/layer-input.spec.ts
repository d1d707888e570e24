import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError, newId } from '@groundswell/kernel';
import { CompiledLayer } from './layer.js';
import {
  type KnownEntries,
  LAYER_LIMITS,
  readLayer,
  type LayerInput,
  type ObligationInput,
  type RuleInput,
} from './layer-input.js';
import { starterLayer } from './starter-layer.js';

const deny: RuleInput = {
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions: { risk: 'write' },
  reason: 'The ERP has the last word',
  sealed: false,
};
const approval: ObligationInput = { kind: 'approval', conditions: {}, value: { by: 'steward' }, reason: 'Look first' };
const layer = (changes: Partial<LayerInput> = {}): LayerInput => ({
  scope: 'team',
  name: 'Sales',
  rules: [deny],
  obligations: [approval],
  ...changes,
});

function faultsOf(input: LayerInput, known?: KnownEntries): string[] {
  try {
    readLayer(input, known);
  } catch (error) {
    if (error instanceof AppError) return error.fields.map((fault) => fault.path);
    throw error;
  }
  return [];
}

describe('reading a layer that a person wrote', () => {
  it('keeps a sound layer and gives new entries an id', () => {
    const read = readLayer(layer());
    expect(read).toMatchObject({
      scope: 'team',
      name: 'Sales',
      rules: [{ effect: 'deny', conditions: { risk: 'write' } }],
    });
    expect(read.rules[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(read.obligations[0]).toMatchObject({ kind: 'approval', value: { by: 'steward' }, sealed: false });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      scope: 'galaxy',
      name: ' ',
      rules: [
        { ...deny, effect: 'perhaps', action: 'tool.break', subject: 'Hammer', reason: '' },
        { ...deny, conditions: { colour: 'red', risk: 'huge', 'labels.privateData': 'yes' }, sealed: 'very' },
      ],
      obligations: [
        { kind: 'wish', conditions: [], value: null, reason: '' },
        { ...approval, value: { by: 'nobody' } },
        { kind: 'redaction', conditions: {}, value: { fields: [] }, reason: 'Private' },
        { kind: 'costLimit', conditions: {}, value: { maxCostMicros: 0.5 }, reason: 'Dear' },
      ],
    });
    expect(faults).toEqual([
      'scope',
      'name',
      'rules.0.effect',
      'rules.0.action',
      'rules.0.subject',
      'rules.1.sealed',
      'rules.1.conditions.colour',
      'rules.1.conditions.risk',
      'rules.1.conditions.labels.privateData',
      'obligations.0.kind',
      'obligations.0.conditions',
      'obligations.0.reason',
      'obligations.0.value.by',
      'obligations.1.value.by',
      'obligations.2.value.fields',
      'obligations.3.value.maxCostMicros',
    ]);
  });

  it.each<[string, Partial<RuleInput>, string]>([
    ['a refusal without a reason', { reason: '  ' }, 'rules.0.reason'],
    ['a reason that is no text', { reason: 5 }, 'rules.0.reason'],
    ['half a surrogate pair', { reason: 'so \ud800' }, 'rules.0.reason'],
    ['conditions that are a list', { conditions: [] }, 'rules.0.conditions'],
    ['an empty comparison', { conditions: { risk: {} } }, 'rules.0.conditions.risk'],
    ['an operator outside the language', { conditions: { risk: { $regex: '.*' } } }, 'rules.0.conditions.risk'],
    ['an empty list', { conditions: { risk: { $in: [] } } }, 'rules.0.conditions.risk'],
    ['a list of strange values', { conditions: { risk: { $in: ['read', 7] } } }, 'rules.0.conditions.risk'],
    ['an order of what is no number', { conditions: { risk: { $gt: 5 } } }, 'rules.0.conditions.risk'],
    ['a list as a value', { conditions: { risk: ['read'] } }, 'rules.0.conditions.risk'],
    [
      'a field of the prototype',
      { conditions: JSON.parse('{"__proto__": "x"}') as unknown },
      'rules.0.conditions.__proto__',
    ],
    ['a field of the prototype by name', { conditions: { constructor: 'x' } }, 'rules.0.conditions.constructor'],
    ['$or, which CASL reads as a field', { conditions: { $or: [] } }, 'rules.0.conditions.$or'],
    ['an id that the layer does not have', { id: newId() }, 'rules.0.id'],
    ['a subject that the action does not concern', { subject: 'Model' }, 'rules.0.subject'],
  ])('refuses %s', (_, changes, path) => {
    expect(faultsOf(layer({ rules: [{ ...deny, ...changes }] }))).toEqual([path]);
  });

  it('lets only the organisation layer allow, and a connector layer only govern tool calls', () => {
    const allow = { ...deny, effect: 'allow' };
    expect(faultsOf(layer({ rules: [allow] }))).toEqual(['rules.0.effect']);
    expect(faultsOf(layer({ scope: 'organisation', rules: [allow] }))).toEqual([]);
    const run = { ...deny, action: 'workflow.run', subject: 'Workflow', conditions: {} };
    expect(faultsOf(layer({ scope: 'connector', rules: [run] }))).toEqual(['rules.0.action']);
    const limit = { kind: 'costLimit', conditions: {}, value: { maxCostMicros: 5 }, reason: 'Dear' };
    expect(faultsOf(layer({ scope: 'connector', obligations: [limit] }))).toEqual(['obligations.0.kind']);
  });

  it('carries the ids of known entries on, once each', () => {
    const id = newId();
    const known = new Map([[id, { sealed: false }]]);
    expect(readLayer(layer({ rules: [{ ...deny, id }] }), known).rules[0]?.id).toBe(id);
    expect(
      faultsOf(
        layer({
          rules: [
            { ...deny, id },
            { ...deny, id },
          ],
        }),
        known,
      ),
    ).toEqual(['rules.1.id']);
  });

  it('keeps the seal of an obligation when the writer does not speak of it', () => {
    const id = newId();
    const sealedIn = (known: boolean, sealed?: boolean) =>
      readLayer(layer({ obligations: [{ ...approval, id, sealed }] }), new Map([[id, { sealed: known }]]))
        .obligations[0]?.sealed;
    expect([sealedIn(true), sealedIn(false), sealedIn(true, false), sealedIn(false, true)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('refuses more than a layer takes, without reading all of it', () => {
    const rules = Array.from({ length: 100_000 }, () => deny);
    expect(faultsOf(layer({ rules }))).toEqual(['rules']);
    expect(readLayer(layer({ rules: rules.slice(0, LAYER_LIMITS.rules) })).rules).toHaveLength(LAYER_LIMITS.rules);
  });

  it('answers any JSON with a sound layer or with faults, never with a crash', () => {
    const anything = fc.record({
      scope: fc.oneof(fc.constantFrom('organisation', 'team'), fc.jsonValue()),
      name: fc.jsonValue(),
      rules: fc.array(
        fc.record({
          effect: fc.oneof(fc.constantFrom('allow', 'deny'), fc.jsonValue()),
          action: fc.constantFrom('tool.call', 'model.use', 'x'),
          subject: fc.constantFrom('Tool', 'Model', 'x'),
          conditions: fc.oneof(
            fc.dictionary(fc.constantFrom('risk', 'model', '__proto__', 'x'), fc.jsonValue()),
            fc.jsonValue(),
          ),
          reason: fc.jsonValue(),
        }),
        { maxLength: 3 },
      ),
      obligations: fc.array(
        fc.record({ kind: fc.jsonValue(), conditions: fc.jsonValue(), value: fc.jsonValue(), reason: fc.jsonValue() }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(anything, (input) => {
        if (faultsOf(input).length > 0) return;
        const read = readLayer(input);
        new CompiledLayer({ ...read, id: 'l', targetId: 't', version: 1 });
      }),
      { numRuns: 500 },
    );
  });

  it('accepts the starter layer as a person might save it', () => {
    const starter = starterLayer();
    const known = new Map([...starter.rules, ...starter.obligations].map((entry) => [entry.id, entry]));
    expect(readLayer(starter, known)).toEqual(starter);
  });
});
