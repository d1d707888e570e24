import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@groundswell/kernel';
import { argumentFaults } from './argument-faults.js';

const SCHEMA: JsonObject = {
  type: 'object',
  required: ['to', 'subject'],
  additionalProperties: false,
  properties: {
    to: { type: 'string', minLength: 3 },
    subject: { type: 'string', maxLength: 20 },
    urgent: { type: 'boolean' },
    channel: { enum: ['mail', 'letter'] },
    copies: { type: 'array', maxItems: 2, items: { $ref: '#/$defs/copy' } },
    sum: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
  },
  $defs: { copy: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
};
const GOOD: JsonObject = { to: 'Ada', subject: 'Rent', channel: 'mail', copies: [{ name: 'Bob' }], sum: null };

describe('arguments that a person typed', () => {
  it('are in order when they fit the schema of the tool', () => {
    expect(argumentFaults(SCHEMA, GOOD)).toEqual([]);
    expect(argumentFaults({}, GOOD)).toEqual([]);
  });

  it('are refused one by one, with the place of each fault', () => {
    const cases: readonly [JsonObject, string][] = [
      [{ to: 'Ada' }, 'arguments.subject'],
      [{ ...GOOD, to: 'A' }, 'arguments.to'],
      [{ ...GOOD, to: 3 }, 'arguments.to'],
      [{ ...GOOD, subject: 'x'.repeat(21) }, 'arguments.subject'],
      [{ ...GOOD, bcc: 'Eve' }, 'arguments.bcc'],
      [{ ...GOOD, channel: 'pigeon' }, 'arguments.channel'],
      [{ ...GOOD, copies: [{ nam: 'Bob' }] }, 'arguments.copies.0.name'],
      [{ ...GOOD, copies: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }, 'arguments.copies'],
      [{ ...GOOD, sum: 0 }, 'arguments.sum'],
      [{ ...GOOD, sum: 1.5 }, 'arguments.sum'],
    ];
    for (const [args, path] of cases) expect(argumentFaults(SCHEMA, args).map((fault) => fault.path)).toEqual([path]);
  });

  it('never break the check, whatever the schema and the arguments are', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (schema, args) => {
        const given = { type: 'object', properties: { any: schema as JsonValue }, allOf: [schema as JsonValue] };
        expect(argumentFaults(given, { any: args as JsonValue }).length).toBeLessThanOrEqual(20);
      }),
    );
    const endless: JsonObject = { $ref: '#/$defs/self', $defs: { self: { $ref: '#/$defs/self' } } };
    expect(argumentFaults(endless, {})).toEqual([]);
    const choices: JsonObject = {
      anyOf: Array.from({ length: 8 }, () => ({ $ref: '#' })),
      type: 'object',
      required: ['no'],
    };
    expect(argumentFaults(choices, {}).length).toBeGreaterThan(0);
  });
});
