import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCronLine, type CronLine } from './cron-line.js';
import { dueTimes, nextDue, nextDues } from './due-times.js';
import { timetableWords } from './timetable-words.js';
import { isTimeZone, ZonedClock } from './zoned-time.js';

function line(text: string): CronLine {
  const read = readCronLine(text);
  if (read.fault !== undefined) throw new Error(read.fault);
  return read.line;
}

function due(text: string, timeZone: string, after: string, most: number): string[] {
  return nextDues({ line: line(text), timeZone }, new Date(after), most).map((at) => at.toISOString().slice(0, 16));
}

describe('a cron line', () => {
  it.each([
    ['30 8 * * 1-5', 'every weekday at 08:30'],
    ['30 8 * * MON-FRI', 'every weekday at 08:30'],
    ['0 9 * * 1#1', 'on the first Monday of the month at 09:00'],
    ['0 9 * * fri#2,5L', 'on the second Friday and last Friday of the month at 09:00'],
    ['0 18 L * *', 'on the last day of the month at 18:00'],
    ['0 7 1,15 * *', 'on the 1st and 15th of the month at 07:00'],
    ['0 7 1 1,7 *', 'on the 1st of the month in January and July at 07:00'],
    ['0 6,18 * * *', 'every day at 06:00 and 18:00'],
    ['0 * * * *', 'every hour'],
    ['15 * * * *', 'every hour at minute 15'],
    ['*/15 * * * *', 'every 15 minutes'],
    ['*/15 * * * 1-5', 'every 15 minutes, every weekday'],
    ['0 12 * * 0,7', 'every Sunday at 12:00'],
    ['0 9 13 * 5', 'by the cron line 0 9 13 * 5'],
    ['7-59/13 9-17 * * *', 'by the cron line 7-59/13 9-17 * * *'],
  ])('%s is said as “%s”', (text, words) => expect(timetableWords(line(text))).toBe(words));

  it.each([
    ['', 'five parts'],
    ['* * * *', 'five parts'],
    ['@daily', 'five parts'],
    ['60 * * * *', 'The minute goes from 0 to 59'],
    ['0 24 * * *', 'The hour goes'],
    ['0 9 0 * *', 'The day of the month goes'],
    ['0 9 * 13 *', 'The month goes'],
    ['0 9 * * 8', 'The day of the week goes'],
    ['0 9 * * 1#6', 'no day of the week'],
    ['9-5 * * * *', 'ends before it begins'],
    ['*/0 * * * *', 'step of the minute'],
    ['1/2/3 * * * *', 'no minute'],
    ['0 9 * * funday', 'no day of the week'],
  ])('%s is refused with what is wrong', (text, words) => {
    expect(readCronLine(text).fault).toContain(words);
  });
});

describe('the times at which it falls due', () => {
  it('are by the clocks of its zone, in summer and in winter', () => {
    expect(due('30 8 * * 1-5', 'Europe/Berlin', '2026-10-22T00:00Z', 4)).toEqual([
      '2026-10-22T06:30',
      '2026-10-23T06:30',
      '2026-10-26T07:30',
      '2026-10-27T07:30',
    ]);
  });

  it('of a first Monday, a last Friday, a last day and a 29 February are right', () => {
    expect(due('0 9 * * 1#1', 'Europe/Berlin', '2026-11-01T12:00Z', 2)).toEqual([
      '2026-11-02T08:00',
      '2026-12-07T08:00',
    ]);
    expect(due('0 9 * * 5L', 'UTC', '2026-11-01T12:00Z', 2)).toEqual(['2026-11-27T09:00', '2026-12-25T09:00']);
    expect(due('0 9 L 2 *', 'UTC', '2026-11-01T12:00Z', 2)).toEqual(['2027-02-28T09:00', '2028-02-29T09:00']);
    expect(due('0 9 29 2 *', 'UTC', '2026-11-01T12:00Z', 2)).toEqual(['2028-02-29T09:00', '2032-02-29T09:00']);
  });

  it('are either of both kinds of day where both are given', () => {
    expect(due('0 9 13 11 5', 'UTC', '2026-11-05T12:00Z', 3)).toEqual([
      '2026-11-06T09:00',
      '2026-11-13T09:00',
      '2026-11-20T09:00',
    ]);
  });

  it('in a skipped hour are the moment at which the clocks are put forward', () => {
    expect(due('30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00Z', 3)).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    expect(due('0 0 24 4 *', 'Africa/Cairo', '2026-04-01T00:00Z', 1)).toEqual(['2026-04-23T22:00']);
    expect(due('*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:10Z', 3)).toEqual([
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]);
  });

  it('in a doubled hour come once, the first time', () => {
    expect(due('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('of every hour go by the hours that pass, also through a doubled one', () => {
    expect(due('30 * * * *', 'Europe/Berlin', '2026-10-24T23:00Z', 4)).toEqual([
      '2026-10-24T23:30',
      '2026-10-25T00:30',
      '2026-10-25T01:30',
      '2026-10-25T02:30',
    ]);
  });

  it('are none for a day that there never is', () => {
    expect(nextDue({ line: line('0 9 30 2 *'), timeZone: 'UTC' }, new Date('2026-11-01'))).toBeNull();
  });

  it('rise strictly, and asked from anywhere between two of them give the later one', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kolkata', 'UTC'];
    const field = (low: number, high: number) => fc.integer({ min: low, max: high }).map(String);
    const lines = fc
      .tuple(
        fc.oneof(field(0, 59), fc.constant('*/20')),
        fc.oneof(field(0, 23), fc.constant('*'), fc.constant('1-3')),
        fc.oneof(fc.constant('*'), field(1, 28), fc.constant('L')),
        fc.constant('*'),
        fc.oneof(fc.constant('*'), field(0, 6), fc.constant('0#1')),
      )
      .map((parts) => line(parts.join(' ')));
    const from = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(...zones),
        from,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, zone, at, share) => {
          const timetable = { line: of, timeZone: zone };
          const times = nextDues(timetable, at, 5).map((one) => one.getTime());
          expect(times[0]).toBeGreaterThan(at.getTime());
          for (let index = 1; index < times.length; index++) {
            const [before = 0, after = 0] = times.slice(index - 1, index + 1);
            expect(after).toBeGreaterThan(before);
            const between = new Date(before + Math.floor((after - before - 1) * share));
            expect(nextDue(timetable, between)?.getTime()).toBe(after);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('show what the line says, whenever the clocks show it', () => {
    const at = dueTimes({ line: line('30 8 * * 1'), timeZone: 'America/New_York' }, new Date('2026-01-01')).next()
      .value;
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/New_York',
      timeStyle: 'short',
      dateStyle: 'full',
    });
    expect(shown.format(at ?? undefined)).toBe('Monday, 5 January 2026 at 08:30');
  });
});

describe('a time zone', () => {
  it('is one that the IANA database has', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', '', '+01:00; DROP'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(new ZonedClock('Asia/Kolkata').dayOf(new Date('2026-11-01T20:00Z'))).toEqual({
      year: 2026,
      month: 11,
      day: 2,
    });
  });
});
