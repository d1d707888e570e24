import { InputFaults } from '@groundswell/kernel';
import { perMillionTokens, type PriceTier } from './price-table.js';

/** Prices in dollars per million tokens, as a person writes them. */
export interface TierInput {
  readonly upToPromptTokens: number | null;
  readonly input: string;
  readonly output: string;
  readonly cacheRead: string;
  readonly cacheWrite5m: string;
  readonly cacheWrite1h: string;
}

export interface NewPriceInput {
  /** The exact id under which the service knows the model. */
  readonly model: string;
  /** YYYY-MM-DD in the organisation's time zone: from its first moment on, or from now on if it is today. */
  readonly fromDay: string;
  readonly tiers: readonly TierInput[];
  readonly contextTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly note: string;
}

const MOST_TIERS = 5;
const MOST_TOKENS = 100_000_000;
const PRICE_NAMES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;
const DECIMAL = /^\d{1,6}(\.\d{1,6})?$/;

/** Reads a price list as somebody wrote it. @throws AppError INPUT_INVALID with every fault */
export function readNewPrice(given: NewPriceInput): {
  readonly model: string;
  readonly note: string;
  readonly tiers: PriceTier[];
} {
  const faults = new InputFaults();
  const model = faults.text('model', given.model, { label: 'The model', max: 80 });
  if (/\s/.test(model)) faults.add('model', 'The id of a model has no spaces.');
  const note = faults.text('note', given.note, { label: 'The note', min: 0, max: 500 });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given.fromDay) || Number.isNaN(Date.parse(given.fromDay))) {
    faults.add('fromDay', 'Choose the day from which the prices hold.');
  }
  if (given.tiers.length < 1 || given.tiers.length > MOST_TIERS) {
    faults.add('tiers', `Give between one and ${MOST_TIERS} prices.`);
  }
  checkTiers(faults, given.tiers);
  for (const name of ['contextTokens', 'maxOutputTokens'] as const) {
    const tokens = given[name];
    if (tokens !== null) faults.wholeNumber(name, tokens, 'The number of tokens', 1, MOST_TOKENS);
  }
  faults.throwIfAny();
  return { model, note, tiers: given.tiers.map(tierOf) };
}

function checkTiers(faults: InputFaults, tiers: readonly TierInput[]): void {
  let before = 0;
  tiers.forEach((tier, index) => {
    for (const name of PRICE_NAMES) {
      if (DECIMAL.test(tier[name])) continue;
      faults.add(`tiers.${index}.${name}`, 'Give dollars per million tokens, with at most six decimals.');
    }
    const { upToPromptTokens: upTo } = tier;
    const last = index === tiers.length - 1;
    if (last && upTo !== null) faults.add(`tiers.${index}.upToPromptTokens`, 'The last price has no end.');
    if (!last && (upTo === null || !Number.isSafeInteger(upTo) || upTo <= before || upTo > MOST_TOKENS)) {
      faults.add(
        `tiers.${index}.upToPromptTokens`,
        'Each price but the last ends at a larger prompt than the one before.',
      );
    }
    before = upTo ?? before;
  });
}

function tierOf(tier: TierInput): PriceTier {
  return {
    upToPromptTokens: tier.upToPromptTokens,
    input: perMillionTokens(tier.input),
    output: perMillionTokens(tier.output),
    cacheRead: perMillionTokens(tier.cacheRead),
    cacheWrite5m: perMillionTokens(tier.cacheWrite5m),
    cacheWrite1h: perMillionTokens(tier.cacheWrite1h),
  };
}
