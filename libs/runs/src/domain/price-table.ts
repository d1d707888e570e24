import { AppError, type PicoUsd } from '@groundswell/kernel';
import { promptTokens, type TokenUsage } from './token-usage.js';

/** What a token costs, in pico-dollars: a dollar per million tokens is 1,000,000 pico-dollars a token. */
export interface TokenPrices {
  readonly input: PicoUsd;
  readonly output: PicoUsd;
  readonly cacheRead: PicoUsd;
  readonly cacheWrite5m: PicoUsd;
  readonly cacheWrite1h: PicoUsd;
}

/** Prices of a model for prompts up to a size. */
export interface PriceTier extends TokenPrices {
  /** The largest prompt, in tokens, that this tier still covers; null is without an end. */
  readonly upToPromptTokens: number | null;
}

/** A model's price list from a day on, until a later one of the same model takes over. */
export interface ModelPrice {
  /** Names this list for good: cost entries point to it. */
  readonly id: string;
  /** The exact model id. `claude-haiku-5-5` never matches `claude-haiku-5-5-latest`. */
  readonly model: string;
  readonly validFrom: Date;
  /** Smallest prompts first; the last one has no end. */
  readonly tiers: readonly PriceTier[];
  /** The most that the model takes in, and gives in one reply, in tokens; null where nobody has said. */
  readonly contextTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly note: string;
}

/** More than any answer of a small workflow needs; a longer one is cut, and the run says so. */
const MAX_OUTPUT_TOKENS = 8_192;

/** How long a reply of this model may be. */
export function outputTokensOf(price: ModelPrice): number {
  return Math.min(MAX_OUTPUT_TOKENS, price.maxOutputTokens ?? MAX_OUTPUT_TOKENS);
}

/** Dollars per million tokens, written as a decimal, in exact pico-dollars per token. */
export function perMillionTokens(dollars: string): PicoUsd {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(dollars);
  if (match === null) throw new RangeError(`"${dollars}" is not a price of at most six decimals.`);
  return BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
}

/** Pico-dollars per token as dollars per million tokens, for display. */
export function dollarsPerMillion(price: PicoUsd): number {
  return Number(price) / 1_000_000;
}

/** The list of a model that holds at an instant; undefined when the model is unknown then. */
export function findPrice(prices: readonly ModelPrice[], model: string, at: Date): ModelPrice | undefined {
  let best: ModelPrice | undefined;
  for (const price of prices) {
    if (price.model !== model || price.validFrom > at) continue;
    if (best === undefined || price.validFrom >= best.validFrom) best = price;
  }
  return best;
}

/** Like {@link findPrice}, but a model without a price is refused: nothing runs that cannot be accounted. */
export function getPrice(prices: readonly ModelPrice[], model: string, at: Date): ModelPrice {
  const price = findPrice(prices, model, at);
  if (price !== undefined) return price;
  const known = [...new Set(prices.filter((one) => one.validFrom <= at).map((one) => one.model))].sort().join(', ');
  throw new AppError(
    'invalid',
    'MODEL_UNKNOWN',
    `The model "${model}" is not in the price list, so its cost could not be recorded. Choose one of: ${known}.`,
    { details: { model } },
  );
}

/** The tier that a prompt of this size falls into. */
export function tierFor(price: ModelPrice, prompt: number): PriceTier {
  const tier = price.tiers.find((one) => one.upToPromptTokens === null || prompt <= one.upToPromptTokens);
  if (tier === undefined) throw new RangeError(`The price list of ${price.model} ends before ${prompt} tokens.`);
  return tier;
}

/** The exact cost of one attempt. The whole attempt is charged at the tier of its prompt. */
export function costOf(usage: TokenUsage, price: ModelPrice): PicoUsd {
  const tier = tierFor(price, promptTokens(usage));
  return (
    BigInt(usage.inputTokens) * tier.input +
    BigInt(usage.outputTokens) * tier.output +
    BigInt(usage.cacheReadTokens) * tier.cacheRead +
    BigInt(usage.cacheWrite5mTokens) * tier.cacheWrite5m +
    BigInt(usage.cacheWrite1hTokens) * tier.cacheWrite1h
  );
}

function tier(
  upToPromptTokens: number | null,
  input: string,
  output: string,
  cacheRead: string,
  cacheWrite5m: string,
  cacheWrite1h: string,
): PriceTier {
  return {
    upToPromptTokens,
    input: perMillionTokens(input),
    output: perMillionTokens(output),
    cacheRead: perMillionTokens(cacheRead),
    cacheWrite5m: perMillionTokens(cacheWrite5m),
    cacheWrite1h: perMillionTokens(cacheWrite1h),
  };
}

const LISTED_FROM = new Date('2025-01-01T00:00:00Z');
/** What every model of the list takes and gives at least. */
const LISTED_LIMITS = { contextTokens: 200_000, maxOutputTokens: 32_000 };
const DERIVED_WRITES = 'Cache writes at 1.25 (5 min) and 2 (1 h) times the input price.';

/**
 * The list prices that every organisation starts with, in US dollars per million tokens, as published in November 2026.
 * They reach back so that imported history can be priced; an organisation's own lists take over from their dates on.
 */
export const LIST_PRICES: readonly ModelPrice[] = [
  {
    id: 'list-2026-11:claude-haiku-5-5',
    model: 'claude-haiku-5-5',
    validFrom: LISTED_FROM,
    ...LISTED_LIMITS,
    tiers: [tier(100_000, '0.10', '0.50', '0.01', '0.125', '0.20'), tier(null, '0.50', '2.50', '0.05', '0.625', '1')],
    note: `List price of November 2026. Above 100,000 prompt tokens: ${DERIVED_WRITES.toLowerCase()}`,
  },
  {
    id: 'list-2026-11:claude-sonnet-5-5',
    model: 'claude-sonnet-5-5',
    validFrom: LISTED_FROM,
    ...LISTED_LIMITS,
    tiers: [tier(null, '2', '10', '0.10', '2.5', '4')],
    note: `List price of November 2026. ${DERIVED_WRITES}`,
  },
  {
    id: 'list-2026-11:claude-opus-5-5',
    model: 'claude-opus-5-5',
    validFrom: LISTED_FROM,
    ...LISTED_LIMITS,
    tiers: [tier(null, '4', '20', '0.20', '5', '8')],
    note: `List price of November 2026. ${DERIVED_WRITES}`,
  },
];
