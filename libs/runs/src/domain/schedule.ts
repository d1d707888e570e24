import { dueTimes, type Timetable } from './due-times.js';

export const MISSED_RULES = ['skip', 'once', 'all'] as const;
/** What becomes of times that fell due while nobody was at work: nothing, one run for all of them, or a run each up to a cap. */
export type MissedRule = (typeof MISSED_RULES)[number];
export const OVERLAP_RULES = ['skip', 'queue', 'allow'] as const;
/** What becomes of a time that falls due while an earlier run is open: nothing, it waits its turn, or it runs beside it. */
export type OverlapRule = (typeof OVERLAP_RULES)[number];
export const SCHEDULE_STATES = ['active', 'paused', 'ended'] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];
export const FIRING_STATUSES = ['waiting', 'started', 'skipped', 'refused'] as const;
export type FiringStatus = (typeof FIRING_STATUSES)[number];

/** Older than this, a time counts as missed. It is also the shortest time between two of them. */
export const MISSED_AFTER_MS = 5 * 60_000;
/** Further back nothing is made good, nor counted. */
const LOOK_BACK_MS = 31 * 24 * 60 * 60_000;
export const MOST_MADE_GOOD = 50;
/** As many times wait their turn; the one after that is skipped. */
export const MOST_WAITING = 10;
/** As many refusals in a row pause a schedule. */
export const REFUSALS_THAT_PAUSE = 3;

export interface CatchUpRule {
  readonly missedRule: MissedRule;
  readonly missedCap: number;
}

/** What is done about the times that fell due. */
export interface CatchUp {
  /** In their order: each gets a run, or waits for its turn. */
  readonly start: readonly Date[];
  /** Times that get none: the newest of them, and how many it stands for. */
  readonly missed: { readonly dueAt: Date; readonly standsFor: number } | null;
}

/**
 * Deals with every time from the one that is due until now. One that is not old is run whatever the rule says; with *once* the
 * newest stands for all of them.
 */
export function catchUp(timetable: Timetable, due: Date, now: Date, rule: CatchUpRule): CatchUp {
  const from = Math.max(due.getTime(), now.getTime() - LOOK_BACK_MS);
  const times: Date[] = [];
  for (const at of dueTimes(timetable, new Date(from - 1))) {
    if (at > now) break;
    times.push(at);
  }
  // The timetable may have been read by other rules of the clocks when the time was stored: it is due all the same.
  if (times.length === 0) times.push(due);
  const [missed, start] = split(times, now, rule);
  const last = missed.at(-1);
  return { start, missed: last === undefined ? null : { dueAt: last, standsFor: missed.length } };
}

function split(times: readonly Date[], now: Date, { missedRule, missedCap }: CatchUpRule): [Date[], Date[]] {
  switch (missedRule) {
    case 'skip': {
      const fresh = times.findIndex((at) => at.getTime() > now.getTime() - MISSED_AFTER_MS);
      return cut(times, fresh === -1 ? times.length : fresh);
    }
    case 'once':
      return cut(times, times.length - 1);
    case 'all':
      return cut(times, Math.max(0, times.length - missedCap));
  }
}

function cut(times: readonly Date[], at: number): [Date[], Date[]] {
  return [times.slice(0, at), times.slice(at)];
}

/** Why a schedule rests. Only a person's own pause is no reason to tell its owner. */
export const PAUSE_CODES = [
  'PERSON',
  'OWNER_LEFT',
  'TAKEN_OVER',
  'WORKFLOW_PAUSED',
  'WORKFLOW_RETIRED',
  'REFUSED_REPEATEDLY',
] as const;
export type PauseCode = (typeof PAUSE_CODES)[number];

export interface Pause {
  readonly code: PauseCode;
  readonly reason: string;
}

/** The pause that a refusal brings about; null as long as the next time may go better. */
export function pauseAfterRefusal(code: string, message: string, refusalsInARow: number): Pause | null {
  switch (code) {
    case 'OWNER_LEFT':
      return { code, reason: message };
    case 'WORKFLOW_PAUSED':
    case 'WORKFLOW_RETIRED':
      return { code, reason: message };
    default:
      if (refusalsInARow < REFUSALS_THAT_PAUSE) return null;
      return {
        code: 'REFUSED_REPEATEDLY',
        reason: `It was refused ${refusalsInARow} times in a row, the last time because: ${message}`,
      };
  }
}

/** What stands against a start for everybody, ends without the owner's doing anything, and counts for no pause. */
export const PASSES_BY_ITSELF: ReadonlySet<string> = new Set(['STOPPED', 'MODEL_NOT_CONFIGURED']);

/** A stop is nobody's fault and ends by itself: it neither counts as a refusal nor loses what the missed rule would make good. */
export function outlivesStop({ missedRule }: CatchUpRule): boolean {
  return missedRule !== 'skip';
}
