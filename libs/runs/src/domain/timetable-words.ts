import type { CronLine } from './cron-line.js';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const NTH = ['last', 'first', 'second', 'third', 'fourth', 'fifth'];
const MOST_TIMES = 4;

/** A cron line in words: "every weekday at 08:30". What has no plain words is named as the line that it is. */
export function timetableWords(line: CronLine): string {
  const days = dayWords(line);
  const times = timeWords(line);
  if (days === null || times === null) return `by the cron line ${line.text}`;
  const months = line.months.size === 12 ? '' : ` in ${joined([...line.months].sort(byValue).map(monthName))}`;
  if (times.wholeDay) return days === 'every day' ? `${times.words}${months}` : `${times.words}, ${days}${months}`;
  return `${days}${months} ${times.words}`;
}

function dayWords({ daysOfMonth, daysOfWeek }: CronLine): string | null {
  if (daysOfMonth === null && daysOfWeek === null) return 'every day';
  if (daysOfMonth !== null && daysOfWeek !== null) return null;
  if (daysOfMonth !== null) {
    const dates = [...daysOfMonth.days].sort(byValue).map(ordinal);
    if (dates.length > 8) return null;
    return `on the ${joined([...dates, ...(daysOfMonth.last ? ['last day'] : [])])} of the month`;
  }
  if (daysOfWeek === null) return null;
  const { days, nth } = daysOfWeek;
  if (nth.length > 0) {
    if (days.size > 0) return null;
    return `on the ${joined(nth.map((one) => `${NTH[one.nth]} ${WEEKDAYS[one.day]}`))} of the month`;
  }
  const named = [...days].sort((one, other) => ((one + 6) % 7) - ((other + 6) % 7));
  const key = named.join('');
  if (key === '1234560') return 'every day';
  if (key === '12345') return 'every weekday';
  return `every ${joined(named.map((day) => WEEKDAYS[day] ?? ''))}`;
}

function timeWords({ hours, minutes }: CronLine): { readonly words: string; readonly wholeDay: boolean } | null {
  const [minute = 0] = minutes;
  if (hours.length === 24) {
    if (minutes.length === 1) {
      return { words: minute === 0 ? 'every hour' : `every hour at minute ${minute}`, wholeDay: true };
    }
    const step = stepOf(minutes);
    return step === null ? null : { words: `every ${step} minutes`, wholeDay: true };
  }
  if (hours.length * minutes.length > MOST_TIMES) return null;
  const times = hours.flatMap((hour) => minutes.map((one) => `${twoDigits(hour)}:${twoDigits(one)}`));
  return { words: `at ${joined(times)}`, wholeDay: false };
}

/** The step of minutes that divide the hour evenly from its beginning. */
function stepOf(minutes: readonly number[]): number | null {
  const step = 60 / minutes.length;
  return minutes.every((minute, index) => minute === index * step) ? step : null;
}

function joined(words: readonly string[]): string {
  const head = words.slice(0, -1);
  return head.length === 0 ? (words[0] ?? '') : `${head.join(', ')} and ${words.at(-1)}`;
}

function ordinal(value: number): string {
  const teen = value % 100 > 10 && value % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const monthName = (month: number): string => MONTHS[month - 1] ?? '';
const byValue = (one: number, other: number): number => one - other;
