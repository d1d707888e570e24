/** One in this many unattended runs asks its workflow's owner to confirm. */
export const SAMPLE_ONE_IN = 10;

/**
 * Whether an unattended run is among those that ask to be confirmed. Decided by the run's id alone (FNV-1a over its
 * characters), so that every process, every retry and every reader agrees without storing a draw.
 */
export function isSampled(runId: string, oneIn: number = SAMPLE_ONE_IN): boolean {
  let hash = 0x811c9dc5;
  for (const character of runId) {
    hash ^= character.charCodeAt(0);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % oneIn === 0;
}
