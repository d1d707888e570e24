import { formatDecimal, formatNumber, MINUS, THIN_SPACE } from './numbers.js';

/** Whole minutes as people say them: "12 min", from one hour on "1 h 05 min". */
export function formatMinutes(minutes: number): string {
  const rounded = Math.round(Math.abs(minutes));
  const sign = minutes < 0 && rounded > 0 ? MINUS : '';
  if (rounded < 60) return `${sign}${formatNumber(rounded)}${THIN_SPACE}min`;
  const hours = `${sign}${formatNumber(Math.floor(rounded / 60))}${THIN_SPACE}h`;
  const rest = rounded % 60;
  return rest === 0 ? hours : `${hours} ${String(rest).padStart(2, '0')}${THIN_SPACE}min`;
}

/** Hours with one decimal below a hundred: "12.4 h", "1,204 h". */
export function formatHours(hours: number): string {
  return `${formatDecimal(hours, Math.abs(hours) < 100 ? 1 : 0)}${THIN_SPACE}h`;
}

/** How long something took, from milliseconds to hours. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${formatNumber(Math.round(ms))}${THIN_SPACE}ms`;
  if (ms < 60_000) return `${formatDecimal(ms / 1000, 1)}${THIN_SPACE}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds >= 3600) return formatMinutes(seconds / 60);
  const minutes = `${formatNumber(Math.floor(seconds / 60))}${THIN_SPACE}min`;
  const rest = seconds % 60;
  return rest === 0 ? minutes : `${minutes} ${String(rest).padStart(2, '0')}${THIN_SPACE}s`;
}
