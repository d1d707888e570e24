import { useEffect } from 'react';
import type { RunStatus } from '@groundswell/contracts';

const LOOK_EVERY_MS = 3_000;

interface Started {
  readonly run?: { readonly status: RunStatus } | null;
}

/** Asks again while a run of the list is at work, so that nobody reads "queued" of one that has ended. One that waits may wait for days. */
export function useWhileWorking(list: readonly Started[], refetch: () => void): void {
  const isWorking = list.some(({ run }) => run?.status === 'queued' || run?.status === 'running');
  useEffect(() => {
    if (!isWorking) return undefined;
    const timer = setInterval(refetch, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWorking, refetch]);
}
