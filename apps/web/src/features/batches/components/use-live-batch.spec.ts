import { describe, expect, it } from '@jest/globals';
import { laterBatch } from './use-live-batch.js';

const counts = {
  faulty: 0,
  waiting: 3,
  underWay: 0,
  waitingForPeople: 0,
  succeeded: 0,
  failed: 0,
  left: 0,
  costMicros: 0,
};
const at = (revision: number, more: Partial<typeof counts> = {}) => ({ revision, counts: { ...counts, ...more } });

describe('of two snapshots of a batch', () => {
  it('the one after a change of state is later, also when a retry has put rows back', () => {
    const done = at(3, { waiting: 0, succeeded: 2, failed: 1 });
    const again = at(4, { waiting: 1, succeeded: 2 });
    expect(laterBatch(done, again)).toBe(again);
    expect(laterBatch(again, done)).toBe(again);
  });

  it('the one in which more rows came to an end is later, whichever came first', () => {
    const early = at(2, { underWay: 3, waiting: 0 });
    const late = at(2, { underWay: 1, waiting: 0, succeeded: 2 });
    expect(laterBatch(early, late)).toBe(late);
    expect(laterBatch(late, early)).toBe(late);
  });

  it('there is one as soon as there was one', () => {
    const one = at(1);
    expect(laterBatch(null, one)).toBe(one);
    expect(laterBatch(one, null)).toBe(one);
    expect(laterBatch(null, null)).toBeNull();
  });
});
