import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Evidence, evidenceGrade, minutesOfSeconds } from './evidence-grade.js';

const best: Evidence = { confirmedByPerson: true, baselineMethod: 'timed', humanMinutes: 3, measuredHumanSeconds: 170 };

describe('the evidence grade', () => {
  it('is measured for a timed baseline and human minutes left as the page measured them', () => {
    expect(evidenceGrade(best)).toBe('measured');
  });

  it('falls to confirmed when the person changed the measured minutes', () => {
    expect(evidenceGrade({ ...best, humanMinutes: 5 })).toBe('confirmed');
  });

  it('falls to confirmed when the baseline was only stated, or there is none', () => {
    expect(evidenceGrade({ ...best, baselineMethod: 'stated' })).toBe('confirmed');
    expect(evidenceGrade({ ...best, baselineMethod: null })).toBe('confirmed');
  });

  it('falls to confirmed when the page measured nothing', () => {
    expect(evidenceGrade({ ...best, measuredHumanSeconds: null })).toBe('confirmed');
  });

  it('is estimated when nobody looked, however well the rest was measured', () => {
    expect(evidenceGrade({ ...best, confirmedByPerson: false })).toBe('estimated');
  });

  it('is measured whenever a person takes the offered minutes of a timed task', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (measuredHumanSeconds) => {
        const humanMinutes = minutesOfSeconds(measuredHumanSeconds);
        expect(evidenceGrade({ ...best, humanMinutes, measuredHumanSeconds })).toBe('measured');
      }),
    );
  });
});

describe('measured seconds', () => {
  it.each([
    [0, 0],
    [29, 0],
    [30, 1],
    [89, 1],
    [90, 2],
    [3_600, 60],
  ])('of %i become %i minutes', (seconds, minutes) => {
    expect(minutesOfSeconds(seconds)).toBe(minutes);
  });
});
