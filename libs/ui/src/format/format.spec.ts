import { describe, expect, it } from '@jest/globals';
import { formatDuration, formatHours, formatMinutes } from './durations.js';
import { formatMoney } from './money.js';
import { formatCount, formatNumber, formatPercent, MINUS, THIN_SPACE, withSign } from './numbers.js';
import { formatMonth, formatWhen } from './when.js';

describe('numbers', () => {
  it('writes a real minus sign and never a minus zero', () => {
    expect(formatNumber(-1234)).toBe(`${MINUS}1,234`);
    expect(formatNumber(-0)).toBe('0');
  });

  it('writes a dash for what is not a number', () => {
    expect(formatNumber(Number.NaN)).toBe('–');
  });

  it('puts a thin space before the per cent sign', () => {
    expect(formatPercent(0.625)).toBe(`63${THIN_SPACE}%`);
  });

  it('agrees the noun with the count', () => {
    expect([formatCount(1, 'run'), formatCount(0, 'run'), formatCount(2, 'entry', 'entries')]).toEqual([
      '1 run',
      '0 runs',
      '2 entries',
    ]);
  });

  it('marks a gain with a plus and leaves a loss its minus', () => {
    expect([withSign(3, formatMinutes(3)), withSign(-3, formatMinutes(-3))]).toEqual([
      `+3${THIN_SPACE}min`,
      `${MINUS}3${THIN_SPACE}min`,
    ]);
  });
});

describe('money', () => {
  it('keeps two significant digits of an amount below one unit', () => {
    expect(formatMoney(3_140, 'EUR')).toBe('€0.0031');
    expect(formatMoney(300_000, 'EUR')).toBe('€0.30');
    expect(formatMoney(40_000, 'EUR')).toBe('€0.04');
  });

  it('drops the cents from a thousand on', () => {
    expect(formatMoney(1_234_560_000, 'EUR')).toBe('€1,235');
    expect(formatMoney(12_340_000, 'EUR')).toBe('€12.34');
  });

  it('writes losses with a real minus and shortens for tiles', () => {
    expect(formatMoney(-41_200_000_000, 'EUR', { compact: true })).toBe(`${MINUS}€41.2k`);
  });
});

describe('durations', () => {
  it('speaks of minutes below one hour and of hours from there on', () => {
    expect(formatMinutes(59.4)).toBe(`59${THIN_SPACE}min`);
    expect(formatMinutes(59.6)).toBe(`1${THIN_SPACE}h`);
    expect(formatMinutes(107)).toBe(`1${THIN_SPACE}h 47${THIN_SPACE}min`);
    expect(formatMinutes(125)).toBe(`2${THIN_SPACE}h 05${THIN_SPACE}min`);
    expect(formatMinutes(-180)).toBe(`${MINUS}3${THIN_SPACE}h`);
  });

  it('gives hours one decimal only while it matters', () => {
    expect(formatHours(12.44)).toBe(`12.4${THIN_SPACE}h`);
    expect(formatHours(1204.4)).toBe(`1,204${THIN_SPACE}h`);
  });

  it('chooses the unit of a duration by its size', () => {
    expect([formatDuration(420), formatDuration(3210), formatDuration(125_000)]).toEqual([
      `420${THIN_SPACE}ms`,
      `3.2${THIN_SPACE}s`,
      `2${THIN_SPACE}min 05${THIN_SPACE}s`,
    ]);
    expect(formatDuration(18_320_000)).toBe(`5${THIN_SPACE}h 05${THIN_SPACE}min`);
  });
});

describe('when', () => {
  const now = new Date('2026-11-21T12:00:00Z');

  it('is relative within a week and a day beyond it', () => {
    expect(formatWhen('2026-11-21T11:59:40Z', now)).toBe('just now');
    expect(formatWhen('2026-11-21T09:00:00Z', now)).toBe('3 hours ago');
    expect(formatWhen('2026-11-23T12:00:00Z', now)).toBe('in 2 days');
    expect(formatWhen('2026-10-02T12:00:00Z', now)).toBe('2 Oct 2026');
  });

  it('rounds what is to come up and what is past down', () => {
    expect(formatWhen('2026-11-28T11:59:58Z', now)).toBe('in 7 days');
    expect(formatWhen('2026-11-28T12:00:20Z', now)).toBe('in 7 days');
    expect(formatWhen('2026-11-29T12:00:00Z', now)).toBe('29 Nov 2026');
    expect(formatWhen('2026-11-22T11:59:58Z', now)).toBe('tomorrow');
    expect(formatWhen('2026-11-21T12:59:58Z', now)).toBe('in 1 hour');
    expect(formatWhen('2026-11-19T12:00:02Z', now)).toBe('yesterday');
  });

  it('names a month and leaves other text alone', () => {
    expect(formatMonth('2026-10')).toBe('Oct 2026');
    expect(formatMonth('soon')).toBe('soon');
  });
});
