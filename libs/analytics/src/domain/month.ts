/** A calendar month in an organisation's time zone, as `2026-11`. Sorts as text. */
export type Month = `${number}-${number}`;

const DAY_MS = 86_400_000;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a month. */
export function isMonth(text: string): text is Month {
  return MONTH.test(text);
}

/** The month that an instant falls in, as a calendar on the wall in that time zone shows it. */
export function monthOf(at: Date, timeZone: string): Month {
  const { year, month } = wallClock(at, timeZone);
  return toMonth(year, month);
}

/** The month a number of months later; earlier when negative. */
export function addMonths(month: Month, count: number): Month {
  const index = indexOf(month) + count;
  return toMonth(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
}

/** How many months lie between two; zero for the same one. */
export function monthsBetween(from: Month, to: Month): number {
  return indexOf(to) - indexOf(from);
}

/** Every month from the first to the last, both included; empty when the last is earlier. */
export function monthRange(first: Month, last: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, step) => addMonths(first, step));
}

/** The first instant of a month in a time zone, also where midnight of the first does not exist. */
export function monthStart(month: Month, timeZone: string): Date {
  const wallMs = Date.UTC(...yearAndMonth(month), 1);
  // The offset is asked for near the wanted instant, then again at the answer, since a change of the clock may lie between.
  let instant = wallMs - offsetMs(new Date(wallMs), timeZone);
  instant = wallMs - offsetMs(new Date(instant), timeZone);
  if (monthOf(new Date(instant), timeZone) !== month) instant = firstInstantOf(month, instant, timeZone);
  return new Date(instant);
}

/** The first instant after a month: the start of the next. */
export function monthEnd(month: Month, timeZone: string): Date {
  return monthStart(addMonths(month, 1), timeZone);
}

/** The month spelled out, for sentences: `November 2026`. */
export function monthName(month: Month): string {
  const [year, index] = yearAndMonth(month);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, index, 15)),
  );
}

function indexOf(month: Month): number {
  const [year, index] = yearAndMonth(month);
  return year * 12 + index;
}

function yearAndMonth(month: Month): [year: number, monthIndex: number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1];
}

function toMonth(year: number, month: number): Month {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Month;
}

/** Steps from the day before, for zones whose clocks jump over midnight of the first. */
function firstInstantOf(month: Month, near: number, timeZone: string): number {
  let before = near - DAY_MS;
  let after = near + DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (monthOf(new Date(middle), timeZone) < month) before = middle;
    else after = middle;
  }
  return after;
}

function offsetMs(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

function wallClock(at: Date, timeZone: string) {
  const read = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) {
    if (type in read) read[type as keyof typeof read] = Number(value);
  }
  return read;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
