import { PAGE_LOCALE } from './numbers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat(PAGE_LOCALE, { numeric: 'auto' });

/** Date and time in the reader's zone, with the zone's name: for titles and tables of evidence. */
export function formatInstant(iso: string): string {
  return new Intl.DateTimeFormat(PAGE_LOCALE, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(iso));
}

/** Only the day, in the reader's zone. */
export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat(PAGE_LOCALE, { dateStyle: 'medium' }).format(new Date(iso));
}

/** A month given as "2026-10": "Oct 2026". A text of any other shape is returned as it is. */
export function formatMonth(month: string): string {
  const match = /^(\d{4})-(\d{2})/.exec(month);
  if (match === null) return month;
  const first = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, 1));
  return new Intl.DateTimeFormat(PAGE_LOCALE, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(first);
}

/**
 * Past time is rounded down and time to come up, so that what was just made for seven days says "in 7 days". The reader's clock may
 * be told up to a minute late; that minute opens no further unit.
 */
function whole(differenceMs: number, unitMs: number): number {
  if (differenceMs <= 0) return Math.trunc(differenceMs / unitMs);
  return Math.max(1, Math.ceil((differenceMs - (unitMs > MINUTE ? MINUTE : 0)) / unitMs));
}

/** "3 hours ago" within a week, the day beyond it. Works for the future too ("in 2 days"). */
export function formatWhen(iso: string, now: Date): string {
  const differenceMs = new Date(iso).getTime() - now.getTime();
  const size = Math.abs(differenceMs);
  if (size < MINUTE) return differenceMs > 0 ? 'in a moment' : 'just now';
  if (Math.abs(whole(differenceMs, MINUTE)) < 60) return relative.format(whole(differenceMs, MINUTE), 'minute');
  if (Math.abs(whole(differenceMs, HOUR)) < 24) return relative.format(whole(differenceMs, HOUR), 'hour');
  const days = whole(differenceMs, DAY);
  if (days > -7 && days <= 7) return relative.format(days, 'day');
  return formatDay(iso);
}
