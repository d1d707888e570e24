import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@groundswell/kernel';
import { marksHeadersWell } from './mirrored-headers.js';

const withProperties = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
const region = { type: 'string', 'x-mcp-header': 'Region' };

describe('arguments that are repeated as headers', () => {
  it('may be texts, whole numbers and yes or no, at any depth of properties', () => {
    expect(marksHeadersWell(withProperties({ query: { type: 'string' } }))).toBe(true);
    expect(
      marksHeadersWell(
        withProperties({ region, place: withProperties({ level: { type: 'integer', 'x-mcp-header': 'Level' } }) }),
      ),
    ).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['without a name', withProperties({ region: { ...region, 'x-mcp-header': '' } })],
    ['with a name that is no text', withProperties({ region: { ...region, 'x-mcp-header': 7 } })],
    ['with a name that ends the line', withProperties({ region: { ...region, 'x-mcp-header': 'A\r\nB: c' } })],
    ['as a fraction', withProperties({ region: { ...region, type: 'number' } })],
    ['as an object', withProperties({ region: { ...region, type: 'object' } })],
    ['twice', withProperties({ region, other: { ...region, 'x-mcp-header': 'region' } })],
    ['inside a list', withProperties({ regions: { type: 'array', items: region } })],
    ['in one of several shapes', { type: 'object', oneOf: [withProperties({ region })] }],
    ['on the whole', { type: 'object', 'x-mcp-header': 'All' }],
  ])('are not taken %s', (_what, schema) => {
    expect(marksHeadersWell(schema)).toBe(false);
  });
});
