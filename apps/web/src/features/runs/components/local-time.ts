/** An instant as a date-and-time field of the browser wants it: in the reader's zone, without one. */
export function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
