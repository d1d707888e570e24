import { useEffect, useState } from 'react';
import { RunChangedDocument, RunPageDocument, type RunBodyFragment } from '@groundswell/contracts';
import { useSubscription } from 'urql';
import { useFetched, type Fetched } from '../../../lib/use-fetched.js';

const ENDED = new Set<RunBodyFragment['status']>(['succeeded', 'failed', 'cancelled', 'stopped']);

/** Whether a run can still change by itself. */
export function isEnded(run: RunBodyFragment): boolean {
  return ENDED.has(run.status);
}

/** Whether the run waits for whoever looks at it. */
export function needsReader({ can, waitingFor }: Pick<RunBodyFragment, 'can' | 'waitingFor'>): boolean {
  if (waitingFor === 'answer') return can.answer;
  return waitingFor === 'outcomeUnknown' ? can.settle : can.approve;
}

/** Whether the line of one's own run, recorded by hand, is still on its way into the time ledger: a job writes it. */
export function awaitsEntry(run: RunBodyFragment): boolean {
  const said = run.mode === 'recorded' && run.outcome != null && run.can.confirm;
  return said && run.timeEntry == null && run.workflow.baseline != null;
}

function progress(run: RunBodyFragment): readonly number[] {
  return [
    run.revision,
    isEnded(run) ? 1 : 0,
    run.steps.length,
    run.steps.filter((step) => step.endedAt != null).length,
    run.timeEntry == null ? 0 : 1,
  ];
}

/** The later of two snapshots of one run: answers overtake each other on their way. */
export function laterRun(one: RunBodyFragment | null, other: RunBodyFragment | null): RunBodyFragment | null {
  if (one === null || other === null) return one ?? other;
  const [a, b] = [progress(one), progress(other)];
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 || (a[at] ?? 0) > (b[at] ?? 0) ? one : other;
}

/**
 * A run as it is now. News come over the subscription; because a web socket may be cut without a word, the page also asks again:
 * often until the first news arrives, seldom afterwards, never once the run has ended and its minutes are accounted for.
 */
export function useLiveRun(runId: string): Fetched<RunBodyFragment | null> {
  const fetched = useFetched(RunPageDocument, { id: runId }, { dependsOn: ['Run', 'TimeEntry'] });
  const asked = fetched.data?.run ?? null;
  // An answer that failed brings no data: what was seen before stays, so that a lost connection takes no page away.
  const [seen, setSeen] = useState<RunBodyFragment | null>(null);
  const known = laterRun(asked, seen?.id === runId ? seen : null);
  const [news] = useSubscription<{ runChanged: RunBodyFragment }>({
    query: RunChangedDocument.toString(),
    variables: { runId },
    pause: known === null || isEnded(known),
  });
  const told = news.data?.runChanged.id === runId ? news.data.runChanged : null;
  const latest = laterRun(known, told);
  if (latest !== null && latest !== seen) setSeen(latest);
  const toldEnd = told !== null && isEnded(told);
  const everyMs = told === null ? 1_500 : 5_000;
  const { refetch } = fetched;
  const waits = latest !== null && (!isEnded(latest) || awaitsEntry(latest));
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(refetch, toldEnd ? 500 : everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refetch, toldEnd, waits]);
  const gone = fetched.data !== undefined && asked === null;
  return { ...fetched, data: gone ? null : (latest ?? undefined) };
}
