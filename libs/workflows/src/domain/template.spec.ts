import { describe, expect, it } from '@jest/globals';
import { AppError } from '@groundswell/kernel';
import type { JsonObject } from '@groundswell/kernel';
import fc from 'fast-check';
import {
  TEMPLATE_LIMITS,
  checkTemplate,
  escapeTemplate,
  fillJson,
  inputScope,
  parseTemplate,
  renderTemplate,
} from './template.js';

function fill(source: string, data: JsonObject): string {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message).join(' '));
  return renderTemplate(parsed.template, data);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : 'a bug';
  }
  return 'none';
}

const bracey = fc.string({
  unit: fc.constantFrom('{', '}', '\\', '{{', '}}', '$', '`', 'a', '\n', 'inputs.a', '${1+1}', 'ü'),
});

describe('the template language', () => {
  it('puts the value of an input in place of its name', () => {
    expect(fill('Dear {{inputs.name}}, {{ inputs.days }} days.', { inputs: { name: 'Ada', days: 3 } })).toBe(
      'Dear Ada, 3 days.',
    );
  });

  it('writes lists and objects as JSON and nothing for a value that was left out', () => {
    expect(fill('{{inputs.a}}|{{inputs.b}}|{{inputs.c}}', { inputs: { a: ['x', 1], b: null, c: false } })).toBe(
      '["x",1]||false',
    );
  });

  it('shows two plain braces for an escaped opening, and a backslash when it is doubled', () => {
    expect(fill('\\{{inputs.a}} \\\\{{inputs.a}}', { inputs: { a: 'v' } })).toBe('{{inputs.a}} \\v');
  });

  it('follows a JSON pointer into a result', () => {
    const data = { results: { 1: { json: { 'a/b': [{ n: 'yes' }] } } } };
    expect(fill('{{results.1.json./a~1b/0/n}}', data)).toBe('yes');
  });

  it.each([
    '{{inputs.a + 1}}',
    '{{inputs.a()}}',
    '{{}}',
    '{{#if inputs.a}}',
    '{{inputs["a"]}}',
    '{{inputs.a|upper}}',
    '{{.a}}',
  ])('refuses %s because it is no name', (source) => {
    expect(parseTemplate(source).ok).toBe(false);
  });

  it('names the line and column of an unknown input, and lists the known ones', () => {
    expect(checkTemplate('Hello\n  {{inputs.nmae}}', inputScope(['name']))).toEqual([
      { line: 2, column: 3, message: 'There is no input "nmae". Its inputs are: name.' },
    ]);
  });

  it('names the place of an opening that is never closed', () => {
    expect(checkTemplate('a {{inputs.name', inputScope(['name']))).toMatchObject([{ line: 1, column: 3 }]);
  });

  it('refuses a text above the length limit and a filled text above its own', () => {
    expect(parseTemplate('x'.repeat(TEMPLATE_LIMITS.sourceCharacters + 1)).ok).toBe(false);
    const long = 'y'.repeat(TEMPLATE_LIMITS.filledCharacters);
    expect(codeOf(() => fill('{{inputs.a}}{{inputs.a}}', { inputs: { a: long } }))).toBe('TEMPLATE_TOO_LONG');
  });

  it.each(['inputs.__proto__', 'inputs.constructor', 'inputs.toString', 'inputs.a.length', 'constructor.name'])(
    'does not reach what every object carries: %s',
    (name) => {
      expect(codeOf(() => fill(`{{${name}}}`, { inputs: { a: 'text' } }))).toBe('TEMPLATE_NAME_UNKNOWN');
    },
  );

  it('keeps the type of a value that stands alone in a JSON argument', () => {
    const filled = fillJson(
      { id: '{{inputs.id}}', note: 'No. {{inputs.id}}', rows: ['{{inputs.list}}'] },
      {
        inputs: { id: 7, list: ['a'] },
      },
    );
    expect(filled).toEqual({ id: 7, note: 'No. 7', rows: [['a']] });
  });

  it('never evaluates or scans an inserted value: it comes out letter by letter', () => {
    fc.assert(
      fc.property(bracey, (value) => {
        expect(fill('<{{inputs.a}}>', { inputs: { a: value, b: 'B' } })).toBe(`<${value}>`);
      }),
    );
  });

  it('gives any plain text back after escaping it', () => {
    fc.assert(
      fc.property(bracey, (plain) => {
        expect(fill(escapeTemplate(plain), {})).toBe(plain);
      }),
    );
  });

  it('answers every text with a template or with faults that have a place, and never breaks', () => {
    fc.assert(
      fc.property(bracey, (source) => {
        const parsed = parseTemplate(source);
        if (parsed.ok) return;
        const lines = source.split('\n');
        for (const fault of parsed.faults) {
          expect(lines[fault.line - 1]?.slice(fault.column - 1, fault.column + 1)).toBe('{{');
        }
      }),
    );
  });
});
