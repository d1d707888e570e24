/** The fields of a cron line as sets of numbers, with the two forms that "first Monday" and "last day" need. */
export interface CronLine {
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** Null for any day of the month. */
  readonly daysOfMonth: DaysOfMonth | null;
  /** Null for any day of the week. */
  readonly daysOfWeek: DaysOfWeek | null;
}

export interface DaysOfMonth {
  readonly days: ReadonlySet<number>;
  readonly last: boolean;
}

export interface DaysOfWeek {
  /** 0 is Sunday. */
  readonly days: ReadonlySet<number>;
  /** The nth such day of the month, counted from 1; 0 is the last one. */
  readonly nth: readonly { readonly day: number; readonly nth: number }[];
}

export type ReadCronLine = { readonly line: CronLine; readonly fault?: undefined } | { readonly fault: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const LONGEST = 120;

/** One field: its name in sentences, its range, and the words that stand for numbers. */
interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly words?: readonly string[];
}

const MINUTE: Field = { name: 'minute', low: 0, high: 59 };
const HOUR: Field = { name: 'hour', low: 0, high: 23 };
const DAY: Field = { name: 'day of the month', low: 1, high: 31 };
const MONTH: Field = { name: 'month', low: 1, high: 12, words: MONTHS };
// 7 is Sunday too, as cron has always had it.
const WEEKDAY: Field = { name: 'day of the week', low: 0, high: 7, words: WEEKDAYS };

/**
 * Reads the five fields minute, hour, day of the month, month, day of the week: `*`, numbers, names, lists, ranges and steps;
 * `L` for the last day of the month, `1#1` for the first Monday and `5L` for the last Friday of it. Where both kinds of day are
 * given either of them suffices, as in every cron.
 */
export function readCronLine(text: string): ReadCronLine {
  const parts = text.trim().toLowerCase().split(/\s+/);
  if (text.length > LONGEST || parts.length !== 5) {
    return { fault: 'A cron line has five parts: minute, hour, day of the month, month, day of the week.' };
  }
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  try {
    return {
      line: {
        text: parts.join(' '),
        minutes: inOrder(numbers(minute, MINUTE)),
        hours: inOrder(numbers(hour, HOUR)),
        months: numbers(month, MONTH),
        daysOfMonth: day === '*' ? null : daysOfMonth(day),
        daysOfWeek: weekday === '*' ? null : daysOfWeek(weekday),
      },
    };
  } catch (error) {
    if (error instanceof CronFault) return { fault: error.message };
    throw error;
  }
}

class CronFault extends Error {}

function daysOfMonth(text: string): DaysOfMonth {
  const items = text.split(',');
  const plain = items.filter((item) => item !== 'l');
  return {
    days: plain.length === 0 ? new Set() : numbers(plain.join(','), DAY),
    last: plain.length < items.length,
  };
}

function daysOfWeek(text: string): DaysOfWeek {
  const days = new Set<number>();
  const nth: { day: number; nth: number }[] = [];
  for (const item of text.split(',')) {
    const counted = /^(\w+)#([1-5])$/.exec(item);
    const last = /^(\w+)l$/.exec(item);
    if (counted) nth.push({ day: number(counted[1], WEEKDAY) % 7, nth: Number(counted[2]) });
    else if (last) nth.push({ day: number(last[1], WEEKDAY) % 7, nth: 0 });
    else for (const day of numbers(item, WEEKDAY)) days.add(day % 7);
  }
  return { days, nth };
}

function numbers(text: string, field: Field): Set<number> {
  const found = new Set<number>();
  for (const item of text.split(',')) for (const value of range(item, field)) found.add(value);
  return found;
}

function range(item: string, field: Field): number[] {
  const [span = '', stepText, more] = item.split('/');
  const step = stepText === undefined ? 1 : number(stepText, { name: `step of the ${field.name}`, low: 1, high: 59 });
  if (more !== undefined) throw unreadable(item, field);
  const [fromText = '', toText, beyond] = span.split('-');
  if (beyond !== undefined) throw unreadable(item, field);
  const from = span === '*' ? field.low : number(fromText, field);
  const whole = span === '*' || (toText === undefined && stepText !== undefined);
  const to = whole ? (field === WEEKDAY ? 6 : field.high) : toText === undefined ? from : number(toText, field);
  if (to < from) throw new CronFault(`In the ${field.name}, “${item}” ends before it begins.`);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function number(text: string | undefined, field: Field): number {
  const word = field.words?.indexOf(text ?? '') ?? -1;
  if (word >= 0) return word + field.low;
  if (text === undefined || !/^\d{1,2}$/.test(text)) throw unreadable(text ?? '', field);
  const value = Number(text);
  if (value < field.low || value > field.high) {
    throw new CronFault(`The ${field.name} goes from ${field.low} to ${field.high}; “${text}” lies outside.`);
  }
  return value;
}

function unreadable(text: string, field: Field): CronFault {
  return new CronFault(`“${text}” is no ${field.name}.`);
}

function inOrder(values: ReadonlySet<number>): number[] {
  return [...values].sort((one, other) => one - other);
}
