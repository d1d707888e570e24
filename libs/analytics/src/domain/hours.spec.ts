import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, fteSaved, hoursByGrade, type MinuteSums, NO_MINUTES } from './hours.js';

const minutes = fc.integer({ min: -100_000, max: 100_000 });
const sums: fc.Arbitrary<MinuteSums> = fc.record({
  measured: minutes,
  confirmed: minutes,
  estimated: minutes,
  estimatedUnattended: minutes,
  lost: fc.nat(100_000),
  sampled: fc.nat(1_000),
  sampledUseful: fc.nat(1_000),
});

describe('hours by grade', () => {
  it('keep the estimate out of the headline: 90 + 30 minutes make 2 hours, 60 estimated stand beside', () => {
    const hours = hoursByGrade({ ...NO_MINUTES, measured: 90, confirmed: 30, estimated: 60 });
    expect(hours).toMatchObject({ measured: 1.5, confirmed: 0.5, headline: 2, estimated: 1, estimatedScaled: 1 });
  });

  it('scale only the unattended part: 600 of 900 minutes, 8 of 10 samples useful, show 13 hours', () => {
    const hours = hoursByGrade({
      ...NO_MINUTES,
      estimated: 900,
      estimatedUnattended: 600,
      sampled: 10,
      sampledUseful: 8,
    });
    expect(hours.estimatedScaled).toBe(13);
    expect(hours.estimated).toBe(15);
    expect(hours.explanation).toContain('80\u202f%');
  });

  it('scale nothing on nine samples, and say so', () => {
    const hours = hoursByGrade({
      ...NO_MINUTES,
      estimated: 600,
      estimatedUnattended: 600,
      sampled: 9,
      sampledUseful: 0,
    });
    expect(hours.estimatedScaled).toBe(10);
    expect(hours.explanation).toContain('only 9 sampled runs have been looked at');
    const explained = (sampled: number) =>
      hoursByGrade({ ...NO_MINUTES, estimated: 60, estimatedUnattended: 60, sampled }).explanation;
    expect(explained(1)).toContain('only 1 sampled run has been looked at');
    expect(explained(0)).toContain('no sampled run has been looked at');
  });

  it('show what was lost without taking it off twice', () => {
    expect(hoursByGrade({ ...NO_MINUTES, confirmed: 60, lost: 30 })).toMatchObject({ headline: 1, lost: 0.5 });
  });

  it('of two months together are the hours of each added', () => {
    fc.assert(
      fc.property(sums, sums, (a, b) => {
        const together = hoursByGrade(addMinutes(a, b));
        expect(together.headline).toBeCloseTo(hoursByGrade(a).headline + hoursByGrade(b).headline, 6);
        expect(together.estimated).toBeCloseTo(hoursByGrade(a).estimated + hoursByGrade(b).estimated, 6);
      }),
    );
  });
});

describe('full-time positions saved', () => {
  const hours = hoursByGrade({ ...NO_MINUTES, confirmed: 1_720 * 60, estimated: 860 * 60 });
  const from = new Date('2025-11-21T00:00:00Z');

  it('are one for 1,720 hours in a year of 1,720, and one and a half with the estimate', () => {
    const fte = fteSaved(hours, from, new Date('2026-11-21T00:00:00Z'), 1_720);
    expect(fte.headline).toBeCloseTo(1, 10);
    expect(fte.withEstimated).toBeCloseTo(1.5, 10);
  });

  it('are twice as many when the same hours were saved in half the time', () => {
    const half = new Date(from.getTime() + 182.5 * 86_400_000);
    expect(fteSaved(hours, from, half, 1_720).headline).toBeCloseTo(2, 10);
  });

  it('do not shoot up in the first days: under 30 days count as 30', () => {
    const first = fteSaved(hours, from, new Date(from.getTime() + 86_400_000), 1_720);
    const month = fteSaved(hours, from, new Date(from.getTime() + 30 * 86_400_000), 1_720);
    expect(first).toEqual(month);
  });
});
