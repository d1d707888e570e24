import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openingMessage, resultObject, systemPrompt } from './prompt.js';

const schema = { type: 'object', properties: { customer: { type: 'string' }, days: { type: 'integer' } } };
const source = {
  instructions: 'Find what {{inputs.customer}} owes for more than {{inputs.days}} days. Write \\{{ as it is.',
  inputSchema: schema,
  outputSchema: null,
};

describe('the prompt', () => {
  it('shows names instead of values among the instructions', () => {
    expect(systemPrompt(source)).toContain(
      'Find what [[customer]] owes for more than [[days]] days. Write {{ as it is.',
    );
  });

  it('never carries a person’s input into the instructions', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (customer) => {
        const before = systemPrompt(source);
        const opening = openingMessage(schema, { customer }, new Date('2026-11-21T08:00:00Z'));
        expect(systemPrompt(source)).toBe(before);
        expect(JSON.parse(opening.slice(opening.indexOf('{')))).toEqual({ customer, days: null });
      }),
    );
  });

  it('asks for the form of the result when the version has one', () => {
    expect(systemPrompt({ ...source, outputSchema: { type: 'object' } })).toContain('{"type":"object"}');
  });

  it('reads a result with and without a fence, and nothing that is no object', () => {
    expect(resultObject('{"a":1}')).toEqual({ a: 1 });
    expect(resultObject('```json\n{"a":1}\n```')).toEqual({ a: 1 });
    expect(resultObject('Here: {"a":1}')).toBeNull();
    expect(resultObject('[1]')).toBeNull();
  });
});
