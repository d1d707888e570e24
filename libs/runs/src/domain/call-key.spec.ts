import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunId } from '@groundswell/kernel';
import { callKey, withKey, withoutKey } from './call-key.js';

const place = fc.record({ runId: fc.uuid().map((id) => id as RunId), turn: fc.nat(40), useIndex: fc.nat(8) });

describe('the key of a call', () => {
  it('is the same for the same place and another for any other', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const same = one.runId === other.runId && one.turn === other.turn && one.useIndex === other.useIndex;
        expect(callKey(one) === callKey({ ...other })).toBe(same);
        expect(callKey(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('replaces what the model wrote in its place, and is not offered to it', () => {
    const at = { runId: '01987000-0000-7000-8000-000000000001' as RunId, turn: 2, useIndex: 0 };
    expect(withKey({ text: 'A', key: 'mine' }, 'key', at)).toEqual({ text: 'A', key: callKey(at) });
    expect(withKey({ text: 'A' }, null, at)).toEqual({ text: 'A' });
    const schema = {
      type: 'object',
      properties: { text: { type: 'string' }, key: { type: 'string' } },
      required: ['text', 'key'],
    };
    expect(withoutKey(schema, 'key')).toEqual({
      type: 'object',
      properties: { text: { type: 'string' } },
      required: ['text'],
    });
    expect(withoutKey(schema, null)).toBe(schema);
  });
});
