import { RunsListDocument, type RunFilter, type RunStatus } from '@groundswell/contracts';
import type { ReactNode } from 'react';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { RunLines } from '../../../lib/run-lines.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useLookAgain } from '../../../lib/use-look-again.js';

const MOVING: ReadonlySet<RunStatus> = new Set<RunStatus>(['queued', 'running', 'waiting']);

/** A page of runs with its pager, or what to say when there are none. It looks again for as long as one of them moves. */
export function RunList({
  filter,
  withWorkflow,
  empty,
}: {
  filter: RunFilter;
  withWorkflow: boolean;
  empty: ReactNode;
}) {
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(
    RunsListDocument,
    { filter, after: cursor.after ?? null },
    { dependsOn: ['Run', 'TimeEntry'] },
  );
  useLookAgain(fetched.data?.runs.items.some((run) => MOVING.has(run.status)) ?? false, fetched.refetch);
  return (
    <FetchedView of={fetched}>
      {({ runs }) =>
        runs.items.length === 0 ? (
          empty
        ) : (
          <>
            <RunLines runs={runs.items} withWorkflow={withWorkflow} />
            <Pager page={runs} cursor={cursor} noun="run" />
          </>
        )
      }
    </FetchedView>
  );
}
