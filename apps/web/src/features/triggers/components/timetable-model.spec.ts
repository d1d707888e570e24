import { describe, expect, it } from '@jest/globals';
import { cronOf, draftOf, NEW_TIMETABLE, type TimetableDraft } from './timetable-model.js';

describe('a timetable in the form', () => {
  it.each<[Partial<TimetableDraft>, string]>([
    [{ rhythm: 'day', time: '06:05' }, '5 6 * * *'],
    [{ rhythm: 'workday' }, '30 8 * * 1-5'],
    [{ rhythm: 'weekdays', weekdays: [5, 1] }, '30 8 * * 1,5'],
    [{ rhythm: 'nthWeekday', weekday: 1, nth: 1 }, '30 8 * * 1#1'],
    [{ rhythm: 'nthWeekday', weekday: 5, nth: 0 }, '30 8 * * 5l'],
    [{ rhythm: 'monthDay', monthDay: 15 }, '30 8 15 * *'],
    [{ rhythm: 'lastDay', time: '18:00' }, '0 18 l * *'],
    [{ rhythm: 'hour', minute: 10 }, '10 * * * *'],
  ])('%j is the line %s, and that line is read back as the same choice', (choice, cron) => {
    const draft = { ...NEW_TIMETABLE, ...choice };
    expect(cronOf(draft)).toBe(cron);
    expect(draftOf(cron).rhythm).toBe(draft.rhythm);
    expect(cronOf(draftOf(cron))).toBe(cron);
  });

  it.each(['*/15 * * * *', '0 9 13 * 5', '0 9 1 1 *', 'nonsense', '0 9,17 * * *', '00 09 * * *'])(
    '%s stays the line that it is',
    (cron) => {
      expect(draftOf(cron).rhythm).toBe('cron');
      expect(cronOf(draftOf(cron))).toBe(cron);
    },
  );
});
