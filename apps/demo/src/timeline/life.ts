import { PEOPLE, type PersonKey } from '../programme/people.js';
import { WORKFLOWS } from '../programme/programme.js';
import type { WorkflowPlan } from '../programme/workflow-plan.js';
import { SeededRandom } from '../random/seeded-random.js';
import { addDays, type Calendar, monthStart, officeTime } from './calendar.js';

/** When the workflow of a plan went through which door. */
export interface WorkflowLife {
  readonly plan: WorkflowPlan;
  /** Its number in the order of entering pilot, from 1. */
  readonly n: number;
  readonly begunAt: Date;
  readonly savedAt: Date;
  readonly submittedAt: Date;
  readonly buildMinutes: number;
  readonly reviewer: PersonKey;
  readonly reviewMinutes: number;
  /** Approved, and so in pilot. */
  readonly publishedAt: Date;
  readonly production: Date | null;
  readonly end: { readonly at: Date; readonly stage: 'retired' | 'paused'; readonly reason: string } | null;
  /** No run begins after this. */
  readonly lastRunAt: Date;
}

const HOUR_MS = 3_600_000;
const FIRST_BUILD_MINUTES = 1_560;
/** Each doubling of the library makes the next workflow about a quarter cheaper to build. */
const BUILD_EXPONENT = 0.43;
const FIRST_REVIEW_MINUTES = 80;

function reviewerOf(plan: WorkflowPlan, at: Date, calendar: Calendar, random: SeededRandom): PersonKey {
  const keys = Object.keys(PEOPLE) as PersonKey[];
  const colleagues = keys.filter((key) => {
    const { roles, month } = PEOPLE[key];
    const reviews = roles.some((role) => role === 'builder' || role === 'steward');
    return reviews && key !== plan.builder && monthStart(calendar, month) <= addDays(at, -7);
  });
  return random.pick(colleagues);
}

function effort(plan: WorkflowPlan, n: number, random: SeededRandom): number {
  const share = plan.adaptedFrom === null ? 1 : plan.instructions === null ? 0.3 : 0.68;
  return Math.max(
    20,
    Math.round((FIRST_BUILD_MINUTES * share * n ** -BUILD_EXPONENT * random.logNormal(1, 0.22)) / 5) * 5,
  );
}

function endOf(plan: WorkflowPlan, calendar: Calendar, random: SeededRandom): WorkflowLife['end'] {
  const { fate } = plan;
  if (fate.kind !== 'no-go' && fate.kind !== 'retired' && fate.kind !== 'paused') return null;
  const from = monthStart(calendar, fate.month);
  const room = (monthStart(calendar, fate.month + 1).getTime() - from.getTime()) / 86_400_000;
  const at = officeTime(addDays(from, Math.max(0, Math.min(9, room - 3))), random);
  return { at, stage: fate.kind === 'paused' ? 'paused' : 'retired', reason: fate.reason };
}

function lifeOf(plan: WorkflowPlan, n: number, place: { index: number; of: number }, calendar: Calendar): WorkflowLife {
  const random = new SeededRandom(`life/${plan.key}`);
  const from = monthStart(calendar, plan.month).getTime();
  const to = Math.min(monthStart(calendar, plan.month + 1).getTime(), calendar.until.getTime());
  // Spread over the month, from its second tenth to its eighth: the last month may be short.
  const share = 0.2 + (0.62 * (place.index + 0.5)) / place.of;
  const wished = new Date(from + (to - from) * share);
  const submittedAt = officeTime(addDays(wished, -random.int(2, 3)), random);
  const reviewed = officeTime(wished, random);
  const publishedAt = new Date(Math.max(reviewed.getTime(), submittedAt.getTime() + 5 * HOUR_MS));
  const savedAt = new Date(submittedAt.getTime() - 25 * 60_000);
  const buildDays = Math.max(2.2, (11 - n * 0.16) * (plan.adaptedFrom === null ? 1 : 0.75));
  const begun = officeTime(addDays(submittedAt, -buildDays), random);
  const begunAt = begun < calendar.start ? addDays(calendar.start, 1) : begun;
  const production =
    plan.fate.kind === 'production' || plan.fate.kind === 'retired' || plan.fate.kind === 'paused'
      ? officeTime(addDays(publishedAt, plan.fate.afterDays), random)
      : null;
  const end = endOf(plan, calendar, random);
  const lastRunAt =
    plan.fate.kind === 'stalled'
      ? addDays(monthStart(calendar, plan.fate.lastRunMonth), 12)
      : (end?.at ?? calendar.until);
  return {
    plan,
    n,
    begunAt: new Date(Math.min(begunAt.getTime(), savedAt.getTime() - 4 * HOUR_MS)),
    savedAt,
    submittedAt,
    buildMinutes: effort(plan, n, random),
    reviewer: reviewerOf(plan, publishedAt, calendar, random),
    reviewMinutes: Math.max(10, Math.round(FIRST_REVIEW_MINUTES * n ** -0.32 * random.logNormal(1, 0.2))),
    publishedAt,
    production: production !== null && production < (end?.at ?? calendar.until) ? production : null,
    end,
    lastRunAt,
  };
}

/** The lives of all workflows in the order in which they entered pilot. */
export function workflowLives(calendar: Calendar): WorkflowLife[] {
  return WORKFLOWS.map((plan, index) => {
    const sameMonth = WORKFLOWS.filter((other) => other.month === plan.month);
    return lifeOf(plan, index + 1, { index: sameMonth.indexOf(plan), of: sameMonth.length }, calendar);
  });
}
