/** The ledger lines that a figure sums: which of the two ledgers, and which of its lines. */
export type FigureEntries =
  | {
      readonly ledger: 'time';
      readonly grades: readonly ('measured' | 'confirmed' | 'estimated')[];
      readonly lostOnly: boolean;
    }
  | { readonly ledger: 'cost'; readonly kinds: readonly string[] | null }
  | { readonly ledger: 'cost-of-first-pilot' };

const HEADLINE = ['measured', 'confirmed'] as const;

/** For each figure that a person can open: the lines behind it. Keys are those of the figure definitions. */
export const FIGURE_ENTRIES = {
  'hours-headline': { ledger: 'time', grades: HEADLINE, lostOnly: false },
  'hours-measured': { ledger: 'time', grades: ['measured'], lostOnly: false },
  'hours-confirmed': { ledger: 'time', grades: ['confirmed'], lostOnly: false },
  'hours-estimated': { ledger: 'time', grades: ['estimated'], lostOnly: false },
  'hours-lost': { ledger: 'time', grades: ['measured', 'confirmed', 'estimated'], lostOnly: true },
  'fte-saved': { ledger: 'time', grades: HEADLINE, lostOnly: false },
  'net-value': { ledger: 'time', grades: HEADLINE, lostOnly: false },
  'total-cost': { ledger: 'cost', kinds: null },
  'model-cost': { ledger: 'cost', kinds: ['model'] },
  'average-cost': { ledger: 'cost', kinds: null },
  'cost-per-run': { ledger: 'cost', kinds: null },
  'cost-per-hour-saved': { ledger: 'cost', kinds: null },
  'marginal-cost': { ledger: 'cost-of-first-pilot' },
} as const satisfies Record<string, FigureEntries>;

/** A figure that opens ledger lines. */
export type OpenableFigure = keyof typeof FIGURE_ENTRIES;

/** The lines behind a figure; null for a name that no figure has. */
export function entriesBehind(figure: string): FigureEntries | null {
  return isOpenable(figure) ? FIGURE_ENTRIES[figure] : null;
}

/** Whether a text names a figure that opens ledger lines. */
export function isOpenable(figure: string): figure is OpenableFigure {
  return Object.hasOwn(FIGURE_ENTRIES, figure);
}
