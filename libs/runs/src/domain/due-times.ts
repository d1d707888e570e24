import type { CronLine } from './cron-line.js';
import { addDays, type CalendarDay, daysInMonth, weekdayOf, ZonedClock } from './zoned-time.js';

/** Longer than any leap day lets itself be waited for (1896 to 1904). */
const MOST_DAYS = 366 * 9;
const HOURS_OF_DAY = 24;

/** When a schedule falls due: a cron line, and whose clocks it goes by. */
export interface Timetable {
  readonly line: CronLine;
  readonly timeZone: string;
}

/**
 * The times at which a timetable falls due after an instant, in order and without end, unless there is none.
 *
 * A time that the clocks skip in spring falls due at the moment at which they skip it. A time that they show twice in autumn
 * falls due once, the first time, unless the line asks for every hour of the day: then it goes by the hours that pass.
 */
export function* dueTimes({ line, timeZone }: Timetable, after: Date): Generator<Date, void> {
  const clock = new ZonedClock(timeZone);
  let last = after.getTime();
  let day = clock.dayOf(after);
  for (let days = 0; days < MOST_DAYS; days++, day = addDays(day, 1)) {
    if (!fallsOn(line, day)) continue;
    for (const at of instantsOn(clock, line, day)) {
      if (at <= last) continue;
      last = at;
      days = 0;
      yield new Date(at);
    }
  }
}

/** Null when it never falls due again. */
export function nextDue(timetable: Timetable, after: Date): Date | null {
  return dueTimes(timetable, after).next().value ?? null;
}

/** The next few times. */
export function nextDues(timetable: Timetable, after: Date, most: number): Date[] {
  const times: Date[] = [];
  for (const at of dueTimes(timetable, after)) {
    if (times.push(at) >= most) break;
  }
  return times;
}

function instantsOn(clock: ZonedClock, { hours, minutes }: CronLine, day: CalendarDay): number[] {
  const goesByHours = hours.length === HOURS_OF_DAY;
  const instants = hours.flatMap((hour) =>
    minutes.flatMap((minute) => {
      const all = clock.instantsOf(day, hour, minute);
      return (goesByHours ? all : all.slice(0, 1)).map((at) => at.getTime());
    }),
  );
  return instants.sort((one, other) => one - other);
}

function fallsOn({ months, daysOfMonth, daysOfWeek }: CronLine, day: CalendarDay): boolean {
  if (!months.has(day.month)) return false;
  const byDate =
    daysOfMonth !== null && (daysOfMonth.days.has(day.day) || (daysOfMonth.last && day.day === daysInMonth(day)));
  const weekday = weekdayOf(day);
  const byWeekday =
    daysOfWeek !== null &&
    (daysOfWeek.days.has(weekday) ||
      daysOfWeek.nth.some((one) => one.day === weekday && (one.nth === 0 ? isLast(day) : one.nth === nthOf(day))));
  if (daysOfMonth === null) return daysOfWeek === null || byWeekday;
  return byDate || byWeekday;
}

/** Which one of its weekday a day is in its month. */
function nthOf({ day }: CalendarDay): number {
  return Math.ceil(day / 7);
}

function isLast(day: CalendarDay): boolean {
  return day.day + 7 > daysInMonth(day);
}
