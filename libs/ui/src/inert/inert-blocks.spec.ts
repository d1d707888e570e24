import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inertBlocks, strongPieces } from './inert-blocks.js';

describe('inert text', () => {
  it('leaves HTML and images as the characters they are', () => {
    const text = '<img src=x onerror=alert(1)> ![x](https://evil.example/p.png)';
    expect(inertBlocks(text)).toEqual([{ kind: 'paragraph', text }]);
  });

  it('tells headings, lists, tables and code apart', () => {
    const text = [
      '# Orders',
      'Two are late.',
      '- A',
      '- B',
      '',
      '1. first',
      '',
      '| No | Sum |',
      '|---|---|',
      '| 1 | 20 |',
      '```',
      'a | b',
      '```',
    ].join('\n');
    expect(inertBlocks(text)).toEqual([
      { kind: 'heading', text: 'Orders' },
      { kind: 'paragraph', text: 'Two are late.' },
      { kind: 'list', ordered: false, items: ['A', 'B'] },
      { kind: 'list', ordered: true, items: ['first'] },
      { kind: 'table', head: ['No', 'Sum'], rows: [['1', '20']] },
      { kind: 'code', text: 'a | b' },
    ]);
  });

  it('comes to an end on any text, an unclosed code fence included', () => {
    const line = fc.constantFrom('```', '|', '|---|', '- x', '# h', '', 'text', '1. y', '**b**');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => Array.isArray(inertBlocks(lines.join('\n')))),
    );
  });

  it('finds strong words and nothing else', () => {
    expect(strongPieces('a **b** c * d')).toEqual(['a ', 'b', ' c * d']);
  });
});
