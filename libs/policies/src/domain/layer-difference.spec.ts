import { describe, expect, it } from '@jest/globals';
import { layerChanges } from './layer-difference.js';
import type { Obligation, PolicyRule } from './rule.js';

const noWrites: PolicyRule = {
  id: 'r1',
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions: { risk: 'write' },
  reason: 'The CRM is being moved',
  sealed: false,
};
const asks: Obligation = {
  id: 'o1',
  kind: 'approval',
  conditions: { risk: 'write' },
  value: { by: 'runner' },
  reason: 'A person should see it',
  sealed: false,
};
const content = (rules: PolicyRule[], obligations: Obligation[] = [], name = 'Sales') => ({ name, rules, obligations });

describe('the difference between two versions of a layer', () => {
  it('says what was added and what was removed', () => {
    expect(layerChanges(content([noWrites]), content([], [asks]))).toEqual([
      { kind: 'removed', before: 'May not call tools that write, because the CRM is being moved.', after: null },
      {
        kind: 'added',
        before: null,
        after: 'Asks the person who runs it before calling tools that write, because a person should see it.',
      },
    ]);
  });

  it('says a changed entry with both of its sentences, and a seal as a seal', () => {
    const broader = { ...noWrites, conditions: { risk: { $in: ['write', 'destructive'] } } };
    expect(layerChanges(content([noWrites]), content([broader]))).toMatchObject([
      { kind: 'changed', before: expect.stringContaining('that write,'), after: expect.stringContaining('or destroy') },
    ]);
    expect(layerChanges(content([noWrites]), content([{ ...noWrites, sealed: true }]))).toMatchObject([
      { kind: 'sealed', after: expect.stringMatching(/Sealed\.$/) },
    ]);
    expect(layerChanges(content([{ ...noWrites, sealed: true }]), content([noWrites]))).toMatchObject([
      { kind: 'unsealed' },
    ]);
  });

  it('says a new name, and nothing about the order of entries', () => {
    const other = { ...noWrites, id: 'r2', conditions: {} };
    expect(layerChanges(content([noWrites, other]), content([other, noWrites], [], 'Service'))).toEqual([
      { kind: 'renamed', before: 'Sales', after: 'Service' },
    ]);
  });

  it('says everything of a first version as added', () => {
    expect(layerChanges(null, content([noWrites], [asks])).map((change) => change.kind)).toEqual(['added', 'added']);
  });
});
