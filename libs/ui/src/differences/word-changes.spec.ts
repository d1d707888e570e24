import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareWords } from './word-changes.js';

const joined = (pieces: { text: string }[]): string => pieces.map((piece) => piece.text).join('');

describe('comparing two texts', () => {
  it('marks only the words that differ', () => {
    const { before, after } = compareWords('List all open orders', 'List all late orders');
    expect(before.filter((piece) => piece.changed).map((piece) => piece.text)).toEqual(['open']);
    expect(after.filter((piece) => piece.changed).map((piece) => piece.text)).toEqual(['late']);
  });

  it('loses no character of either side', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 12 }), (left, right) => {
        const { before, after } = compareWords(left, right);
        expect([joined(before), joined(after)]).toEqual([left, right]);
      }),
    );
  });

  it('marks nothing when nothing changed', () => {
    expect(compareWords('same text', 'same text').before.some((piece) => piece.changed)).toBe(false);
  });

  it('does not try to compare very long texts word by word', () => {
    const long = 'word '.repeat(2000);
    expect(compareWords(long, `${long}end`).after).toEqual([{ text: `${long}end`, changed: true }]);
  });
});
