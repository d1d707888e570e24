import type { ScheduleWish } from '@groundswell/runs';

/** What becomes of a time at which a schedule falls due; nobody is at work at a time that is missed. */
export type DueTime = 'run' | 'missed' | 'stopped';

/** A schedule of whoever owns its workflow. */
export interface SchedulePlan extends Pick<ScheduleWish, 'name' | 'cron' | 'missedRule' | 'overlapRule'> {
  readonly key: string;
  readonly workflow: string;
  /** When in Berlin, and on which days it falls due; the same as the cron line says. */
  readonly clock: readonly [hours: number, minutes: number];
  readonly falls: 'weekdays' | 'mondays' | 'month-ends';
  readonly sinceDays: number;
  /** How its times went, counted from its first; a time that is not named here ran. */
  readonly otherwise: Readonly<Record<number, Exclude<DueTime, 'run'>>>;
  /** Why its owner lets it rest since its last time; null while it runs. */
  readonly rests: string | null;
}

export const SCHEDULES: readonly SchedulePlan[] = [
  {
    key: 'late-orders',
    workflow: 'order-late',
    name: 'Late orders, each morning',
    cron: '45 6 * * 1-5',
    clock: [6, 45],
    falls: 'weekdays',
    sinceDays: 13,
    // The server was being moved that morning.
    otherwise: { 4: 'missed' },
    missedRule: 'skip',
    overlapRule: 'skip',
    rests: null,
  },
  {
    key: 'doubled-invoices',
    workflow: 'duplicate-invoice',
    name: 'Doubled invoices at the end of the month',
    cron: '0 19 L * *',
    clock: [19, 0],
    falls: 'month-ends',
    sinceDays: 62,
    otherwise: {},
    missedRule: 'all',
    overlapRule: 'queue',
    rests: null,
  },
  {
    key: 'contracts',
    workflow: 'contract-notice',
    name: 'Contracts that can be given notice of',
    cron: '30 5 * * 1',
    clock: [5, 30],
    falls: 'mondays',
    sinceDays: 24,
    otherwise: { 1: 'stopped' },
    missedRule: 'skip',
    overlapRule: 'skip',
    rests: 'The list of contracts is being moved.',
  },
];

/** Why a schedule's workflow was stopped for an hour when it fell due, and why it was let go again. */
export const STOPPED_AT_DUE = {
  reason: 'The contracts are being put into new folders this morning; half of them are nowhere.',
  released: 'All contracts are in their new folders.',
} as const;

/** A webhook of whoever owns its workflow. */
export interface WebhookPlan {
  readonly key: string;
  readonly workflow: string;
  readonly name: string;
}

export const WEBHOOKS = [
  { key: 'scan', workflow: 'invoice-check', name: 'Invoices from the scan station' },
  { key: 'portal', workflow: 'defect-triage', name: 'Defects from the tenants’ portal' },
] as const satisfies readonly WebhookPlan[];

/** What was sent to a webhook, and what is wrong with it. */
export interface MessagePlan {
  readonly to: (typeof WEBHOOKS)[number]['key'];
  readonly daysAgo: number;
  readonly fault: 'none' | 'field missing' | 'wrong secret';
}

export const WEBHOOKS_SINCE_DAYS = 24;
export const MESSAGES: readonly MessagePlan[] = [
  { to: 'scan', daysAgo: 17.2, fault: 'wrong secret' },
  { to: 'scan', daysAgo: 17.1, fault: 'none' },
  { to: 'scan', daysAgo: 12, fault: 'none' },
  { to: 'scan', daysAgo: 9, fault: 'field missing' },
  { to: 'scan', daysAgo: 5, fault: 'none' },
  { to: 'scan', daysAgo: 0.9, fault: 'none' },
  { to: 'portal', daysAgo: 3, fault: 'none' },
];
