import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addMonths,
  isMonth,
  type Month,
  monthEnd,
  monthName,
  monthOf,
  monthRange,
  monthsBetween,
  monthStart,
} from './month.js';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Asuncion',
  'Africa/Cairo',
  'Australia/Lord_Howe',
);
const instants = fc.date({
  min: new Date('1995-01-01T00:00:00Z'),
  max: new Date('2060-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const months = fc
  .tuple(fc.integer({ min: 1995, max: 2060 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}` as Month);

describe('a month', () => {
  it('is the one on the wall: the last evening of October in Berlin is November nowhere west of it', () => {
    const at = new Date('2026-10-31T23:30:00Z');
    expect(monthOf(at, 'Europe/Berlin')).toBe('2026-11');
    expect(monthOf(at, 'UTC')).toBe('2026-10');
    expect(monthOf(at, 'America/New_York')).toBe('2026-10');
  });

  it('starts an hour earlier in UTC than the wall says in winter, two in summer', () => {
    expect(monthStart('2026-01', 'Europe/Berlin')).toEqual(new Date('2025-12-31T23:00:00Z'));
    expect(monthStart('2026-07', 'Europe/Berlin')).toEqual(new Date('2026-06-30T22:00:00Z'));
  });

  it('starts at one in the morning where the clocks jumped over midnight of the first: Asuncion, October 2017', () => {
    expect(monthStart('2017-10', 'America/Asuncion')).toEqual(new Date('2017-10-01T04:00:00Z'));
  });

  it('begins with an instant of its own, preceded by one of the month before, in every zone', () => {
    fc.assert(
      fc.property(months, zones, (month, zone) => {
        const start = monthStart(month, zone);
        expect(monthOf(start, zone)).toBe(month);
        expect(monthOf(new Date(start.getTime() - 1), zone)).toBe(addMonths(month, -1));
        expect(monthEnd(month, zone)).toEqual(monthStart(addMonths(month, 1), zone));
      }),
    );
  });

  it('holds every instant that it is the month of', () => {
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const month = monthOf(at, zone);
        expect(at.getTime()).toBeGreaterThanOrEqual(monthStart(month, zone).getTime());
        expect(at.getTime()).toBeLessThan(monthEnd(month, zone).getTime());
      }),
    );
  });

  it('comes back after going as many months forth as back', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -400, max: 400 }), (month, count) => {
        expect(addMonths(addMonths(month, count), -count)).toBe(month);
        expect(monthsBetween(month, addMonths(month, count))).toBe(count);
      }),
    );
  });

  it('ranges over both ends: October to January are four', () => {
    expect(monthRange('2025-10', '2026-01')).toEqual(['2025-10', '2025-11', '2025-12', '2026-01']);
    expect(monthRange('2026-02', '2026-01')).toEqual([]);
  });

  it.each(['2026-13', '2026-00', '2026-1', '26-01', '', '2026-01-01', '２０２６-01'])('is not %p', (text) => {
    expect(isMonth(text)).toBe(false);
  });

  it('has a name', () => {
    expect(monthName('2026-11')).toBe('November 2026');
  });
});
