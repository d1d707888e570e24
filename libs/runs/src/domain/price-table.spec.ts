import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { costOf, findPrice, getPrice, LIST_PRICES, perMillionTokens, tierFor, type ModelPrice } from './price-table.js';
import { addUsage, NO_USAGE, promptTokens, type TokenUsage } from './token-usage.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const usage = (over: Partial<TokenUsage>): TokenUsage => ({ ...NO_USAGE, ...over });
const haiku = getPrice(LIST_PRICES, 'claude-haiku-5-5', NOW);

const tokens = fc.integer({ min: 0, max: 2_000_000 });
const anyUsage = fc.record({
  inputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWrite5mTokens: tokens,
  cacheWrite1hTokens: tokens,
  outputTokens: tokens,
});

describe('the price table', () => {
  it('prices a million tokens of each kind as listed', () => {
    const sonnet = getPrice(LIST_PRICES, 'claude-sonnet-5-5', NOW);
    expect(costOf(usage({ inputTokens: 1_000_000 }), sonnet)).toBe(2_000_000_000_000n);
    expect(costOf(usage({ outputTokens: 1_000_000 }), sonnet)).toBe(10_000_000_000_000n);
    expect(costOf(usage({ cacheReadTokens: 1_000_000 }), sonnet)).toBe(100_000_000_000n);
  });

  it('keeps a price of an eighth of a cent exact', () => {
    expect(perMillionTokens('0.125')).toBe(125_000n);
    expect(costOf(usage({ cacheWrite5mTokens: 1 }), haiku)).toBe(125_000n);
    expect(costOf(usage({ cacheWrite1hTokens: 3 }), haiku)).toBe(600_000n);
  });

  it('charges the dearer tier from the first token past 100,000 of prompt, cache included', () => {
    expect(costOf(usage({ inputTokens: 100_000 }), haiku)).toBe(100_000n * 100_000n);
    expect(costOf(usage({ inputTokens: 100_001 }), haiku)).toBe(100_001n * 500_000n);
    expect(costOf(usage({ inputTokens: 1, cacheReadTokens: 100_000 }), haiku)).toBe(500_000n + 100_000n * 50_000n);
    expect(costOf(usage({ inputTokens: 1, outputTokens: 200_000 }), haiku)).toBe(100_000n + 200_000n * 500_000n);
  });

  it('adds up without rounding: two attempts in one tier cost what their sum costs', () => {
    fc.assert(
      fc.property(anyUsage, anyUsage, (one, other) => {
        const both = addUsage(one, other);
        const tiers = [one, other, both].map((each) => tierFor(haiku, promptTokens(each)));
        fc.pre(new Set(tiers).size === 1);
        expect(costOf(one, haiku) + costOf(other, haiku)).toBe(costOf(both, haiku));
      }),
    );
  });

  it('never charges less for more tokens', () => {
    fc.assert(
      fc.property(anyUsage, anyUsage, (one, more) => {
        expect(costOf(addUsage(one, more), haiku) >= costOf(one, haiku)).toBe(true);
      }),
    );
  });

  it('takes the latest list that holds at the time, not one of the future', () => {
    const cheaper: ModelPrice = { ...haiku, id: 'ours', validFrom: new Date('2026-12-01T00:00:00Z') };
    const prices = [...LIST_PRICES, cheaper];
    expect(findPrice(prices, 'claude-haiku-5-5', NOW)?.id).toBe(haiku.id);
    expect(findPrice(prices, 'claude-haiku-5-5', new Date('2026-12-01T00:00:00Z'))?.id).toBe('ours');
  });

  it('refuses a model that is not in the list, however alike, and names those that are', () => {
    for (const model of ['claude-haiku-5', 'claude-haiku-5-5-latest', 'Claude-Haiku-5-5', ' claude-haiku-5-5', '']) {
      expect(() => getPrice(LIST_PRICES, model, NOW)).toThrow(/claude-haiku-5-5, claude-opus-5-5, claude-sonnet-5-5/);
    }
  });

  it('refuses a price with more decimals than a token can carry', () => {
    expect(() => perMillionTokens('0.1234567')).toThrow(RangeError);
    expect(() => perMillionTokens('-1')).toThrow(RangeError);
  });

  it('has a last tier without an end for every listed model', () => {
    for (const price of LIST_PRICES) expect(price.tiers.at(-1)?.upToPromptTokens).toBeNull();
  });
});
