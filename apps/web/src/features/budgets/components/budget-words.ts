import type { BudgetLineFragment } from '@groundswell/contracts';

export type Level = BudgetLineFragment['level'];

export const LEVELS: readonly { readonly level: Level; readonly title: string; readonly one: string }[] = [
  { level: 'organisation', title: 'The whole organisation', one: 'The whole organisation' },
  { level: 'team', title: 'Teams', one: 'A team' },
  { level: 'workflow', title: 'Workflows', one: 'A workflow' },
];

/** How a budget stands, in words: a colour alone says nothing. */
export function stateOf(budget: Pick<BudgetLineFragment, 'limitMicros' | 'spentMicros' | 'refuses'>): {
  readonly words: string;
  readonly color: string;
} {
  const percent = budget.limitMicros === 0 ? 100 : Math.floor((budget.spentMicros * 100) / budget.limitMicros);
  if (budget.refuses && percent < 100)
    return { words: `${percent} % spent, too little left for a turn: runs are refused`, color: 'red' };
  if (percent >= 100) return { words: 'Used up: runs are refused', color: 'red' };
  if (percent >= 80) return { words: `${percent} % spent`, color: 'yellow' };
  return { words: `${percent} % spent`, color: 'var(--mantine-primary-color-filled)' };
}

/** Whether a month has not begun yet where the reader is. */
export function isToCome(month: string, now: Date): boolean {
  return month > `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
}

/** A month before or after, as YYYY-MM. */
export function monthFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
