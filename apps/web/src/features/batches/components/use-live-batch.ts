import { useEffect, useState } from 'react';
import {
  BatchChangedDocument,
  BatchPageDocument,
  type BatchBodyFragment,
  type BatchHeadFragment,
} from '@groundswell/contracts';
import { useSubscription } from 'urql';
import { useFetched, type Fetched } from '../../../lib/use-fetched.js';

/** A web socket may be cut without a word, so the page also asks by itself: often until the first news, seldom afterwards. */
const LOOK_EVERY_MS = { untold: 1_500, told: 10_000 } as const;

type Snapshot = Pick<BatchBodyFragment, 'revision' | 'counts'>;

/** Whether rows can still move by themselves. */
export function isLive({ status, counts }: Pick<BatchHeadFragment, 'status' | 'counts'>): boolean {
  return status === 'running' || counts.underWay > 0;
}

/** The later of two snapshots of one batch: answers overtake each other on their way. */
export function laterBatch<T extends Snapshot>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) return one ?? other;
  const [a, b] = [progress(one), progress(other)];
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 || (a[at] ?? 0) > (b[at] ?? 0) ? one : other;
}

/** Within one revision rows only go on: from waiting to under way to an end. */
function progress({ revision, counts }: Snapshot): readonly number[] {
  return [revision, counts.succeeded + counts.failed, counts.underWay, counts.waitingForPeople];
}

/** A batch as it is now. News come over the subscription, a few times a second at most however many rows move. */
export function useLiveBatch(batchId: string): Fetched<BatchBodyFragment | null> {
  const fetched = useFetched(BatchPageDocument, { id: batchId }, { dependsOn: ['Batch'] });
  const asked = fetched.data?.batch ?? null;
  // An answer that failed brings no data: what was seen before stays, so that a lost connection takes no page away.
  const [seen, setSeen] = useState<BatchBodyFragment | null>(null);
  const known = laterBatch(asked, seen?.id === batchId ? seen : null);
  const [news] = useSubscription<{ batchChanged: BatchBodyFragment }>({
    query: BatchChangedDocument.toString(),
    variables: { batchId },
    pause: known === null || !isLive(known),
  });
  const told = news.data?.batchChanged.id === batchId ? news.data.batchChanged : null;
  const latest = laterBatch(known, told);
  if (latest !== null && latest !== seen) setSeen(latest);
  const live = latest !== null && isLive(latest);
  const everyMs = told === null ? LOOK_EVERY_MS.untold : LOOK_EVERY_MS.told;
  const { refetch } = fetched;
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(refetch, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, live, refetch]);
  const gone = fetched.data !== undefined && asked === null;
  return { ...fetched, data: gone ? null : (latest ?? undefined) };
}
