import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchText, searchWords } from './search-text.js';

describe('the text that is searched', () => {
  it('knows no case, no accents and no punctuation', () => {
    expect(searchText('Müller & Söhne – Straßen-Rechnung (Q3)')).toBe('muller sohne strassen rechnung q3');
  });

  it('keeps at most eight different words of a query', () => {
    expect(searchWords('a b a c d e f g h i j')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(searchWords(' --- ')).toEqual([]);
  });

  it('finds the words of a query in the text they were taken from, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of searchWords(text)) expect(searchText(text)).toContain(word);
      }),
    );
  });
});
