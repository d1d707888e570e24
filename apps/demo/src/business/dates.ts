const DAY_MS = 86_400_000;
const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** The ISO date that lies `days` after (or before) another. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Ways in which the firm's programs and people write a date; all but `iso` count as odd. */
export const DATE_STYLES = ['german', 'short', 'american', 'words', 'compact'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

export function writeDate(isoDate: string, style: DateStyle): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  switch (style) {
    case 'german':
      return `${day}.${month}.${year}`;
    case 'short':
      return `${Number(day)}.${Number(month)}.${year.slice(2)}`;
    case 'american':
      return `${month}/${day}/${year}`;
    case 'words':
      return `${Number(day)}. ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
    case 'compact':
      return `${year}${month}${day}`;
  }
}
