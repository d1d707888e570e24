import { useEffect } from 'react';

const LOOK_EVERY_MS = 4_000;

/** Asks for a list again for as long as something in it moves by itself and somebody looks. */
export function useLookAgain(moving: boolean, refetch: () => void): void {
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refetch();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [moving, refetch]);
}
