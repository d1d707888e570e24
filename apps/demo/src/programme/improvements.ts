/** A later version of a workflow: what its builder learned in use. */
export interface Improvement {
  readonly workflow: string;
  /** Days after it entered pilot. */
  readonly afterDays: number;
  readonly buildMinutes: number;
  readonly note: string;
  /** Put behind the instructions. */
  readonly addition: string;
  /** What the reviewer said; rejected versions are followed by another try two days later. */
  readonly rejectedBecause?: string;
}

export const IMPROVEMENTS: readonly Improvement[] = [
  {
    workflow: 'defect-triage',
    afterDays: 34,
    buildMinutes: 55,
    note: 'Mould is a matter for painting and for heating; it was sorted wrongly four times.',
    addition: 'Mould: name painting first, and heating if the flat reported cold rooms before.',
  },
  {
    workflow: 'defect-triage',
    afterDays: 140,
    buildMinutes: 40,
    note: 'Two reports in one text are split.',
    addition: 'If one report holds two defects, give two lines and say that it should be split.',
  },
  {
    workflow: 'lease-question',
    afterDays: 48,
    buildMinutes: 70,
    note: 'Old leases count the notice differently.',
    addition: 'Leases before September 2001: check the notice clause word by word and say if it differs from the law.',
    rejectedBecause: 'Please say what to do when the clause is void. Right now it would quote it as if it held.',
  },
  {
    workflow: 'site-week',
    afterDays: 60,
    buildMinutes: 45,
    note: 'The client wants open decisions first.',
    addition: 'Put what the client has to decide at the top.',
  },
  {
    workflow: 'invoice-check',
    afterDays: 41,
    buildMinutes: 80,
    note: 'Partial invoices were marked as wrong.',
    addition:
      'An invoice marked "Abschlag" is a partial one: compare it with what is left of the order, not with all of it.',
  },
  {
    workflow: 'order-late',
    afterDays: 66,
    buildMinutes: 30,
    note: 'Sorted by site, as the Monday meeting goes through them.',
    addition: 'Group by site, sites in the order of their numbers.',
  },
  {
    workflow: 'delivery-move',
    afterDays: 52,
    buildMinutes: 35,
    note: 'Mails with two orders in them.',
    addition: 'If the mail speaks of several orders, move only the one that was asked for and list the others.',
  },
  {
    workflow: 'contract-notice',
    afterDays: 75,
    buildMinutes: 50,
    note: 'Names the person who signs.',
    addition: 'Say who must sign the notice, if the contract names a form.',
    rejectedBecause: 'The signature rule is not in all contracts; it should say so instead of leaving the line out.',
  },
  {
    workflow: 'customer-doubles',
    afterDays: 58,
    buildMinutes: 25,
    note: 'Also looks at the telephone number.',
    addition: 'Entries with the same telephone number count as candidates even if the names differ.',
  },
  {
    workflow: 'offer-compare',
    afterDays: 62,
    buildMinutes: 60,
    note: 'Discounts are shown with and without.',
    addition: 'Show totals with and without cash discount.',
  },
];

/** What waits for the visitor: a version to review, drafts, runs to confirm, and a write to approve. */
export const OPEN_WORK = {
  submitted: {
    workflow: 'dunning-check',
    buildMinutes: 35,
    note: 'Looks at the last three contacts instead of one.',
    addition: 'Read the last three contacts, newest first, and quote the promise if there is one.',
  },
  drafts: [
    {
      workflow: 'lease-question',
      note: 'Try an answer in Turkish beside the German one.',
      addition: 'Add the same answer in Turkish below, marked as a courtesy.',
    },
    {
      workflow: 'handover',
      note: 'Pictures of the meters should be mentioned.',
      addition: 'Ask for a photograph of each meter.',
    },
  ],
  unconfirmed: [
    { workflow: 'defect-reply', person: 'voss' },
    { workflow: 'lease-question', person: 'voss' },
    { workflow: 'notice-confirm', person: 'behrens' },
  ],
  waiting: [{ workflow: 'credit-note', person: 'marquardt' }],
} as const;
