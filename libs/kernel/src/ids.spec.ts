import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isId, newId } from './ids.js';

const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

describe('newId', () => {
  it('makes a lower-case UUID of version 7 for every instant', () => {
    fc.assert(
      fc.property(instants, (atMs) => {
        const id = newId(atMs);
        expect(isId(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect('89ab').toContain(id[19]);
      }),
    );
  });

  it('sorts ids by the time they were made at', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        fc.pre(a < b);
        expect(newId(a) < newId(b)).toBe(true);
      }),
    );
  });

  it('carries the instant in its first 48 bits', () => {
    fc.assert(
      fc.property(instants, (atMs) => {
        expect(Number.parseInt(newId(atMs).replaceAll('-', '').slice(0, 12), 16)).toBe(atMs);
      }),
    );
  });

  it('does not repeat an id within one millisecond', () => {
    const ids = Array.from({ length: 2_000 }, () => newId(1_700_000_000_000));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('isId', () => {
  it('refuses everything but a lower-case UUID', () => {
    const id = newId();
    for (const other of [
      '',
      'x',
      id.toUpperCase(),
      `${id} `,
      id.slice(1),
      id.replaceAll('-', ''),
      null,
      undefined,
      7,
      [id],
    ]) {
      expect(isId(other)).toBe(false);
    }
  });

  it('refuses arbitrary texts', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isId(text)).toBe(false);
      }),
    );
  });
});
