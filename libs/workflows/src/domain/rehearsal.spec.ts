import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@groundswell/kernel';
import fc from 'fast-check';
import { readRehearsal } from './rehearsal.js';

const scope = { inputNames: ['customer'], toolNames: ['crm.search', 'crm.note'] };

function places(value: JsonValue): string[] {
  const read = readRehearsal(value, scope);
  return read.ok ? [] : read.faults.map((fault) => fault.path);
}

const search = { tool: 'crm.search', arguments: { query: '{{inputs.customer}}', limit: 5 } };

describe('a rehearsal', () => {
  it('reads turns with texts, tool uses and the results of earlier turns', () => {
    const turns: JsonValue = [
      { text: 'I look for {{inputs.customer}}.', toolUse: [search] },
      { toolUse: [{ tool: 'crm.note', arguments: { id: '{{results.1.json./rows/0/id}}' } }] },
      { text: 'Done: {{results.2.text}}' },
    ];
    expect(readRehearsal({ turns }, scope)).toEqual({ ok: true, rehearsal: { turns } });
  });

  it.each<[string, JsonValue, string]>([
    ['no list of turns', { turns: 'none' }, 'rehearsal.turns'],
    ['no turn', { turns: [] }, 'rehearsal.turns'],
    ['an empty turn', { turns: [{}] }, 'rehearsal.turns.0'],
    ['a key it does not know', { turns: [{ text: 'a', code: 'x' }] }, 'rehearsal.turns.0.code'],
    [
      'a tool that is not bound',
      { turns: [{ toolUse: [{ tool: 'erp.pay' }] }, { text: 'a' }] },
      'rehearsal.turns.0.toolUse.0.tool',
    ],
    ['an unknown input', { turns: [{ text: '{{inputs.x}}' }] }, 'rehearsal.turns.0.text'],
    [
      'a result of the same turn',
      { turns: [{ text: '{{results.1.text}}', toolUse: [search] }, { text: 'a' }] },
      'rehearsal.turns.0.text',
    ],
    [
      'a result counted from 0',
      { turns: [{ toolUse: [search] }, { text: '{{results.0.text}}' }] },
      'rehearsal.turns.1.text',
    ],
    [
      'a part that results do not have',
      { turns: [{ toolUse: [search] }, { text: '{{results.1.raw}}' }] },
      'rehearsal.turns.1.text',
    ],
    ['a last turn that uses a tool', { turns: [{ toolUse: [search] }] }, 'rehearsal.turns.0'],
    [
      'arguments that are no object',
      { turns: [{ toolUse: [{ tool: 'crm.search', arguments: [] }] }, { text: 'a' }] },
      'rehearsal.turns.0.toolUse.0.arguments',
    ],
  ])('refuses %s and says where', (_what, value, path) => {
    expect(places(value)).toEqual([path]);
  });

  it('refuses a megabyte, a thousand turns and a nesting that never ends', () => {
    let deep: JsonValue = 'end';
    for (let i = 0; i < 10_000; i++) deep = { deep };
    expect(places({ turns: [{ text: 'x'.repeat(1_000_000) }] })).toEqual(['rehearsal']);
    expect(places({ turns: Array.from({ length: 1_000 }, () => ({ text: 'a' })) })).toContain('rehearsal.turns');
    expect(places({ turns: [{ toolUse: [{ tool: 'crm.search', arguments: { deep } }] }] })).toEqual(['rehearsal']);
  });

  it('answers any JSON without breaking', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof readRehearsal(value as JsonValue, scope).ok).toBe('boolean');
      }),
    );
  });
});
