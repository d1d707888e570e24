import { BATCHES, type BatchPlan } from '../programme/late-work.js';
import {
  MESSAGES,
  type MessagePlan,
  SCHEDULES,
  type DueTime,
  type SchedulePlan,
  WEBHOOKS_SINCE_DAYS,
} from '../programme/unattended.js';
import { SeededRandom } from '../random/seeded-random.js';
import { addDays, berlinTime, type Calendar, officeTime } from './calendar.js';

/** What starts by itself, what is done many times at once, and what is under way when the visitor comes. */
export type LateAct =
  | { readonly what: 'make-schedule'; readonly schedule: SchedulePlan }
  | { readonly what: 'fall-due'; readonly schedule: SchedulePlan; readonly how: Exclude<DueTime, 'missed'> }
  | { readonly what: 'rest'; readonly schedule: SchedulePlan; readonly because: string }
  | { readonly what: 'make-webhooks' }
  | { readonly what: 'message'; readonly message: MessagePlan }
  | { readonly what: 'batch'; readonly batch: BatchPlan }
  | { readonly what: 'letter' | 'test-case' | 'calling' | 'question' | 'budgets' | 'cut-budget' };

interface DatedLateAct {
  readonly at: Date;
  readonly act: LateAct;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const AFTER_DUE_MS = 2_000;

/** The acts of the last two months beside the drawn runs. */
export function lateActs(calendar: Calendar): DatedLateAct[] {
  const random = new SeededRandom('late-acts');
  const { until } = calendar;
  const at = (daysAgo: number): Date => {
    const wished = officeTime(addDays(until, -daysAgo), random);
    return wished < addDays(until, -0.2) ? wished : addDays(until, -daysAgo);
  };
  const before = (hours: number): Date => new Date(until.getTime() - hours * HOUR_MS);
  return [
    ...SCHEDULES.flatMap((schedule) => scheduleActs(schedule, calendar)),
    { at: at(WEBHOOKS_SINCE_DAYS), act: { what: 'make-webhooks' } },
    ...MESSAGES.map((message) => ({ at: at(message.daysAgo), act: { what: 'message', message } as const })),
    ...BATCHES.map((batch) => ({ at: at(batch.daysAgo), act: { what: 'batch', batch } as const })),
    { at: at(4), act: { what: 'test-case' } },
    { at: before(3.1), act: { what: 'letter' } },
    { at: before(1.6), act: { what: 'calling' } },
    { at: before(1.2), act: { what: 'question' } },
    // Runs of that workflow are refused from then on, so this comes behind all of them.
    { at: new Date(until.getTime() - 9_000), act: { what: 'cut-budget' } },
    { at: new Date(until.getTime() - 8_000), act: { what: 'budgets' } },
  ];
}

function scheduleActs(schedule: SchedulePlan, { until }: Calendar): DatedLateAct[] {
  const made = new Date(Math.floor(addDays(until, -schedule.sinceDays).getTime() / DAY_MS) * DAY_MS + 11 * HOUR_MS);
  const due = dueTimes(schedule, made, until);
  const last = due.at(-1) ?? made;
  const { rests } = schedule;
  const restsAt = new Date(Math.min(last.getTime() + 5 * HOUR_MS, until.getTime() - HOUR_MS / 2));
  return [
    { at: made, act: { what: 'make-schedule', schedule } },
    ...due.flatMap((dueAt, index): DatedLateAct[] => {
      const how = schedule.otherwise[index] ?? 'run';
      if (how === 'missed') return [];
      return [{ at: new Date(dueAt.getTime() + AFTER_DUE_MS), act: { what: 'fall-due', schedule, how } }];
    }),
    ...(rests === null ? [] : [{ at: restsAt, act: { what: 'rest', schedule, because: rests } as const }]),
  ];
}

/** Every time at which a schedule falls due between two instants, as its cron line has it. */
function dueTimes({ falls, clock: [hours, minutes] }: SchedulePlan, from: Date, to: Date): Date[] {
  const found: Date[] = [];
  for (let day = Math.floor(from.getTime() / DAY_MS) * DAY_MS; day < to.getTime(); day += DAY_MS) {
    const date = new Date(day);
    const weekday = date.getUTCDay();
    const isDue =
      falls === 'weekdays'
        ? weekday >= 1 && weekday <= 5
        : falls === 'mondays'
          ? weekday === 1
          : new Date(day + DAY_MS).getUTCDate() === 1;
    const at = berlinTime(date, hours, minutes);
    if (isDue && at > from && at < new Date(to.getTime() - HOUR_MS)) found.push(at);
  }
  return found;
}
