const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A day of the calendar, wherever it is. Months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that follows so many days later. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** 0 is Sunday. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

export function daysInMonth({ year, month }: CalendarDay): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What the clocks on the wall of a time zone show, and when they show it. */
export class ZonedClock {
  private readonly format: Intl.DateTimeFormat;

  /** @throws RangeError for a zone that the IANA database does not have */
  constructor(readonly timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  }

  dayOf(at: Date): CalendarDay {
    const shown = new Date(at.getTime() + this.offsetMs(at.getTime()));
    return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
  }

  /**
   * When the clocks show a time: once on most days, twice when they were put back over it, and on the day when they are put
   * forward over it the moment at which they are.
   */
  instantsOf(day: CalendarDay, hour: number, minute: number): readonly Date[] {
    const shown = Date.UTC(day.year, day.month - 1, day.day, hour, minute);
    const before = this.offsetMs(shown - DAY_MS);
    const after = this.offsetMs(shown + DAY_MS);
    if (before === after && this.offsetMs(shown - before) === before) return [new Date(shown - before)];
    const offsets = [...new Set([before, after])].sort((one, other) => other - one);
    const found = offsets.map((offset) => shown - offset).filter((at) => at + this.offsetMs(at) === shown);
    return found.length > 0 ? found.map((at) => new Date(at)) : [new Date(this.skippedAt(shown))];
  }

  /** The moment at which the clocks jump over what they would have shown. */
  private skippedAt(shown: number): number {
    let low = shown - DAY_MS;
    let high = shown + DAY_MS;
    // Clocks only jump forward here: before the jump they show less than this time, after it more.
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
      if (middle + this.offsetMs(middle) > shown) high = middle;
      else low = middle;
    }
    return high;
  }

  private offsetMs(at: number): number {
    const whole = Math.floor(at / 1000) * 1000;
    const part: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(whole)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  }
}

/** Whether the IANA database has this zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return new ZonedClock(timeZone).timeZone === timeZone && timeZone.length <= 64;
  } catch {
    return false;
  }
}
