/** The language of the pages. Numbers and dates follow it; the zone is the reader's own. */
export const PAGE_LOCALE = 'en-GB';

/** Narrow no-break space: stands between a number and its unit. */
export const THIN_SPACE = '\u202f';
/** The real minus sign; a hyphen is shorter and breaks lines. */
export const MINUS = '\u2212';

const formats = new Map<string, Intl.NumberFormat>();

function formatWith(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(PAGE_LOCALE, options);
    formats.set(key, format);
  }
  return format;
}

/** Formats with a real minus sign. Zero never carries one. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  if (!Number.isFinite(value)) return '–';
  return formatWith({ signDisplay: 'negative', ...options })
    .format(value)
    .replace(/-/g, MINUS);
}

/** A number with at most some decimals. */
export function formatDecimal(value: number, digits = 1): string {
  return formatNumber(value, { maximumFractionDigits: digits });
}

/** A share between 0 and 1 as per cent. */
export function formatPercent(share: number, digits = 0): string {
  return `${formatNumber(share * 100, { maximumFractionDigits: digits })}${THIN_SPACE}%`;
}

/** A count with its noun: "1 run", "12 runs". */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** Puts a plus in front of gains, so that a difference is never mistaken for an amount. */
export function withSign(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}
