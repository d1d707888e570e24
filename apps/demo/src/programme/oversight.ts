import type { ConnectorPlan } from './connectors.js';
import type { PersonKey, TeamKey } from './people.js';
import type { ToolRef } from './workflow-plan.js';

/** One rule of a layer, found by the layer's name and words of the rule's reason. */
export interface RuleRef {
  readonly layer: string;
  readonly saying: string;
}

/** What somebody asks the stewards for. */
export type WantedPlan =
  | { readonly kind: 'connector'; readonly wanted: string }
  | { readonly kind: 'tool'; readonly tool: ToolRef }
  | { readonly kind: 'exception'; readonly workflow: string; readonly rule: RuleRef }
  | { readonly kind: 'credential' };

export type AnswerPlan =
  | { readonly kind: 'granted'; readonly answer: string; readonly forDays: number }
  | { readonly kind: 'refused'; readonly answer: string }
  | { readonly kind: 'withdrawn' };

/** A question to the stewards, and what came of it. */
export interface RequestPlan {
  readonly wanted: WantedPlan;
  /** The first asks, the others join. */
  readonly askers: readonly { readonly person: PersonKey; readonly why: string }[];
  readonly daysAgo: number;
  /** Absent while it is open. */
  readonly answer?: AnswerPlan;
}

const LETTING: RuleRef = { layer: 'Letting and sales', saying: 'no business with orders' };
const READ_ONLY: RuleRef = { layer: 'Shared folder is read only', saying: 'no versions' };
const WATCHED: RuleRef = { layer: 'Personal data', saying: 'only while a person watches' };

/** The last two months' questions, in the order of time. */
export const REQUESTS: readonly RequestPlan[] = [
  {
    wanted: { kind: 'connector', wanted: 'Outlook mailboxes of the teams' },
    askers: [
      { person: 'thode', why: 'We copy every letter that comes by mail into the shared folder first.' },
      { person: 'karaca', why: 'Offers come by mail, and we save the attachments by hand.' },
    ],
    daysAgo: 55,
    answer: {
      kind: 'refused',
      answer:
        'Not before the works council has agreed on how mail is read. Save single letters to the folder until then.',
    },
  },
  {
    wanted: { kind: 'tool', tool: 'documents.create_directory' },
    askers: [
      { person: 'moellenkamp', why: 'Each site needs its own folder for the reports, and I make them by hand.' },
    ],
    daysAgo: 41,
    answer: { kind: 'withdrawn' },
  },
  {
    wanted: { kind: 'exception', workflow: 'handover', rule: LETTING },
    askers: [
      { person: 'clausen', why: 'The handover record must say whether the repair of a defect is ordered already.' },
    ],
    daysAgo: 30,
    answer: {
      kind: 'granted',
      answer: 'Until the end of the handovers in Fischland. Look at orders only; nothing else of the ERP is bound.',
      forDays: 75,
    },
  },
  {
    wanted: { kind: 'exception', workflow: 'letter-sort', rule: WATCHED },
    askers: [
      { person: 'thode', why: 'The yearly statements bring 400 letters, scanned at night, to be sorted by seven.' },
    ],
    daysAgo: 2,
    answer: {
      kind: 'granted',
      answer: 'For the week of the yearly statements. After that we talk to the data protection officer.',
      forDays: 6,
    },
  },
  {
    wanted: { kind: 'tool', tool: 'documents.read_media_file' },
    askers: [
      { person: 'brodersen', why: 'Photographs of damages lie beside the reports, and the workflow cannot see them.' },
      { person: 'behrens', why: 'Tenants send photographs of their meters with their letters.' },
    ],
    daysAgo: 4,
  },
  {
    wanted: { kind: 'exception', workflow: 'notice-confirm', rule: READ_ONLY },
    askers: [{ person: 'behrens', why: 'The confirmed notice should be filed beside the letter that it answers.' }],
    daysAgo: 1.3,
  },
  {
    wanted: { kind: 'connector', wanted: 'DATEV' },
    askers: [
      { person: 'wendt', why: 'Approved invoices are typed into DATEV a second time, about forty a week.' },
      { person: 'kruse', why: 'I type the same invoices in again every Friday.' },
      { person: 'marquardt', why: 'Half of our questions at the end of a month are typing errors from there.' },
    ],
    daysAgo: 1,
  },
  {
    wanted: { kind: 'credential' },
    askers: [{ person: 'kruse', why: 'I take over from Piotr next week and need a key of my own for the ERP.' }],
    daysAgo: 0.4,
  },
];

