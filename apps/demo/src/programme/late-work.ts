import { REHEARSED_QUESTION } from '@groundswell/workflows';
import type { PersonKey } from './people.js';
import type { RehearsalPlan } from './workflow-plan.js';

/** A table of which each row becomes a run. */
export interface BatchPlan {
  readonly workflow: string;
  readonly person: PersonKey;
  readonly file: string;
  readonly rows: number;
  /** Numbers of rows, from 1, whose run comes to nothing. */
  readonly failing: readonly number[];
  /** The number of a row whose date cannot be read; it is left out. */
  readonly faulty: number | null;
  /** Held while its first rows are at work; else it goes on to its end. */
  readonly paused: boolean;
  readonly daysAgo: number;
  /** What its person says each good row took. */
  readonly minutes: number;
}

export const BATCHES: readonly BatchPlan[] = [
  {
    workflow: 'defect-reply',
    person: 'voss',
    file: 'Heating maintenance, dates of the week.csv',
    rows: 12,
    failing: [4, 9],
    faulty: 7,
    paused: false,
    daysAgo: 6,
    minutes: 1,
  },
  {
    workflow: 'notice-confirm',
    person: 'behrens',
    file: 'Notices received until Monday.csv',
    rows: 40,
    failing: [],
    faulty: null,
    paused: true,
    daysAgo: 0.8,
    minutes: 4,
  },
];

/** A run that waits for its person's answer. */
export const QUESTION = {
  workflow: 'notice-confirm',
  person: 'voss',
  question: 'Two tenants signed the lease, and only one of them the notice. To whom shall the letter go?',
  choices: ['Only to the one who gave notice', 'To both', 'To nobody yet: I call them first'],
} as const satisfies { workflow: string; person: PersonKey; question: string; choices: readonly string[] };

/** What the workflow rehearses once it may ask: it reads the lease, asks to whom, and writes the letter. */
export const ASKING: RehearsalPlan = {
  turns: [
    {
      text: 'I read the notice clause of the lease.',
      toolUse: [{ tool: 'documents.read_text_file', arguments: { path: '{{inputs.leaseFile}}' } }],
    },
    {
      text: 'I need to know one thing.',
      toolUse: [
        { tool: REHEARSED_QUESTION, arguments: { question: QUESTION.question, choices: [...QUESTION.choices] } },
      ],
    },
    {
      text: [
        '**Confirmation of the notice for lease {{inputs.leaseId}}**',
        'To whom it goes: {{results.2.text}}.',
        'wir bestätigen den Eingang Ihrer Kündigung am {{inputs.receivedOn}}. Den Tag der Übergabe stimmen wir mit Ihnen ab; bitte nennen Sie uns dann die Zählerstände und Ihre neue Anschrift.',
        'How the last day was worked out: the notice came on {{inputs.receivedOn}}. It counts from that month if it came by its third working day, otherwise from the next, and the lease ends with the third month.',
      ].join('\n\n'),
    },
  ],
};

/** A run that calls the list of purchasing. */
export const CALLING = { workflow: 'late-site-warning', calls: 'order-late', person: 'sievers', minutes: 4 } as const;

/** A run with a letter that came as a file. */
export const LETTER = {
  workflow: 'letter-sort',
  person: 'voss',
  minutes: 2,
  file: 'Letter from Ms Ahlers.txt',
  text: `Nordhafen Wohnbau
Tenant services

Sehr geehrte Damen und Herren,

seit Montag wird die Heizung im Bad nicht mehr warm. Im Flur geht sie. Außerdem ist die Abrechnung der
Betriebskosten noch nicht gekommen, obwohl das Jahr längst vorbei ist. Bitte sagen Sie mir, wann jemand kommt.

Mit freundlichen Grüßen
Gerda Ahlers, Seestraße 14`,
  sorted: `**From: Gerda Ahlers, Seestraße 14**

- Technical maintenance, today: the radiator of the bathroom is cold since Monday
- Accounting, within ten working days: the operating cost statement has not come

(The words of this simulated run come from the demo's stand-in model.)`,
} as const satisfies { workflow: string; person: PersonKey; [key: string]: unknown };

/** A run that is kept as a test case of the next version. */
export const TEST_CASE = {
  workflow: 'notice-confirm',
  person: 'behrens',
  minutes: 5,
  name: 'Notice in the middle of a month',
} as const satisfies { workflow: string; person: PersonKey; minutes: number; name: string };

/** What a month may cost at most: far above what the demo's runs cost, so that visitors can run everything. */
export const ROOMY = { organisation: 20_000_000, team: 5_000_000, workflow: 2_000_000 } as const;

/** A team whose budget is nearly used up: a round sum of which at least this share is spent. */
export const TIGHT = { team: 'construction', atLeastPercent: 80 } as const;

/** A workflow whose budget is cut while a run of it is under way, which ends that run. */
export const CUT = { workflow: 'operating-costs', person: 'marquardt', limitMicros: 10_000 } as const;
