import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldsOf, keyOf, labelOf, mentionedInputs, schemaOf, type SchemaField } from './schema-fields.js';

const kinds = fc.constantFrom(
  'text',
  'long',
  'number',
  'integer',
  'boolean',
  'date',
  'email',
  'list',
  'choice',
) satisfies fc.Arbitrary<SchemaField['kind']>;
const field: fc.Arbitrary<SchemaField> = fc
  .record({
    key: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
    label: fc.stringMatching(/^[A-Z][a-z ]{1,12}[a-z]$/),
    help: fc.string(),
    kind: kinds,
    required: fc.boolean(),
  })
  .map((drawn) => ({
    ...drawn,
    options: drawn.kind === 'choice' ? ['a', 'b'] : [],
    more: drawn.kind === 'list' ? { items: { type: 'string' } } : {},
  }));

describe('the inputs of a workflow', () => {
  it('come back from their schema as they were chosen', () => {
    fc.assert(
      fc.property(fc.uniqueArray(field, { selector: (one) => one.key, maxLength: 6 }), (fields) => {
        const byKey = (a: SchemaField, b: SchemaField): number => a.key.localeCompare(b.key);
        expect(fieldsOf(schemaOf(fields)).toSorted(byKey)).toEqual(fields.toSorted(byKey));
      }),
    );
  });

  it('keep the order in which they were written', () => {
    const schema = { type: 'object', properties: { b: { type: 'string' }, a: { type: 'string' } } };
    expect(fieldsOf(schema).map((one) => one.key)).toEqual(['b', 'a']);
  });

  it('keep what cannot be chosen exactly as it was written', () => {
    const lines = { title: 'Lines', type: 'array', items: { type: 'object' } };
    const amount = { title: 'Amount', type: 'number', minimum: 0, default: 3 };
    const schema = { type: 'object', additionalProperties: false, properties: { lines, amount }, required: ['amount'] };
    expect(fieldsOf(schema).map((one) => one.kind)).toEqual(['other', 'number']);
    expect(schemaOf(fieldsOf(schema))).toEqual(schema);
  });

  it('are none for a schema that is not an object', () => {
    expect([fieldsOf(null), fieldsOf([]), fieldsOf('x'), fieldsOf({ properties: 3 })]).toEqual([[], [], [], []]);
  });

  it('get a key out of any label and a label out of any key', () => {
    expect([keyOf('Größe der Fläche'), keyOf('2nd try'), keyOf('…')]).toEqual([
      'gro_e_der_flache',
      'input_2nd_try',
      'input',
    ]);
    expect([labelOf('customer_number'), labelOf('dueDate')]).toEqual(['Customer number', 'Due date']);
  });

  it('are found in instructions once each', () => {
    expect(mentionedInputs('{{inputs.a}} {{ inputs.b }} {{inputs.a}} {{results.1}}')).toEqual(['a', 'b']);
  });
});
