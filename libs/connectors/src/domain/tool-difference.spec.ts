import { describe, expect, it } from '@jest/globals';
import { readToolDefinition } from './tool-definition.js';
import { differenceOfDefinitions } from './tool-difference.js';

const wire = {
  name: 'search',
  description: 'Finds customers.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' }, limit: { type: 'number' } } },
};

describe('the difference of two definitions', () => {
  it('names the changed place and shows both sides', () => {
    const after = {
      ...wire,
      inputSchema: { type: 'object', properties: { query: { type: 'array' }, path: { type: 'string' } } },
    };
    expect(differenceOfDefinitions(readToolDefinition(wire, ''), readToolDefinition(after, ''))).toEqual([
      { area: 'input', label: 'properties › limit', before: '{"type":"number"}', after: null },
      { area: 'input', label: 'properties › path', before: null, after: '{"type":"string"}' },
      { area: 'input', label: 'properties › query › type', before: 'string', after: 'array' },
    ]);
  });

  it('shows hidden instructions', () => {
    const after = { ...wire, description: 'Finds customers.\u200b\u{e0049}' };
    expect(differenceOfDefinitions(readToolDefinition(wire, ''), readToolDefinition(after, ''))).toEqual([
      {
        area: 'description',
        label: 'description',
        before: 'Finds customers.',
        after: 'Finds customers.⟨U+200B⟩⟨U+E0049⟩',
      },
    ]);
  });
});
