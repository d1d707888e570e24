import { SegmentedControl } from '@mantine/core';
import { SchedulesDocument, WebhooksDocument, type ScheduleFilter } from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { ScheduleList } from '../components/schedule-list.js';
import { WebhookList } from '../components/webhook-list.js';

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'mine', label: 'Your own' },
  { value: 'paused', label: 'Paused' },
  { value: 'ended', label: 'Ended' },
];
const FILTERS: Readonly<Record<string, ScheduleFilter>> = {
  mine: { mine: true },
  paused: { state: 'paused' },
  ended: { state: 'ended' },
};

function Schedules({ show }: { show: string }) {
  const cursor = useCursor(show);
  const filter = FILTERS[show] ?? {};
  const fetched = useFetched(SchedulesDocument, { filter, after: cursor.after ?? null }, { dependsOn: ['Schedule'] });
  return (
    <FetchedView of={fetched}>
      {({ schedules: page }) =>
        page.totalCount === 0 ? (
          <EmptyState title={show === 'all' ? 'No schedules yet' : 'No such schedules'}>
            Make one on the tab Triggers of a workflow that you may run: it then runs by the clock.
          </EmptyState>
        ) : (
          <>
            <ScheduleList schedules={page.items} withWorkflow />
            <Pager page={page} cursor={cursor} noun="schedule" />
          </>
        )
      }
    </FetchedView>
  );
}

function Webhooks({ show }: { show: string }) {
  const fetched = useFetched(WebhooksDocument, { mine: show === 'mine' }, { dependsOn: ['Webhook'] });
  return (
    <FetchedView of={fetched}>
      {({ webhooks }) => {
        const shown = show === 'paused' ? webhooks.filter((webhook) => webhook.state === 'paused') : webhooks;
        return shown.length === 0 ? (
          <EmptyState title={show === 'all' ? 'No webhooks yet' : 'No such webhooks'}>
            A builder makes one on the tab Triggers of a workflow.
          </EmptyState>
        ) : (
          <WebhookList webhooks={shown} withWorkflow />
        );
      }}
    </FetchedView>
  );
}

/** Everything that starts by itself, as far as this person may see it. */
export function TriggersPage() {
  const url = useUrlFilter();
  const show = url.get('show') ?? 'all';
  return (
    <Page title="Triggers" lead="What starts workflows without anybody standing beside them, and on whose authority.">
      <SegmentedControl
        aria-label="Which triggers"
        data={SHOWN}
        value={show}
        onChange={(chosen) => url.set({ show: chosen })}
      />
      <Section title="Schedules">
        <Schedules key={show} show={show} />
      </Section>
      {/* A webhook that was deleted is gone from all lists. */}
      {show !== 'ended' && (
        <Section title="Webhooks">
          <Webhooks show={show} />
        </Section>
      )}
    </Page>
  );
}
