/** How often, as a person chooses it. */
export type Rhythm = 'day' | 'workday' | 'weekdays' | 'nthWeekday' | 'monthDay' | 'lastDay' | 'hour' | 'cron';

/** A timetable as the form holds it: what the chosen rhythm does not need is kept for when it is chosen again. */
export interface TimetableDraft {
  readonly rhythm: Rhythm;
  /** "08:30". */
  readonly time: string;
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  readonly weekday: number;
  /** The nth such weekday of the month; 0 is the last. */
  readonly nth: number;
  readonly monthDay: number;
  readonly minute: number;
  readonly cron: string;
}

export const NEW_TIMETABLE: TimetableDraft = {
  rhythm: 'workday',
  time: '08:30',
  weekdays: [1],
  weekday: 1,
  nth: 1,
  monthDay: 1,
  minute: 0,
  cron: '30 8 * * 1-5',
};

/** The cron line of what was chosen. A time that is not one yet becomes a line that the server refuses. */
export function cronOf(draft: TimetableDraft): string {
  const [hour = '', minute = ''] = draft.time.split(':');
  const at = `${Number(minute)} ${Number(hour)}`;
  switch (draft.rhythm) {
    case 'day':
      return `${at} * * *`;
    case 'workday':
      return `${at} * * 1-5`;
    case 'weekdays':
      return `${at} * * ${[...draft.weekdays].sort((one, other) => one - other).join(',')}`;
    case 'nthWeekday':
      return `${at} * * ${draft.nth === 0 ? `${draft.weekday}l` : `${draft.weekday}#${draft.nth}`}`;
    case 'monthDay':
      return `${at} ${draft.monthDay} * *`;
    case 'lastDay':
      return `${at} l * *`;
    case 'hour':
      return `${draft.minute} * * * *`;
    case 'cron':
      return draft.cron;
  }
}

/** What was chosen for a cron line: itself where no choice makes it. */
export function draftOf(cron: string): TimetableDraft {
  const own: TimetableDraft = { ...NEW_TIMETABLE, rhythm: 'cron', cron };
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.toLowerCase().split(' ');
  const read = readFields({ minute, hour, day, weekday });
  if (month !== '*' || read === null) return own;
  const draft = { ...own, ...read };
  return cronOf(draft) === cron.toLowerCase() ? draft : own;
}

function readFields(field: {
  minute: string;
  hour: string;
  day: string;
  weekday: string;
}): Partial<TimetableDraft> | null {
  const minute = Number(field.minute);
  if (field.hour === '*' && field.day === '*' && field.weekday === '*') return { rhythm: 'hour', minute };
  const time = `${field.hour.padStart(2, '0')}:${field.minute.padStart(2, '0')}`;
  if (field.day === 'l' && field.weekday === '*') return { rhythm: 'lastDay', time };
  if (field.day !== '*')
    return field.weekday === '*' ? { rhythm: 'monthDay', time, monthDay: Number(field.day) } : null;
  if (field.weekday === '*') return { rhythm: 'day', time };
  if (field.weekday === '1-5') return { rhythm: 'workday', time };
  const counted = /^([0-6])(?:#([1-5])|l)$/.exec(field.weekday);
  if (counted) return { rhythm: 'nthWeekday', time, weekday: Number(counted[1]), nth: Number(counted[2] ?? 0) };
  if (/^[0-6](,[0-6])*$/.test(field.weekday)) {
    return { rhythm: 'weekdays', time, weekdays: field.weekday.split(',').map(Number) };
  }
  return null;
}
