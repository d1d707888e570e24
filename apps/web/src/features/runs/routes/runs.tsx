import { Button } from '@mantine/core';
import { EmptyState } from '@groundswell/ui';
import { Link } from 'react-router';
import { Page } from '../../../lib/page.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { RunFilters, runFilterFrom } from '../components/run-filters.js';
import { RunList } from '../components/run-list.js';

/** All runs that this person may see. */
export function RunsPage() {
  const url = useUrlFilter();
  return (
    <Page
      title="Runs"
      lead="Every run says what it did, what it cost and what it saved."
      actions={
        <Button component={Link} to="/batches" variant="default">
          Batches
        </Button>
      }
    >
      <RunFilters url={url} />
      <RunList
        filter={runFilterFrom(url)}
        withWorkflow
        empty={
          <EmptyState
            title="No runs here"
            action={
              <Button component={Link} to="/library" variant="default">
                Find something to run
              </Button>
            }
          >
            Either nothing has run yet, or the filters leave nothing over.
          </EmptyState>
        }
      />
    </Page>
  );
}
