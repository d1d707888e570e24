import { FEWEST_WORKFLOWS_TO_FIT } from './learning-rate.js';
import { FEWEST_SAMPLES_TO_SCALE } from './hours.js';
import { LIVE_WINDOW_DAYS } from './live-workflows.js';
import { FEWEST_ADAPTABLE, REPRODUCTION_WINDOW_DAYS } from './reproduction.js';

/** What a figure means. The one place that says so: pages and docs/figures.md read it from here. */
export interface FigureDefinition {
  readonly key: string;
  readonly title: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: string;
  /** The rows that it is computed from. */
  readonly source: string;
}

const TIME_LEDGER = 'Time ledger: lines that no later line corrects';
const COST_LEDGER = 'Cost ledger';

const definitions = [
  {
    key: 'baseline-minutes',
    title: 'Minutes by hand',
    definition:
      'What the task takes without the workflow. Stated by a person, or the median of three or more timed samples, with their spread. Setting another makes a new dated baseline; entries keep the one that held when their run began.',
    formula: 'b = stated minutes, or median(samples)',
    unit: 'minutes',
    source: 'Baselines',
  },
  {
    key: 'human-minutes',
    title: 'Human minutes',
    definition:
      'What a person still spent on a run: filling in, waiting that blocked them, approving, reviewing, correcting. Offered from what the page measured or from what was confirmed for the workflow before; the person may change it.',
    formula: 'h',
    unit: 'minutes',
    source: 'Time ledger',
  },
  {
    key: 'minutes-saved',
    title: 'Minutes saved',
    definition:
      'Minutes by hand less human minutes for an accepted or edited run; minus the human minutes for a rejected or failed one. May be negative. Practice runs, evaluations, rehearsals and runs called by another run count nowhere.',
    formula: 'b − h, or −h when rejected or failed',
    unit: 'minutes',
    source: 'Time ledger',
  },
  {
    key: 'hours-headline',
    title: 'Hours saved',
    definition:
      'Hours that people measured or confirmed. Estimated hours stand beside them as a band and are not part of it.',
    formula: 'Σ minutes saved (measured + confirmed) ÷ 60',
    unit: 'hours',
    source: TIME_LEDGER,
  },
  {
    key: 'hours-measured',
    title: 'Measured hours',
    definition: 'Hours with a timed baseline and human minutes that the person left as the page measured them.',
    formula: 'Σ minutes saved (measured) ÷ 60',
    unit: 'hours',
    source: TIME_LEDGER,
  },
  {
    key: 'hours-confirmed',
    title: 'Confirmed hours',
    definition: 'Hours whose minutes a person confirmed or edited.',
    formula: 'Σ minutes saved (confirmed) ÷ 60',
    unit: 'hours',
    source: TIME_LEDGER,
  },
  {
    key: 'hours-estimated',
    title: 'Estimated hours',
    definition: `Hours of runs that nobody has looked at: scheduled runs and unanswered prompts. One in ten unattended runs asks its workflow's owner; once ${FEWEST_SAMPLES_TO_SCALE} were looked at, the band shows the unattended part scaled by the share that was useful. The entries behind it are unscaled.`,
    formula: 'Σ minutes saved (estimated) ÷ 60; shown × useful samples ÷ samples looked at',
    unit: 'hours',
    source: TIME_LEDGER,
  },
  {
    key: 'hours-lost',
    title: 'Hours lost',
    definition:
      'Hours of all entries with a negative saving: rejected and failed runs, and runs that took longer than by hand. Already taken off the hours of each grade.',
    formula: 'Σ −minutes saved (where negative) ÷ 60',
    unit: 'hours',
    source: TIME_LEDGER,
  },
  {
    key: 'fte-saved',
    title: 'Full-time positions saved',
    definition:
      'Hours saved over the period ÷ the hours that one full-time position works in it. The hours of a year are a setting of the organisation. A period of under 30 days counts as 30.',
    formula: 'hours saved ÷ (FTE hours a year × days of the period ÷ 365)',
    unit: 'FTE',
    source: TIME_LEDGER,
  },
  {
    key: 'total-cost',
    title: 'Cost so far',
    definition:
      'Everything spent: build, review, connector and policy set-up, models, tools, upkeep, training, licences, overhead. Minutes of people are paid at the loaded rate of their date, tokens at the price list of theirs.',
    formula: 'Σ amounts',
    unit: 'money',
    source: COST_LEDGER,
  },
  {
    key: 'model-cost',
    title: 'Model cost',
    definition: 'What the model services charged for all attempts, failed ones too.',
    formula: 'Σ tokens × dated price',
    unit: 'money',
    source: `${COST_LEDGER}, kind model`,
  },
  {
    key: 'marginal-cost',
    title: 'Cost of the next workflow',
    definition:
      'What it took to bring the n-th workflow into pilot: its building and reviewing until then, and the set-up of the connectors and policy layers that it was the first to need. Workflows are numbered by when they first entered pilot. Later versions count in the average cost, not here.',
    formula: 'M(n) = build + review + set-up first needed',
    unit: 'money',
    source: `${COST_LEDGER}; stages; bindings; policy layers`,
  },
  {
    key: 'reuse-dividend',
    title: 'Cost avoided by reuse',
    definition:
      'For each connector or policy layer that a workflow found in place: what its set-up cost the first one. Shown as cost avoided, never added to hours saved.',
    formula: 'Σ set-up cost of parts already paid for',
    unit: 'money',
    source: `${COST_LEDGER}, kinds connector set-up and policy set-up`,
  },
  {
    key: 'average-cost',
    title: 'Average cost of a live workflow',
    definition:
      'Everything spent until the end of a month ÷ workflows live at its end. A month without live workflows has none.',
    formula: 'A = Σ amounts so far ÷ live workflows',
    unit: 'money',
    source: COST_LEDGER,
  },
  {
    key: 'learning-rate',
    title: 'Learning rate',
    definition: `How much cheaper each doubling of the library makes the next workflow (Wright's law), with a 95 % bootstrap interval. Not shown under ${FEWEST_WORKFLOWS_TO_FIT} workflows.`,
    formula: 'log M(n) = a − k·log n by least squares; rate = 1 − 2^−k',
    unit: 'per cent',
    source: 'Cost of each workflow in the order of entering pilot',
  },
  {
    key: 'live-workflows',
    title: 'Live workflows',
    definition: `Workflows in pilot or production with an accepted or edited run in the last ${LIVE_WINDOW_DAYS} days.`,
    formula: 'count',
    unit: 'workflows',
    source: 'Stages; time ledger',
  },
  {
    key: 'plan-line',
    title: 'Plan',
    definition:
      'Live workflows planned by the end of each month from the start, on straight lines between the points that a leader set. At first: 3 after month 1, 12 after month 3, 40 to 50 after month 12.',
    formula: 'linear between points, from 0 at the start',
    unit: 'workflows',
    source: 'Plan of the organisation',
  },
  {
    key: 'reproduction-number',
    title: 'Reproduction number R',
    definition: `Adaptations that entered pilot in the last ${REPRODUCTION_WINDOW_DAYS} days, per workflow that was in pilot or production on at least one of those days. Above 1 the library grows by itself. Not shown under ${FEWEST_ADAPTABLE} such workflows.`,
    formula: 'adaptations into pilot ÷ adaptable workflows',
    unit: 'adaptations per workflow',
    source: 'Lineage; stages',
  },
  {
    key: 'reuse-share',
    title: 'Reuse share',
    definition:
      'Published versions with at least one inherited binding, policy layer or prompt ÷ all published versions, and the same for each of the three. A prompt is inherited when its instructions are those of the version adapted from, word for word.',
    formula: 'versions that inherit ÷ versions',
    unit: 'share',
    source: 'Published versions; lineage',
  },
  {
    key: 'net-value',
    title: 'Net value',
    definition:
      "Hours saved, each month's at the organisation's loaded rate at the end of that month, less everything spent since the start. The estimate is shown beside it, not in it. Payback is the first month from whose end on the value has covered all cost.",
    formula: 'Σ over months (hours saved × loaded rate of the month) − Σ amounts',
    unit: 'money',
    source: `${TIME_LEDGER}; cost ledger`,
  },
  {
    key: 'accepted-share',
    title: 'Accepted share',
    definition: 'Accepted and edited runs ÷ runs that a person gave an outcome.',
    formula: '(accepted + edited) ÷ (accepted + edited + rejected)',
    unit: 'share',
    source: TIME_LEDGER,
  },
  {
    key: 'cost-per-run',
    title: 'Cost per run',
    definition: 'Everything spent on a workflow ÷ its runs in the time ledger.',
    formula: 'Σ amounts ÷ runs',
    unit: 'money per run',
    source: `${COST_LEDGER}; time ledger`,
  },
  {
    key: 'cost-per-hour-saved',
    title: 'Cost per hour saved',
    definition: 'Everything spent on a workflow ÷ its measured and confirmed hours. None while it has saved no hour.',
    formula: 'Σ amounts ÷ hours saved',
    unit: 'money per hour',
    source: `${COST_LEDGER}; time ledger`,
  },
] as const satisfies readonly FigureDefinition[];

/** The key of a figure. */
export type FigureKey = (typeof definitions)[number]['key'];

/** Every figure that the product shows, in the order in which the docs list them. */
export const FIGURE_DEFINITIONS: readonly FigureDefinition[] = definitions;
