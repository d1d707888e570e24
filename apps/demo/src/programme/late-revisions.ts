import type { Revision } from '../timeline/agenda.js';
import { ASKING } from './late-work.js';
import type { PersonKey } from './people.js';
import { completePlan } from './programme.js';
import { document, type RehearsalPlan } from './workflow-plan.js';

/** A version of the last weeks, by whoever built the workflow. */
export interface LateRevision {
  readonly workflow: string;
  readonly daysAgo: number;
  readonly reviewer: PersonKey;
  readonly change: Revision;
}

const letters = completePlan('letter-sort');
const credit = completePlan('credit-note');

/** The same words, with the credit note issued through the connector that shows it beforehand. */
const withPreview: RehearsalPlan = {
  turns: (credit.rehearsal?.turns ?? []).map((turn) => ({
    ...turn,
    ...(turn.toolUse === undefined
      ? {}
      : {
          toolUse: turn.toolUse.map((use) =>
            use.tool === 'erp.issue-credit-note' ? { ...use, tool: 'bookings.issue-credit-note' as const } : use,
          ),
        }),
  })),
};

export const LATE_REVISIONS: readonly LateRevision[] = [
  {
    workflow: 'notice-confirm',
    daysAgo: 15,
    reviewer: 'thode',
    change: {
      note: 'Asks when a notice leaves open whom it is for.',
      addition: 'If several tenants signed the lease and not all of them the notice, ask to whom the letter goes.',
      buildMinutes: 25,
      plan: { maxQuestions: 2, rehearsal: ASKING },
    },
  },
  {
    workflow: 'late-site-warning',
    daysAgo: 11,
    reviewer: 'kowalczuk',
    change: {
      note: 'Takes the list of overdue orders from purchasing instead of searching once more.',
      addition: 'For what is overdue already, call the list of purchasing for the supplier of the site.',
      buildMinutes: 30,
      plan: { calls: ['order-late'] },
    },
  },
  {
    workflow: 'credit-note',
    daysAgo: 9,
    reviewer: 'wendt',
    change: {
      note: 'Whoever approves sees the invoice before and after.',
      addition: 'Issue the credit note with the tool of the bookings.',
      buildMinutes: 35,
      plan: {
        tools: ['erp.read-invoice', 'erp.read-order', 'bookings.issue-credit-note', 'bookings.preview-credit-note'],
        rehearsal: withPreview,
      },
    },
  },
  {
    workflow: 'letter-sort',
    daysAgo: 8,
    reviewer: 'aydin',
    change: {
      note: 'A letter can be given as a file, without putting it into the folder first.',
      addition: 'If the letter itself was given, read that one: {{inputs.letter}}',
      buildMinutes: 20,
      plan: {
        form: {
          ...letters.form,
          fields: { ...letters.form.fields, letter: document('The letter itself', 'If it is not in the folder yet.') },
          optional: ['file', 'letter'],
        },
      },
    },
  },
];
