import type { FieldFault } from '@groundswell/kernel';
import { readCronLine } from '../../domain/cron-line.js';
import { dueTimes, type Timetable } from '../../domain/due-times.js';
import { MISSED_AFTER_MS } from '../../domain/schedule.js';
import { isTimeZone } from '../../domain/zoned-time.js';

/** The distances of a line show within a day and over midnight. */
const LOOKED_AT_MS = 2 * 24 * 60 * 60_000;

/** A timetable as it was written, or what is wrong with it, field by field. */
export interface ReadTimetable {
  readonly timetable: Timetable | null;
  readonly faults: readonly FieldFault[];
}

export function readTimetable(
  { cron, timeZone }: { readonly cron: string; readonly timeZone: string },
  now: Date,
): ReadTimetable {
  const faults: FieldFault[] = [];
  const read = readCronLine(cron);
  if (read.fault !== undefined) faults.push({ path: 'cron', message: read.fault });
  if (!isTimeZone(timeZone)) {
    faults.push({ path: 'timeZone', message: 'Choose a time zone from the list, such as Europe/Berlin.' });
  }
  if (read.fault !== undefined || faults.length > 0) return { timetable: null, faults };
  const timetable = { line: read.line, timeZone };
  let before: Date | null = null;
  let first: Date | null = null;
  for (const at of dueTimes(timetable, now)) {
    if (before !== null && at.getTime() - before.getTime() < MISSED_AFTER_MS) {
      return fault('Five minutes is the shortest time between two runs of a schedule.');
    }
    before = at;
    first ??= at;
    if (at.getTime() - first.getTime() > LOOKED_AT_MS) break;
  }
  if (first === null) return fault('This never falls due: no month has such a day.');
  return { timetable, faults };
}

function fault(message: string): ReadTimetable {
  return { timetable: null, faults: [{ path: 'cron', message }] };
}
