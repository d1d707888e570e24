import type { Micros } from '@groundswell/kernel';
import type { TokenUsage } from './token-usage.js';

/** What an attempt used, as a run's totals count it. */
export interface Spent {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costPicoUsd: bigint;
  readonly costMicros: Micros;
}

export const NOTHING_SPENT: Spent = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costPicoUsd: 0n,
  costMicros: 0,
};

export function spentOn(usage: TokenUsage, costPicoUsd: bigint, costMicros: Micros): Spent {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens } = usage;
  const cacheWriteTokens = cacheWrite5mTokens + cacheWrite1hTokens;
  return { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, costPicoUsd, costMicros };
}

/** Adds it to totals that are in memory. */
export function addSpent(totals: { -readonly [Field in keyof Spent]: Spent[Field] }, spent: Spent): void {
  totals.inputTokens += spent.inputTokens;
  totals.outputTokens += spent.outputTokens;
  totals.cacheReadTokens += spent.cacheReadTokens;
  totals.cacheWriteTokens += spent.cacheWriteTokens;
  totals.costPicoUsd += spent.costPicoUsd;
  totals.costMicros += spent.costMicros;
}
