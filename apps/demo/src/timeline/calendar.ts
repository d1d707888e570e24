import type { SeededRandom } from '../random/seeded-random.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Offices open at seven; Berlin is one or two hours ahead of UTC. */
const FIRST_HOUR_UTC = 6.25;
const OFFICE_HOURS = 9.25;
export const PROGRAMME_MONTHS = 12;

/** The simulated year: from the first of a month about twelve months ago until now. */
export interface Calendar {
  readonly start: Date;
  readonly until: Date;
}

/**
 * The programme's year that ends at an instant. It begins on the first of a month, so that the months of the page are whole:
 * eleven months before the present one, or twelve in its first half, when the present one holds little yet.
 */
export function calendarUntil(until: Date): Calendar {
  const monthsBack = until.getUTCDate() < 15 ? PROGRAMME_MONTHS : PROGRAMME_MONTHS - 1;
  return { start: new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - monthsBack, 1)), until };
}

/** The first instant of the n-th month of the programme, from 1; never past its end. */
export function monthStart(calendar: Calendar, month: number): Date {
  const { start, until } = calendar;
  const at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month - 1, 1);
  return new Date(Math.min(at, until.getTime()));
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

export function isWorkday(at: Date): boolean {
  const day = at.getUTCDay();
  if (day === 0 || day === 6) return false;
  const date = at.toISOString().slice(5, 10);
  return !['12-24', '12-25', '12-26', '12-31', '01-01', '05-01', '10-03', '10-31'].includes(date);
}

/** How busy an office is in that week of the year: quiet around Christmas and in the summer. */
export function season(at: Date): number {
  const date = at.toISOString().slice(5, 10);
  if (date >= '12-20' || date <= '01-06') return 0.35;
  return date >= '07-15' && date <= '08-20' ? 0.75 : 1;
}

/** An instant in office hours on the day, or on the next working day. */
export function officeTime(day: Date, random: SeededRandom): Date {
  let midnight = Math.floor(day.getTime() / DAY_MS) * DAY_MS;
  while (!isWorkday(new Date(midnight))) midnight += DAY_MS;
  return new Date(Math.floor(midnight + (FIRST_HOUR_UTC + random.next() * OFFICE_HOURS) * HOUR_MS));
}

/** Every working day from one instant to another. */
export function workdays(from: Date, to: Date): Date[] {
  const days: Date[] = [];
  for (let at = Math.floor(from.getTime() / DAY_MS) * DAY_MS; at < to.getTime(); at += DAY_MS) {
    if (isWorkday(new Date(at))) days.push(new Date(at));
  }
  return days;
}

/** An hour of the day in Berlin, which is one or two hours ahead of UTC. */
export function berlinTime(day: Date, hours: number, minutes: number): Date {
  const midnight = Math.floor(day.getTime() / DAY_MS) * DAY_MS;
  const winter = new Date(midnight + (hours - 1) * HOUR_MS + minutes * 60_000);
  const shown = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(winter),
  );
  return shown === hours ? winter : new Date(winter.getTime() - HOUR_MS);
}