/** One afternoon's exception, which has ended by its date since. */
export const ENDED_EXCEPTION = {
  workflow: 'viewing-followup',
  rule: LETTING,
  askedBy: 'bellini',
  why: 'Thirty prospects ask whether the kitchens of Seestraße are ordered; one afternoon is enough.',
  hours: 5,
  daysAgo: 48,
} as const satisfies {
  readonly workflow: string;
  readonly rule: RuleRef;
  readonly askedBy: PersonKey;
  readonly why: string;
  readonly hours: number;
  readonly daysAgo: number;
};

/** An exception that was taken back before its date. */
export const REVOKED_EXCEPTION = {
  workflow: 'site-week',
  rule: READ_ONLY,
  askedBy: 'paulsen',
  why: 'The weekly report should be put into the site’s folder by itself.',
  days: 60,
  daysAgo: 36,
  revokedAfterDays: 8,
  because:
    'Last week’s report of site BV-104 was overwritten. Reports are filed by hand again until there are versions.',
} as const satisfies {
  readonly workflow: string;
  readonly rule: RuleRef;
  readonly askedBy: PersonKey;
  readonly why: string;
  readonly days: number;
  readonly daysAgo: number;
  readonly revokedAfterDays: number;
  readonly because: string;
};

/** From when on, and how many of a team's runs a steward looks at afterwards. */
export const LOOKED_AT = {
  team: 'accounting',
  layer: 'Four eyes on money',
  percent: 20,
  reason: 'One run in five is looked at by a steward, so that we notice early when figures drift.',
  daysAgo: 34,
  concern:
    'The order number in the answer is not the one of the invoice. Asked Sabine Wendt to look at the instructions.',
  leftOpen: 3,
} as const satisfies {
  readonly team: TeamKey;
  readonly layer: string;
  readonly percent: number;
  readonly reason: string;
  readonly daysAgo: number;
  readonly concern: string;
  readonly leftOpen: number;
};

/** Who has just left the firm. A workflow waits for somebody who takes it over. */
export const LEAVER: PersonKey = 'lindqvist';

/** The ERP once more, for what people do in their own name. */
export const OWN_ACCOUNT: Omit<ConnectorPlan, 'key' | 'onDay'> & {
  readonly daysAgo: number;
  readonly holders: readonly PersonKey[];
} = {
  name: 'ERP, own account',
  description: 'The ERP in the name of the person who runs the workflow: each has a key of their own.',
  catalogueKey: 'rest-api',
  dataClass: 'confidential',
  daysAgo: 19,
  setUpMinutes: 65,
  tools: {
    'search-orders': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'read-order': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'search-invoices': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'read-invoice': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'search-suppliers': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'read-supplier': { risk: 'read', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'change-delivery-date': { risk: 'write', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'approve-invoice': { risk: 'write', returnsUntrusted: false, reachesOutside: false, allowed: true },
    'issue-credit-note': { risk: 'write', returnsUntrusted: false, reachesOutside: false, allowed: false },
    'send-message': { risk: 'write', returnsUntrusted: false, reachesOutside: true, allowed: false },
    'cancel-order': { risk: 'destructive', returnsUntrusted: false, reachesOutside: false, allowed: false },
  },
  holders: ['wendt', 'zielinski'],
};

/** The CRM's second version: longer answers. */
export const MOVED_CONNECTOR = { settings: { readOnly: 'true', maxRows: '200' }, daysAgo: 24 } as const;

/** What was stopped, and for how long; the drill was measured and stopped nothing. */
export const STOPS = {
  connector: {
    daysAgo: 63,
    minutes: 42,
    reason: 'The ERP books to the wrong year since its update this morning; its maker is looking.',
    released: 'The maker put it right; three bookings were corrected by accounting.',
  },
  drill: { daysAgo: 16, reason: 'Quarterly drill, announced to nobody.' },
  workflow: {
    workflow: 'safety-briefing',
    reason: 'Monday’s briefing quoted a rule that ended in June. Stopped until Lars Möllenkamp has put it right.',
  },
} as const;
