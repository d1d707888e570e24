import { MICROS_PER_UNIT, type Micros, type PicoUsd } from '@groundswell/kernel';
import type { ModelPrice } from './price-table.js';
import { runFailure, type RunFailure } from './run-failure.js';

/** Where a budget is set. Money is reserved in this order at every level that has one, so that nobody waits in a circle. */
export const BUDGET_LEVELS = ['organisation', 'team', 'workflow'] as const;
export type BudgetLevel = (typeof BUDGET_LEVELS)[number];

export const WARNING_PERCENTS = [50, 80, 100] as const;
export type WarningPercent = (typeof WARNING_PERCENTS)[number];

/** A budget in one month, as it stands. */
export interface BudgetState {
  readonly level: BudgetLevel;
  /** Of the team, the workflow or the organisation. */
  readonly name: string;
  /** YYYY-MM in the organisation's time zone. */
  readonly month: string;
  readonly limitMicros: Micros;
  readonly spentMicros: Micros;
  readonly reservedMicros: Micros;
}

/**
 * Why an amount does not fit: `used-up` when it would not even if nobody else held any of the budget, `busy` when it will as
 * soon as turns of other runs have ended below what is held for them.
 */
export type Shortage = 'used-up' | 'busy';

export function shortageOf(state: BudgetState, amountMicros: Micros): Shortage | null {
  if (state.spentMicros + amountMicros > state.limitMicros) return 'used-up';
  return state.spentMicros + state.reservedMicros + amountMicros > state.limitMicros ? 'busy' : null;
}

/** The thresholds that spending has passed, between two readings. */
export function passedPercents(beforeMicros: Micros, afterMicros: Micros, limitMicros: Micros): WarningPercent[] {
  const reached = (spent: Micros, percent: number): boolean => spent * 100 >= limitMicros * percent;
  return WARNING_PERCENTS.filter((percent) => reached(afterMicros, percent) && !reached(beforeMicros, percent));
}

/** What the service adds to a request by itself, in tokens: the words that explain tools to the model. */
const SERVICE_TOKENS = 1_000;

/**
 * The most that one attempt can cost: each token stands for at least one byte of the request, nothing is read from the cache,
 * all of it is written there, and the reply is as long as it may be; what the model cannot take in it refuses. Rounded up, as the ledger never rounds further.
 */
export function mostOfTurn(
  requestBytes: number,
  maxOutputTokens: number,
  price: ModelPrice,
  usdRateMicros: Micros,
): Micros {
  const promptTokens = Math.min(requestBytes + SERVICE_TOKENS, price.contextTokens ?? Number.POSITIVE_INFINITY);
  const prompt = BigInt(promptTokens);
  let most: PicoUsd = 0n;
  let from = 0;
  for (const tier of price.tiers) {
    if (from <= promptTokens) {
      const sent = tier.upToPromptTokens === null ? prompt : min(prompt, BigInt(tier.upToPromptTokens));
      const cost = sent * max(tier.input, tier.cacheWrite5m) + BigInt(maxOutputTokens) * tier.output;
      most = max(most, cost);
    }
    from = tier.upToPromptTokens ?? Number.POSITIVE_INFINITY;
  }
  const divisor = 1_000_000n * BigInt(MICROS_PER_UNIT);
  return Number((most * BigInt(usdRateMicros) + divisor - 1n) / divisor);
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function min(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

const FORECAST_FROM_DAYS = 2;
const DAY_MS = 86_400_000;

/** What will be spent by the end of the month at the pace so far; null while it is too early to say. */
export function forecastOf(spentMicros: Micros, from: Date, until: Date, now: Date): Micros | null {
  const elapsed = now.getTime() - from.getTime();
  if (elapsed < FORECAST_FROM_DAYS * DAY_MS || now >= until) return null;
  return Math.round((spentMicros / elapsed) * (until.getTime() - from.getTime()));
}

/** `12.34 EUR`: with as many decimals as small sums need. */
export function moneyWords(micros: Micros, currency: string): string {
  const units = micros / MICROS_PER_UNIT;
  const digits = micros !== 0 && Math.abs(units) < 1 ? 4 : 2;
  return `${units.toFixed(digits)} ${currency}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `November 2026` from `2026-11`. */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** The month after. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** How people call a budget: `the budget of the team Sales`. */
export function budgetWords({ level, name }: Pick<BudgetState, 'level' | 'name'>): string {
  return level === 'organisation' ? `the budget of ${name}` : `the budget of the ${level} ${name}`;
}

/** Why a run does not begin, or goes no further, and whom to ask. */
export function budgetUsedUp(budgetId: string, state: BudgetState, amountMicros: Micros, currency: string): RunFailure {
  const { month, spentMicros, limitMicros } = state;
  const money = (micros: Micros): string => moneyWords(micros, currency);
  const words = budgetWords(state);
  const failure = runFailure(
    'LIMIT_BUDGET_REACHED',
    `${words[0]?.toUpperCase() ?? ''}${words.slice(1)} for ${monthWords(month)} does not allow another turn: ${money(spentMicros)} of ${money(limitMicros)} is spent, and a turn may cost up to ${money(amountMicros)}.`,
    `Ask a steward to raise it on the page Budgets, or start again in ${monthWords(monthAfter(month))}.`,
  );
  const { level, name } = state;
  return { ...failure, budgetId, limit: { level, name, month, limitMicros, spentMicros, turnMicros: amountMicros } };
}

/** Why a run goes no further whose own limit does not allow what its next turn may cost. */
export function runLimitReached(
  spentMicros: Micros,
  limitMicros: Micros,
  amountMicros: Micros,
  currency: string,
): RunFailure {
  const money = (micros: Micros): string => moneyWords(micros, currency);
  const failure = runFailure(
    'LIMIT_COST_REACHED',
    `The run may cost ${money(limitMicros)}. ${money(spentMicros)} is spent, and its next turn may cost up to ${money(amountMicros)}, so it was stopped before that turn.`,
    'Start it with a smaller task, or ask the builder or a steward for a higher limit.',
  );
  return {
    ...failure,
    limit: { level: 'run', name: null, month: null, limitMicros, spentMicros, turnMicros: amountMicros },
  };
}
