import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '@groundswell/kernel';
import { redactJson, redactText } from './redaction.js';

describe('redaction', () => {
  it('takes the named fields out at any depth', () => {
    const value = { name: 'Meier', Salary: 5000, jobs: [{ salary: { gross: 1 }, title: 'Painter' }] };
    expect(redactJson(value, ['salary'])).toEqual({
      name: 'Meier',
      Salary: '[redacted]',
      jobs: [{ salary: '[redacted]', title: 'Painter' }],
    });
  });

  it('leaves no value of a named field in a JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ around: [{ iban: 'DE89-CANARY', deep: value }] });
        expect(redactText(text, ['iban'])).not.toContain('CANARY');
      }),
    );
  });

  it('reads lines of name and value', () => {
    expect(redactText('Name: Meier\nIBAN: DE89 3704\nCity=Kiel; iban = "DE\\"1"; x', ['iban'])).toBe(
      'Name: Meier\nIBAN: [redacted]\nCity=Kiel; iban = [redacted]; x',
    );
  });

  it('leaves everything alone where nothing is to be taken out', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redactText(text, [])).toBe(text);
      }),
    );
    const value: JsonValue = { a: [1, 'b', null] };
    expect(redactJson(value, ['c'])).toEqual(value);
  });
});
