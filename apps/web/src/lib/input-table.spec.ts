import { describe, expect, it } from '@jest/globals';
import { inOrderOf } from './input-table.js';

describe('inputs that were given', () => {
  const schema = { type: 'object', properties: { what: { type: 'string' }, when: { type: 'string' } } };

  it('stand in the order in which they are asked for, whatever order they are kept in', () => {
    expect(Object.entries(inOrderOf(schema, { extra: 1, when: 'today', what: 'a dog' }))).toEqual([
      ['what', 'a dog'],
      ['when', 'today'],
      ['extra', 1],
    ]);
  });

  it('leave out what was not given, and are nothing where there is nothing', () => {
    expect(inOrderOf(schema, { when: 'today' })).toEqual({ when: 'today' });
    expect([inOrderOf(schema, null), inOrderOf(null, [])]).toEqual([{}, {}]);
  });
});
