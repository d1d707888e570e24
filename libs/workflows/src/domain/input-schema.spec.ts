import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@groundswell/kernel';
import fc from 'fast-check';
import {
  checkInputs,
  checkOutput,
  inputNames,
  inputSchemaFaults,
  outputSchemaFaults,
  templateInputs,
} from './input-schema.js';

const reminder: JsonObject = {
  type: 'object',
  required: ['customer', 'days'],
  properties: {
    customer: { type: 'string', title: 'Customer name', maxLength: 80 },
    days: { type: 'integer', minimum: 1, maximum: 90, default: 14 },
    tone: { type: 'string', enum: ['friendly', 'firm'], default: 'friendly' },
    due: { type: 'string', format: 'date' },
    copies: { type: 'array', items: { type: 'string', format: 'email' }, maxItems: 3, uniqueItems: true },
    urgent: { type: 'boolean' },
  },
};

function faultsOf(given: JsonValue): readonly { path: string; message: string }[] {
  const checked = checkInputs(reminder, given);
  return checked.ok ? [] : checked.faults;
}

function fieldFaults(field: JsonValue): string[] {
  return inputSchemaFaults({ type: 'object', properties: { x: field } }).map((fault) => fault.path);
}

describe('the schema of inputs', () => {
  it('accepts a flat form of texts, numbers, yes/no, options, dates and lists', () => {
    expect(inputSchemaFaults(reminder)).toEqual([]);
    expect(inputNames(reminder)).toEqual(['customer', 'days', 'tone', 'due', 'copies', 'urgent']);
  });

  it.each([
    ['a remote reference', { $ref: 'https://example.org/schema.json' }, 'inputSchema.properties.x.type'],
    ['a reference beside a type', { type: 'string', $ref: '#/x' }, 'inputSchema.properties.x.$ref'],
    ['a regular expression', { type: 'string', pattern: '(a+)+$' }, 'inputSchema.properties.x.pattern'],
    ['an object inside', { type: 'object', properties: {} }, 'inputSchema.properties.x.type'],
    [
      'a list of lists',
      { type: 'array', items: { type: 'array', items: { type: 'string' } } },
      'inputSchema.properties.x.items.type',
    ],
    ['a list of anything', { type: 'array' }, 'inputSchema.properties.x.items'],
    ['several types', { type: ['string', 'null'] }, 'inputSchema.properties.x.type'],
    ['options of another type', { type: 'string', enum: [1] }, 'inputSchema.properties.x.enum'],
    ['a default that does not fit', { type: 'integer', default: 'a' }, 'inputSchema.properties.x.default'],
    ['bounds the wrong way round', { type: 'number', minimum: 5, maximum: 1 }, 'inputSchema.properties.x.maximum'],
    ['an unknown format', { type: 'string', format: 'uri' }, 'inputSchema.properties.x.format'],
    ['no object at all', 'string', 'inputSchema.properties.x'],
  ])('refuses %s and says where', (_what, field, path) => {
    expect(fieldFaults(field)).toEqual([path]);
  });

  it('refuses names that a template could not write', () => {
    for (const name of ['__proto__', 'two words', 'a-b', '1st', 'ü', 'x'.repeat(61)]) {
      const properties = Object.fromEntries([[name, { type: 'string' }]]);
      expect(inputSchemaFaults({ type: 'object', properties })).toHaveLength(1);
    }
  });

  it('refuses a schema that is too large or too deep without walking it', () => {
    let deep: JsonValue = 'end';
    for (let i = 0; i < 5_000; i++) deep = [deep];
    expect(fieldFaults({ type: 'string', description: 'x'.repeat(70_000) })).toEqual(['inputSchema']);
    expect(fieldFaults({ type: 'string', default: deep })).toEqual(['inputSchema']);
  });

  it('lets an output hold objects and lists of objects, two levels deep', () => {
    const row = { type: 'object', properties: { name: { type: 'string' } } };
    const schema: JsonObject = { type: 'object', properties: { rows: { type: 'array', items: row } } };
    expect(outputSchemaFaults(schema)).toEqual([]);
    expect(checkOutput(schema, { rows: [{ name: 'a' }] }).ok).toBe(true);
    expect(checkOutput(schema, { rows: [{ name: 1, more: true }] })).toMatchObject({
      faults: [{ path: 'output.rows.0.more' }, { path: 'output.rows.0.name' }],
    });
  });
});

describe('checking inputs', () => {
  it('fills in defaults for what was not given, null and empty optional texts included', () => {
    expect(checkInputs(reminder, { customer: 'Ada', tone: '', due: null })).toEqual({
      ok: true,
      values: { customer: 'Ada', days: 14, tone: 'friendly' },
    });
  });

  it('lists every fault at once, beside its field and in the words of its title', () => {
    expect(
      faultsOf({ customer: ' ', days: 0.5, tone: 'rude', due: '2026-02-30', copies: ['a@b.de', 'x', 'x'], more: 1 }),
    ).toEqual([
      { path: 'inputs.customer', message: '"Customer name" is needed. Fill it in.' },
      { path: 'inputs.more', message: '"more" is not one of the fields. Leave it out.' },
      { path: 'inputs.days', message: '"days" must be a whole number.' },
      { path: 'inputs.days', message: '"days" must be 1 or more.' },
      { path: 'inputs.tone', message: '"tone" must be one of: friendly, firm.' },
      { path: 'inputs.due', message: '"due" must be a date such as 2026-11-21.' },
      { path: 'inputs.copies.1', message: '"copies" must be an e-mail address.' },
      { path: 'inputs.copies.2', message: '"copies" must be an e-mail address.' },
      { path: 'inputs.copies', message: '"copies" must not have the same entry twice.' },
    ]);
  });

  it.each([['text'], [3], [null], [[1]], [true]])('refuses %j as inputs', (given) => {
    expect(faultsOf(given)).toMatchObject([{ path: 'inputs' }]);
  });

  it('refuses ten megabytes before looking at them', () => {
    expect(faultsOf({ customer: 'x'.repeat(10_000_000) })).toMatchObject([{ path: 'inputs' }]);
  });

  it('offers every declared input to the template, with null for what was left out', () => {
    expect(templateInputs(reminder, { customer: 'Ada' })).toMatchObject({ customer: 'Ada', due: null, urgent: null });
  });

  it('never breaks and never lets an unlisted field through, whatever is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const checked = checkInputs(reminder, given as JsonValue);
        if (!checked.ok) return expect(checked.faults.length).toBeGreaterThan(0);
        return expect(inputNames(reminder)).toEqual(expect.arrayContaining(Object.keys(checked.values)));
      }),
    );
  });
});
