import type { FigureKey } from './figure-definitions.js';

/** The lines of the time ledger behind a figure. */
export interface TimeLines {
  readonly grades: readonly ('measured' | 'confirmed' | 'estimated')[];
  /** Only lines with a negative saving. */
  readonly lostOnly: boolean;
}

type CostKindName = 'model';

/** The lines of the cost ledger behind a figure. */
export interface CostLines {
  /** Null for every kind. */
  readonly kinds: readonly CostKindName[] | null;
  /** A month means everything until its end. */
  readonly soFar: boolean;
  /** Only what brought one workflow into pilot: the figure needs a workflow. */
  readonly intoPilot: boolean;
}

/** The ledger lines that a figure is computed from; a figure may rest on both ledgers. */
export interface FigureEntries {
  readonly time: TimeLines | null;
  readonly cost: CostLines | null;
}

const EVERY: TimeLines = { grades: ['measured', 'confirmed', 'estimated'], lostOnly: false };
const HEADLINE: TimeLines = { grades: ['measured', 'confirmed'], lostOnly: false };
const ALL_COST: CostLines = { kinds: null, soFar: false, intoPilot: false };

function timeOf(lines: TimeLines): FigureEntries {
  return { time: lines, cost: null };
}

function costOf(lines: Partial<CostLines>): FigureEntries {
  return { time: null, cost: { ...ALL_COST, ...lines } };
}

/** For each figure that opens ledger lines: the lines behind it. */
const FIGURE_ENTRIES: Partial<Record<FigureKey, FigureEntries>> = {
  'minutes-saved': timeOf(EVERY),
  'hours-headline': timeOf(HEADLINE),
  'hours-measured': timeOf({ ...HEADLINE, grades: ['measured'] }),
  'hours-confirmed': timeOf({ ...HEADLINE, grades: ['confirmed'] }),
  'hours-estimated': timeOf({ ...HEADLINE, grades: ['estimated'] }),
  'hours-lost': timeOf({ ...EVERY, lostOnly: true }),
  'fte-saved': timeOf(HEADLINE),
  'net-value': { time: HEADLINE, cost: ALL_COST },
  'total-cost': costOf({}),
  'model-cost': costOf({ kinds: ['model'] }),
  'average-cost': costOf({ soFar: true }),
  'marginal-cost': costOf({ intoPilot: true }),
  'cost-per-run': { time: EVERY, cost: ALL_COST },
  'cost-per-hour-saved': { time: HEADLINE, cost: ALL_COST },
};

/** The figures that open ledger lines. */
export const OPENABLE_FIGURES: readonly string[] = Object.keys(FIGURE_ENTRIES);

/** The lines behind a figure; null for a figure that opens none, or a name that no figure has. */
export function entriesBehind(figure: string): FigureEntries | null {
  if (!Object.hasOwn(FIGURE_ENTRIES, figure)) return null;
  return FIGURE_ENTRIES[figure as FigureKey] ?? null;
}
