import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alternativesFor, editDistance, searchQuery, searchVector, searchWords, wordsOf } from './search-text.js';

describe('the words that are searched', () => {
  it('know no case, no accents and no punctuation', () => {
    expect(wordsOf('Müller & Söhne – Straßen-Rechnung (Q3)')).toEqual([
      'muller',
      'sohne',
      'strassen',
      'rechnung',
      'q3',
    ]);
  });

  it('are at most eight of a query, each once', () => {
    expect(searchWords('a b a c d e f g h i j')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(searchWords(' --- ')).toEqual([]);
  });

  it('weigh more in the title', () => {
    expect(searchVector('Late rent', 'Rent!')).toBe(`'late':1A 'rent':2A 'rent':3B`);
  });

  it('hold letters and digits only, whatever was typed, so that no operator gets into the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const words = searchWords(text).map((typed) => ({ typed, alternatives: [] }));
        expect(searchQuery(words)).toMatch(/^(\('[\p{L}\p{N}]+':\*\)( & )?)*$/u);
      }),
    );
  });

  it('ask for each word, its continuations or its alternatives', () => {
    const words = [
      { typed: 'invocie', alternatives: ['invoice'] },
      { typed: 'rent', alternatives: [] },
    ];
    expect(searchQuery(words)).toBe(`('invocie':* | 'invoice') & ('rent':*)`);
    expect(searchQuery(words, 'A')).toBe(`('invocie':*A | 'invoice':A) & ('rent':*A)`);
  });
});

describe('the alternatives of a word that nobody wrote', () => {
  it('are those one or two slips away, the closest first', () => {
    const candidates = [
      { word: 'reminded', likeness: 0.3 },
      { word: 'remind', likeness: 0.27 },
      { word: 'remedy', likeness: 0.25 },
    ];
    expect(alternativesFor('remnid', candidates)).toEqual(['remind']);
  });

  it('are also inflected words and compounds that contain it', () => {
    expect(alternativesFor('invoicing', [{ word: 'invoice', likeness: 0.5 }])).toEqual(['invoice']);
    expect(alternativesFor('prufung', [{ word: 'rechnungsprufung', likeness: 0.3 }])).toEqual(['rechnungsprufung']);
  });

  it('do not exist for words of three letters: too many would fit', () => {
    expect(alternativesFor('crn', [{ word: 'crm', likeness: 0.5 }])).toEqual([]);
  });

  it('measure distance the same both ways, with zero for equal words only', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3));
        expect(editDistance(a, b, 3) === 0).toBe(a === b);
      }),
    );
  });
});
