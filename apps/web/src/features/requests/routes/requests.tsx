import { useEffect } from 'react';
import { Anchor, SegmentedControl } from '@mantine/core';
import {
  HandOversDocument,
  MyRequestsDocument,
  NoteRequestAnswersDocument,
  RequestsDocument,
  type RequestState,
} from '@groundswell/contracts';
import { EmptyState, formatCount } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useSession } from '../../../lib/session.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { AskForConnector } from '../components/ask-for-connector.js';
import { RequestList } from '../components/request-list.js';

const SHOWN = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'granted', label: 'Granted' },
  { value: 'refused', label: 'Refused' },
  { value: 'mine', label: 'Your own' },
];
const STATES: Readonly<Record<string, RequestState>> = { waiting: 'open', granted: 'granted', refused: 'refused' };

function Everybodys({ show }: { show: string }) {
  const state = STATES[show] ?? 'open';
  const cursor = useCursor(state);
  const fetched = useFetched(RequestsDocument, { state, after: cursor.after ?? null }, { dependsOn: ['Request'] });
  return (
    <FetchedView of={fetched}>
      {({ requests: page }) =>
        page.items.length === 0 ? (
          <EmptyState title={state === 'open' ? 'Nobody waits for an answer' : `Nothing was ${state} yet`}>
            Requests are made in place: wherever something is refused, it can be asked for.
          </EmptyState>
        ) : (
          <>
            <RequestList requests={page.items} label="Requests" />
            <Pager page={page} cursor={cursor} noun="request" />
          </>
        )
      }
    </FetchedView>
  );
}

function Own() {
  const fetched = useFetched(MyRequestsDocument, {}, { dependsOn: ['Request'] });
  const [note] = useChange(NoteRequestAnswersDocument);
  const isNews = fetched.data?.myRequests.some((request) => request.isNews) ?? false;
  useEffect(() => {
    if (isNews) void note({});
  }, [isNews, note]);
  return (
    <FetchedView of={fetched}>
      {({ myRequests }) =>
        myRequests.length === 0 ? (
          <EmptyState title="You have asked for nothing yet">
            Wherever something is refused you can ask a steward for it; the answer appears here and on Home.
          </EmptyState>
        ) : (
          <RequestList requests={myRequests} label="Your requests" />
        )
      }
    </FetchedView>
  );
}

function HandOversLink() {
  const { data } = useFetched(HandOversDocument, {}, { dependsOn: ['Workflow', 'Person'] });
  const count = data?.handOvers.length ?? 0;
  return (
    <Anchor component={Link} to="/requests/hand-overs">
      {count === 0 ? 'Hand-overs' : `${formatCount(count, 'workflow')} to hand over`}
    </Anchor>
  );
}

/** The stewards' inbox, and what one asked for oneself. */
export function RequestsPage() {
  const { can } = useSession();
  const filter = useUrlFilter();
  const oversees = can('request.read');
  const show = oversees ? (filter.get('show') ?? (can('request.decide') ? 'waiting' : 'mine')) : 'mine';
  return (
    <Page
      title="Requests"
      lead="The same question asked twice is one request; its answer goes to everybody who asked."
      actions={can('request.raise') && <AskForConnector />}
    >
      {oversees && (
        <div className="app-row-side">
          <SegmentedControl
            aria-label="Which requests"
            data={SHOWN}
            value={show}
            onChange={(chosen) => filter.set({ show: chosen })}
          />
          {can('workflow.set-owner') && <HandOversLink />}
        </div>
      )}
      {show === 'mine' ? <Own /> : <Everybodys key={show} show={show} />}
    </Page>
  );
}
