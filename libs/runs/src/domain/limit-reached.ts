import type { Micros } from '@groundswell/kernel';

/** Whose money it was: that of a month, at one of three places, or what the run itself may cost. */
export const LIMIT_LEVELS = ['organisation', 'team', 'workflow', 'run'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];

/** A limit that did not allow one more turn, as it stood at that moment. Kept with the run: what is raised later changes nothing of it. */
export interface LimitReached {
  readonly level: LimitLevel;
  /** Of the organisation, the team or the workflow; null for the run itself. */
  readonly name: string | null;
  /** YYYY-MM in the organisation's time zone; null for the run itself. */
  readonly month: string | null;
  readonly limitMicros: Micros;
  readonly spentMicros: Micros;
  /** The most that the turn which was not asked for could have cost. */
  readonly turnMicros: Micros;
}
