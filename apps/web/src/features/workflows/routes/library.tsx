import { useState } from 'react';
import { Button } from '@mantine/core';
import {
  LibraryDocument,
  LibraryFiltersDocument,
  type LibraryQuery,
  type Stage,
  type WorkflowFilter,
  type WorkflowSort,
} from '@groundswell/contracts';
import { EmptyState, formatCount, SkeletonCards } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { WorkflowCard } from '../../../lib/workflow-card.js';
import { LibraryFilters } from '../components/library-filters.js';
import { isStage } from '../components/stages.js';

type LibraryPageData = LibraryQuery['workflows'];

const SORTS: readonly WorkflowSort[] = ['RELEVANCE', 'NEWEST', 'MOST_ADAPTED', 'TITLE'];

/** The filter that an address stands for. Values that mean nothing are left out rather than sent. */
function filterFrom({ get, all }: ReturnType<typeof useUrlFilter>): { filter: WorkflowFilter; sort: WorkflowSort } {
  const stages = all('stage').filter((stage): stage is Stage => isStage(stage));
  const writes = get('writes');
  return {
    filter: {
      search: get('search'),
      teamId: get('team'),
      connectorId: get('connector'),
      adaptedFromId: get('adaptedFrom'),
      ...(stages.length === 0 ? {} : { stage: stages }),
      ...(writes === 'yes' || writes === 'no' ? { mayWrite: writes === 'yes' } : {}),
      ...(get('mine') === 'yes' ? { mine: true } : {}),
    },
    sort: SORTS.find((sort) => sort === get('sort')) ?? 'RELEVANCE',
  };
}

/** One page of cards; asking for more draws the next page below it, so that nothing that was seen moves. */
function Cards({
  filter,
  sort,
  after,
  first,
}: {
  filter: WorkflowFilter;
  sort: WorkflowSort;
  after: string | null;
  first?: (page: LibraryPageData) => React.ReactNode;
}) {
  const fetched = useFetched(LibraryDocument, { filter, sort, after }, { dependsOn: ['Workflow'] });
  const [more, setMore] = useState<string | null>(null);
  return (
    <FetchedView of={fetched} skeleton={<SkeletonCards />}>
      {({ workflows: page }) => (
        <>
          {first?.(page)}
          <div className="gs-cards">
            {page.items.map((workflow) => (
              <WorkflowCard key={workflow.id} workflow={workflow} />
            ))}
          </div>
          {page.nextCursor != null && more !== page.nextCursor && (
            <Button variant="default" onClick={() => setMore(page.nextCursor ?? null)} style={{ alignSelf: 'center' }}>
              Show more
            </Button>
          )}
          {page.nextCursor != null && more === page.nextCursor && (
            <Cards filter={filter} sort={sort} after={page.nextCursor} />
          )}
        </>
      )}
    </FetchedView>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { can } = useSession();
  if (filtered) {
    return (
      <EmptyState
        title="Nothing fits"
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        Try plainer words, or fewer filters. If nobody has built it yet, you could be the first.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="The library is empty"
      action={
        can('workflow.create') && (
          <Button component={Link} to="/workflows/new">
            Register the first workflow
          </Button>
        )
      }
    >
      Begin with one tedious task that someone does every week. The next one will be cheaper: it inherits what this one
      sets up.
    </EmptyState>
  );
}

/** The library: search in plain words, filters in the address, a card for each workflow. */
export function LibraryPage() {
  const { can } = useSession();
  const url = useUrlFilter();
  const { filter, sort } = filterFrom(url);
  const choices = useFetched(LibraryFiltersDocument, {}, { policy: 'cache-first' });
  const key = JSON.stringify([filter, sort]);
  const filtered = key !== JSON.stringify([{}, 'RELEVANCE']);
  const clear = () =>
    url.set({
      search: undefined,
      team: undefined,
      connector: undefined,
      stage: undefined,
      writes: undefined,
      mine: undefined,
      adaptedFrom: undefined,
      sort: undefined,
    });
  return (
    <Page
      title="Library"
      lead="Find what a colleague has built, run it, or adapt it: connectors and permissions come along."
      actions={
        can('workflow.create') && (
          <Button component={Link} to="/workflows/new">
            Register a workflow
          </Button>
        )
      }
    >
      <LibraryFilters
        url={url}
        sort={sort}
        teams={choices.data?.teams ?? []}
        connectors={choices.data?.connectors ?? []}
        onClear={filtered ? clear : null}
      />
      <Cards
        key={key}
        filter={filter}
        sort={sort}
        after={null}
        first={(page) =>
          page.items.length === 0 ? (
            <Nothing filtered={filtered} onClear={clear} />
          ) : (
            <div role="status" className="gs-hidden">
              {formatCount(page.totalCount, 'workflow')}
            </div>
          )
        }
      />
    </Page>
  );
}
