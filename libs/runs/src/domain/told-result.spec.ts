import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '@groundswell/kernel';
import { toldOfResult } from './told-result.js';

const text = (words: string): JsonValue[] => [{ type: 'text', text: words }];

describe('what a model is told of a result', () => {
  it('is the result itself where it fits', () => {
    expect(toldOfResult(text('Three windows.'), 'Three windows.')).toBe('Three windows.');
  });

  it('keeps to its length and is the same each time, whatever the result is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9_000 }),
      fc.json({ maxDepth: 5 }).map((json) => `[${Array.from({ length: 60 }, () => json).join(',')}]`),
      fc.array(fc.string({ maxLength: 60 }), { maxLength: 300 }).map((lines) => lines.join('\n')),
      fc
        .array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 800 })
        .map((rows) => rows.map((row) => row.join(';')).join('\n')),
    );
    fc.assert(
      fc.property(anything, (words) => {
        const told = toldOfResult(text(words), words, 3_000);
        expect(told.length).toBeLessThanOrEqual(3_000);
        expect(told.isWellFormed()).toBe(true);
        expect(toldOfResult(text(words), words, 3_000)).toBe(told);
      }),
    );
  });

  it('of a long list are its first and last entries and how many there are', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ({ customer: `Customer ${index}`, owes: index }));
    const words = JSON.stringify({ total: 5_000, rows });
    const told = toldOfResult(text(words), words);
    expect(told).toContain('the list "rows" with 5000 entries');
    expect(told).toContain('"Customer 0"');
    expect(told).toContain('"Customer 4999"');
    expect(told).toMatch(/\d+ of 5000 entries are left out/);
    expect(JSON.parse(told.slice(told.indexOf('\n') + 1))).toMatchObject({ total: 5_000 });
  });

  it('of a long table are whole lines with the names of its columns', () => {
    const lines = ['name;owes', ...Array.from({ length: 9_000 }, (_, index) => `Customer ${index};${index}`)];
    const told = toldOfResult(text(lines.join('\n')), lines.join('\n'));
    expect(told).toContain('a table of 9001 lines');
    const shown = told.split('\n').slice(1);
    expect(shown[0]).toBe('name;owes');
    expect(shown.at(-1)).toBe('Customer 8999;8999');
    expect(shown.filter((line) => !line.startsWith('[…')).every((line) => lines.includes(line))).toBe(true);
  });

  it('of a long text are its beginning and its end', () => {
    const words = `It began. ${'And so on. '.repeat(9_000)}It ended.`;
    const told = toldOfResult(text(words), words);
    expect(told).toContain('It began.');
    expect(told.endsWith('It ended.')).toBe(true);
    expect(told).toMatch(/\d+ of 99019 characters are left out/);
  });

  it('of pictures, sounds and files is a description', () => {
    const data = 'A'.repeat(40_000);
    const parts: JsonValue[] = [
      { type: 'text', text: 'The plan.' },
      { type: 'image', data, mimeType: 'image/png' },
      { type: 'audio', data: 'AAAA', mimeType: 'audio/wav' },
      { type: 'resource', resource: { uri: 'file:///plan.pdf', mimeType: 'application/pdf', blob: data } },
      { type: 'resource_link', name: 'plan', uri: 'https://example.test/plan' },
    ];
    const told = toldOfResult(parts, 'The plan.');
    expect(told.split('\n')).toEqual([
      'The plan.',
      '[A picture, image/png, about 30 kB: it cannot be shown here.]',
      '[A sound, audio/wav, 3 bytes: it cannot be played here.]',
      '[A file, file:///plan.pdf, application/pdf, about 30 kB: its content cannot be shown here.]',
      '[A reference to plan, of an unknown kind: https://example.test/plan]',
    ]);
  });
});
