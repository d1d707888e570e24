import { EmptyState } from '@groundswell/ui';
import { useParams } from 'react-router';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { RunFilters, runFilterFrom } from '../components/run-filters.js';
import { RunList } from '../components/run-list.js';

/** The runs of one workflow. */
export function WorkflowRunsTab() {
  const { workflowId = '' } = useParams();
  const url = useUrlFilter();
  return (
    <>
      <RunFilters url={url} withWorkflow={false} />
      <RunList
        filter={{ ...runFilterFrom(url), workflowId }}
        withWorkflow={false}
        empty={<EmptyState title="No runs here">Start one on the first tab, or take the filters away.</EmptyState>}
      />
    </>
  );
}
