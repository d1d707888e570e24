import type { ManualClock } from '@groundswell/kernel';

/** Lets the clock stand at an instant, unless it is past it: what is written later never looks older. */
export function moveOn(clock: ManualClock, to: Date): void {
  if (to > clock.now()) clock.set(to);
}
