import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '@groundswell/kernel';
import { isDrawnForReview } from './review-sampling.js';

describe('the draw of runs to review', () => {
  it('gives the same answer every time, all at 100 percent, and keeps whom a smaller share drew', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 99 }), (runId, percent) => {
        expect(isDrawnForReview(runId, percent)).toBe(isDrawnForReview(runId, percent));
        expect(isDrawnForReview(runId, 100)).toBe(true);
        if (isDrawnForReview(runId, percent)) expect(isDrawnForReview(runId, percent + 1)).toBe(true);
      }),
    );
  });

  it('draws about the share that was asked for', () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => newId(1_700_000_000_000 + i));
    const drawn = ids.filter((id) => isDrawnForReview(id, 20)).length;
    expect(drawn).toBeGreaterThan(850);
    expect(drawn).toBeLessThan(1_150);
  });
});
