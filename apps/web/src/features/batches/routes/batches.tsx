import { Button } from '@mantine/core';
import { BatchListDocument } from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { useLookAgain } from '../../../lib/use-look-again.js';
import { BatchLines } from '../components/batch-lines.js';
import { isLive } from '../components/use-live-batch.js';

/** All batches that this person may see. */
export function BatchesPage() {
  const workflowId = useUrlFilter().get('workflow') ?? null;
  const cursor = useCursor(workflowId ?? '');
  const fetched = useFetched(
    BatchListDocument,
    { workflowId, after: cursor.after ?? null },
    { dependsOn: ['Batch', 'Run'] },
  );
  useLookAgain(fetched.data?.batches.items.some(isLive) ?? false, fetched.refetch);
  return (
    <Page
      title="Batches"
      lead="A table of which each row is a run of its own."
      back={
        workflowId === null ? { to: '/runs', label: 'Runs' } : { to: `/workflows/${workflowId}`, label: 'The workflow' }
      }
    >
      <FetchedView of={fetched}>
        {({ batches }) =>
          batches.items.length === 0 ? (
            <EmptyState
              title="No batches yet"
              action={
                <Button
                  component={Link}
                  to={workflowId === null ? '/library' : `/workflows/${workflowId}/batch`}
                  variant="default"
                >
                  {workflowId === null ? 'Find a workflow' : 'Run it for a table'}
                </Button>
              }
            >
              Open a workflow and choose “Run it for a table of rows”.
            </EmptyState>
          ) : (
            <>
              <BatchLines batches={batches.items} />
              <Pager page={batches} cursor={cursor} noun="batch" nouns="batches" />
            </>
          )
        }
      </FetchedView>
    </Page>
  );
}
