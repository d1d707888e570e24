import { describe, expect, it } from '@jest/globals';
import { FIGURE_DEFINITIONS } from './figure-definitions.js';
import { entriesBehind, OPENABLE_FIGURES } from './figure-entries.js';

describe('the figures', () => {
  it('have one definition each', () => {
    const keys = FIGURE_DEFINITIONS.map((figure) => figure.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('say everything a reader needs: title, definition, formula, unit, source', () => {
    for (const figure of FIGURE_DEFINITIONS) {
      for (const text of [figure.title, figure.definition, figure.formula, figure.unit, figure.source]) {
        expect(text.trim()).not.toBe('');
      }
    }
  });

  it('that open entries are all defined', () => {
    const keys = FIGURE_DEFINITIONS.map((figure) => figure.key);
    expect(keys).toEqual(expect.arrayContaining([...OPENABLE_FIGURES]));
  });

  it('that nobody defined open nothing, not even names that every object has', () => {
    expect(entriesBehind('hours-imagined')).toBeNull();
    expect(entriesBehind('constructor')).toBeNull();
  });
});
