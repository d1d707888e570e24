import { RunsListDocument, type RunFilter } from '@groundswell/contracts';
import type { ReactNode } from 'react';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { RunLines } from '../../../lib/run-lines.js';
import { useFetched } from '../../../lib/use-fetched.js';

/** A page of runs with its pager, or what to say when there are none. */
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
