import { describe, expect, it } from '@jest/globals';
import { mongoQueryMatcher } from '@casl/ability';
import fc from 'fast-check';
import { conditionsMatcher, matcherOf, type Conditions } from './conditions.js';

const scalarArb = fc.constantFrom('a', 'b', '', 0, 1, -1, 1.5, true, false);
const valueArb = fc.oneof(scalarArb, fc.constant(null), fc.array(fc.constantFrom('a', 'b')));
const subjectArb = fc.record(
  { x: valueArb, y: valueArb, z: fc.record({ w: valueArb }, { requiredKeys: [] }) },
  { requiredKeys: ['z'] },
);
const testArb = fc.oneof(
  scalarArb,
  fc.constant(null),
  scalarArb.map(($eq) => ({ $eq })),
  scalarArb.map(($ne) => ({ $ne })),
  fc.array(scalarArb).map(($in) => ({ $in })),
  fc.array(scalarArb).map(($nin) => ({ $nin })),
  fc.tuple(scalarArb, fc.array(scalarArb)).map(([$ne, $nin]) => ({ $ne, $nin })),
);
const conditionsArb: fc.Arbitrary<Conditions> = fc.record(
  { x: testArb, y: testArb, 'z.w': testArb },
  { requiredKeys: [] },
);

describe('conditions', () => {
  it('judge equality and lists exactly as CASL does', () => {
    fc.assert(
      fc.property(conditionsArb, subjectArb, (conditions, subject) => {
        expect(conditionsMatcher(conditions)(subject)).toBe(mongoQueryMatcher(conditions)(subject));
      }),
      { numRuns: 2000 },
    );
  });

  it('hold when there are none', () => {
    expect(matcherOf({})({ anything: 1 })).toBe(true);
  });

  it('read what is missing as null, so that an object and a row are judged alike', () => {
    const matching: Conditions[] = [
      { a: null },
      { a: { $in: [null] } },
      { a: { $exists: false } },
      { a: { $ne: 1 } },
      { 'a.b': null },
    ];
    for (const conditions of matching) {
      expect(matcherOf(conditions)({})).toBe(true);
      expect(matcherOf(conditions)({ a: null })).toBe(true);
    }
    expect(matcherOf({ a: { $exists: true } })({ a: null })).toBe(false);
  });

  it('order numbers only: null, text and truth values are neither more nor less', () => {
    for (const value of [null, undefined, '5', true]) {
      for (const operator of ['$gt', '$gte', '$lt', '$lte']) {
        expect(matcherOf({ a: { [operator]: 1 } })({ a: value })).toBe(false);
      }
    }
    expect(matcherOf({ a: { $gt: 1, $lte: 5 } })({ a: 5 })).toBe(true);
    expect(matcherOf({ a: { $gt: 1, $lte: 5 } })({ a: 1 })).toBe(false);
  });

  it('test a list for any of its members, and the negations for none', () => {
    const runnerAndBuilder = { roles: ['runner', 'builder'] };
    expect(matcherOf({ roles: 'runner' })(runnerAndBuilder)).toBe(true);
    expect(matcherOf({ roles: { $in: ['owner', 'builder'] } })(runnerAndBuilder)).toBe(true);
    expect(matcherOf({ roles: { $ne: 'runner' } })(runnerAndBuilder)).toBe(false);
    expect(matcherOf({ roles: { $nin: ['owner'] } })(runnerAndBuilder)).toBe(true);
  });

  it('refuse an operator outside the language instead of reading it as a field', () => {
    for (const text of ['{"a":{"$regex":".*"}}', '{"a":{"$where":"x"}}', '{"a":{"__proto__":1}}']) {
      expect(() => matcherOf(JSON.parse(text) as Conditions)).toThrow(/not part of the condition language/);
    }
  });
});
