import { useCallback, useEffect, useRef, useState } from 'react';

const IDLE_AFTER_MS = 45_000;
const PREFIX = 'groundswell.attention.';

function stored(key: string): number {
  try {
    return Number(window.sessionStorage.getItem(PREFIX + key)) || 0;
  } catch {
    return 0;
  }
}

function store(key: string, seconds: number): void {
  try {
    window.sessionStorage.setItem(PREFIX + key, String(Math.round(seconds)));
  } catch (fault) {
    console.warn('The time spent cannot be kept over a reload on this device.', fault);
  }
}

const BEGUN_HERE = '.begun-here';

/** Carries the time spent on a form over to the run that was started from it. */
export function moveAttention(from: string, to: string): void {
  store(to, stored(from) + stored(to));
  store(from, 0);
  store(to + BEGUN_HERE, 1);
}

/** Whether a run was started from a form on this device: only then is what was counted the whole of the time it took. */
export function wasBegunHere(runId: string): boolean {
  return stored(runId + BEGUN_HERE) > 0;
}

/**
 * Counts the seconds that a person gave to one thing: while the page is in front and was touched in the last 45 seconds. A person
 * who walks away while the run works is not charged for it. Returns how many there are by now.
 */
export function useAttention(key: string): () => number {
  // From the first moment: what is offered after a reload is what was counted before it.
  const [before] = useState(() => stored(key));
  const seconds = useRef(before);
  useEffect(() => {
    seconds.current = stored(key);
    let lastTouch = Date.now();
    const touch = () => {
      lastTouch = Date.now();
    };
    const names = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const;
    for (const name of names) window.addEventListener(name, touch, { passive: true });
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || Date.now() - lastTouch > IDLE_AFTER_MS) return;
      seconds.current += 1;
      store(key, seconds.current);
    }, 1000);
    return () => {
      clearInterval(timer);
      for (const name of names) window.removeEventListener(name, touch);
    };
  }, [key]);
  return useCallback(() => Math.round(seconds.current), []);
}

/** Whole minutes of a measured time, rounded half up: what the page offers for confirmation. */
export function minutesOfSeconds(seconds: number): number {
  return Math.floor((seconds + 30) / 60);
}
