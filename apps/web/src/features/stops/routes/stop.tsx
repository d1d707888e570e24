import { useEffect } from 'react';
import { Text } from '@mantine/core';
import { StopPageDocument, type StopPageQuery } from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useSession } from '../../../lib/session.js';
import { StopButton } from '../../../lib/stop-button.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { StopLine } from '../components/stop-line.js';

/** Processes write down when they saw a stop; until the last one has, the page looks again. */
const LOOK_AGAIN_MS = 700;
const LOOK_FOR_MS = 20_000;

function isBeingSeen(data: StopPageQuery): boolean {
  const [newest] = data.stops.items;
  return (
    newest !== undefined && newest.seenByAllMs == null && Date.now() - new Date(newest.raisedAt).getTime() < LOOK_FOR_MS
  );
}

function Stops({ data, refetch }: { data: StopPageQuery; refetch: () => void }) {
  const seeing = isBeingSeen(data);
  const { can } = useSession();
  // What holds stands above and is not said twice.
  const past = data.stops.items.filter((stop) => !data.activeStops.some((active) => active.id === stop.id));
  useEffect(() => {
    if (!seeing) return undefined;
    const timer = setInterval(refetch, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [seeing, refetch]);
  return (
    <>
      <Section title="Stopped now">
        {data.activeStops.length === 0 ? (
          <Text c="dimmed">Nothing is stopped.</Text>
        ) : (
          <ul className="gs-list">
            {data.activeStops.map((stop) => (
              <StopLine key={stop.id} stop={stop} onReleased={refetch} />
            ))}
          </ul>
        )}
      </Section>
      <Section title="Stops and drills so far">
        {past.length === 0 ? (
          <EmptyState title="None so far">
            {can('stop.raise')
              ? 'Try a drill: it stops nothing, and shows what would stop and how long that takes.'
              : 'A steward or an owner can try a drill: it stops nothing, and measures how long stopping takes.'}
          </EmptyState>
        ) : (
          <ul className="gs-list" aria-label="Stops and drills so far">
            {past.map((stop) => (
              <StopLine key={stop.id} stop={stop} onReleased={refetch} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** The kill switch: what is stopped, everything at once, and how long stopping takes. */
export function StopPage() {
  const cursor = useCursor('stops');
  const fetched = useFetched(StopPageDocument, { after: cursor.after ?? null }, { dependsOn: ['Stop'] });
  return (
    <Page
      title="Stop"
      lead="A stop binds the next call of every process. Runs, workflows, connectors, tools and people have their own stop button."
      actions={
        <StopButton
          scopes={['organisation']}
          targetId={null}
          name="everything"
          label="Stop or drill"
          onStopped={fetched.refetch}
        />
      }
    >
      <FetchedView of={fetched}>
        {(data) => (
          <>
            <Stops data={data} refetch={fetched.refetch} />
            {data.stops.totalCount > 0 && (
              <Pager page={data.stops} cursor={cursor} noun="stop or drill" nouns="stops and drills" />
            )}
          </>
        )}
      </FetchedView>
    </Page>
  );
}
