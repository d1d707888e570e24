import { describe, expect, it } from '@jest/globals';
import { rehearsableTools, sketchValues, valuesHint } from './rehearsal-names.js';

const schema = {
  type: 'object',
  required: ['path', 'lines', 'mode'],
  properties: {
    path: { type: 'string' },
    lines: { type: 'integer' },
    mode: { type: 'string', enum: ['head', 'tail'] },
    encoding: { type: 'string' },
  },
};
const connectors = [
  {
    name: 'Straße & Haus',
    tools: [
      { id: '1', name: 'read', inputSchema: schema },
      { id: '2', name: 'ping', inputSchema: { type: 'object' } },
      { id: '3', name: 'not_bound', inputSchema: schema },
    ],
  },
];
const [read, ping] = rehearsableTools(connectors, ['1', '2']);

describe('the tools of a rehearsal', () => {
  it('are those that are bound, under the name by which a run calls them', () => {
    expect([read?.name, ping?.name]).toEqual(['strasse-haus.read', 'strasse-haus.ping']);
  });

  it('begin with the values that they need, and take an input of the same name', () => {
    expect(JSON.parse(sketchValues(read, ['path', 'encoding']))).toEqual({
      path: '{{inputs.path}}',
      lines: 0,
      mode: 'head',
    });
    expect(sketchValues(ping, ['path'])).toBe('{}');
    expect(sketchValues(undefined, [])).toBe('{}');
  });

  it('say what they take', () => {
    expect(valuesHint(read)).toBe('It needs path, lines, mode. It may also take encoding.');
    expect(valuesHint(ping)).toBe('It takes no values.');
    expect(valuesHint(undefined)).toBeNull();
  });
});
