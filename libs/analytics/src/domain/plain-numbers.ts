/** A thin space that never breaks, as it stands before a unit. */
const THIN_SPACE = '\u202f';

/** A rate in whole per cent for a sentence: `21 %`. */
export function percent(value: number): string {
  return `${Math.round(value)}${THIN_SPACE}%`;
}

/** A number for a sentence, with at most so many decimals: `1,720` or `2.4`. */
export function plainNumber(value: number, decimals = 0): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals }).format(value);
}
