import type { FiringLineFragment, MissedRule, OverlapRule, ScheduleState } from '@groundswell/contracts';

export const MISSED_WORDS: Readonly<Record<MissedRule, string>> = {
  skip: 'Leave out what was missed',
  once: 'Run once for all that was missed',
  all: 'Run for each that was missed',
};

export const OVERLAP_WORDS: Readonly<Record<OverlapRule, string>> = {
  skip: 'Leave this time out',
  queue: 'Wait until it has ended',
  allow: 'Run beside it',
};

/** The state of a schedule or a webhook, as a word and its tone. */
export function stateWords(
  state: ScheduleState,
  pauseCode: string | null | undefined,
  word: 'Active' | 'Takes messages',
): { readonly text: string; readonly tone: 'calm' | 'good' | 'amber' } {
  if (state === 'active') return { text: word, tone: 'good' };
  if (state === 'ended') return { text: word === 'Active' ? 'Ended' : 'Deleted', tone: 'calm' };
  return pauseCode === 'PERSON' ? { text: 'Paused', tone: 'calm' } : { text: 'Paused: needs somebody', tone: 'amber' };
}

const FIRING_WORDS: Readonly<Record<FiringLineFragment['status'], string>> = {
  started: 'Started a run',
  waiting: 'Waits',
  skipped: 'Left out',
  refused: 'Refused',
};

/** What came of a due time, in a sentence. */
export function firingWords({ status, standsFor, reason }: FiringLineFragment): string {
  const times = standsFor > 1 ? ` (${standsFor} times)` : '';
  return `${FIRING_WORDS[status]}${times}${reason == null ? '' : `: ${reason}`}`;
}

/** A time by the clocks of a zone, whoever reads it. */
export function zonedTime(iso: string, timeZone: string): string {
  const known = isKnownZone(timeZone);
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: known ? timeZone : 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
  return known ? text : `${text} UTC`;
}

/** The server may know zones that this browser does not. */
function isKnownZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
