import { MICROS_PER_UNIT, type Micros } from '@groundswell/kernel';
import { formatNumber } from './numbers.js';

export interface MoneyFormatOptions {
  /** Short form for tiles and axes: €41.2k. */
  readonly compact?: boolean;
}

function digitsFor(amount: number): Intl.NumberFormatOptions {
  const size = Math.abs(amount);
  if (size >= 1000) return { maximumFractionDigits: 0 };
  const wholeCents = Math.round(amount * MICROS_PER_UNIT) % (MICROS_PER_UNIT / 100) === 0;
  if (size >= 1 || wholeCents) return { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return { minimumSignificantDigits: 2, maximumSignificantDigits: 2 };
}

/** An amount of micro-units in a currency. Small amounts keep two significant digits, so that a model call is not "0.00". */
export function formatMoney(micros: Micros, currency: string, options: MoneyFormatOptions = {}): string {
  const amount = micros / MICROS_PER_UNIT;
  const style: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  if (options.compact === true && Math.abs(amount) >= 1000) {
    return formatNumber(amount, { ...style, notation: 'compact', maximumFractionDigits: 1 }).toLowerCase();
  }
  if (options.compact === true && (Math.abs(amount) >= 10 || amount === 0)) {
    return formatNumber(amount, { ...style, maximumFractionDigits: 0 });
  }
  return formatNumber(amount, { ...style, ...digitsFor(amount) });
}
