import { describe, expect, it } from '@jest/globals';
import { isToCome, monthFrom, stateOf } from './budget-words.js';

describe('a budget in words', () => {
  it('says how much is spent, and that runs are refused when it is used up', () => {
    const at = (spentMicros: number, limitMicros = 100, refuses = false) =>
      stateOf({ spentMicros, limitMicros, refuses });
    expect(at(10).words).toBe('10 % spent');
    expect(at(80)).toMatchObject({ words: '80 % spent', color: 'yellow' });
    expect(at(100).words).toContain('refused');
    expect(at(90, 100, true).words).toBe('90 % spent, too little left for a turn: runs are refused');
    expect(at(0, 0).words).toContain('refused');
  });

  it('knows the months of which nothing can be spent yet', () => {
    const now = new Date(2026, 8, 30);
    expect(['2026-08', '2026-09', '2026-10', '2027-01'].map((month) => isToCome(month, now))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('goes from month to month', () => {
    expect([monthFrom('2026-12', 1), monthFrom('2026-01', -1), monthFrom('2026-05', -17)]).toEqual([
      '2027-01',
      '2025-12',
      '2024-12',
    ]);
  });
});
