const LONGEST_LEAD_MS = 4 * 60 * 60 * 1000;
/** A question without an end is brought back to mind this long after it was asked. */
const OPEN_QUESTION_MS = 24 * 60 * 60 * 1000;

/**
 * When those who are asked are reminded: in the last quarter of the time that they have, at most four hours before its end; of a
 * question without an end, a day after it was asked.
 */
export function remindAt(askedAt: Date, waitsUntil: Date | null): Date {
  if (waitsUntil === null) return new Date(askedAt.getTime() + OPEN_QUESTION_MS);
  const length = Math.max(0, waitsUntil.getTime() - askedAt.getTime());
  return new Date(waitsUntil.getTime() - Math.min(LONGEST_LEAD_MS, length / 4));
}
