import { useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import { TimeEntriesDocument, type TimeEntriesQuery } from '@groundswell/contracts';
import {
  EmptyState,
  EvidenceMark,
  formatDay,
  Minutes,
  type StackingColumn,
  StackingRow,
  StackingTable,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { CorrectDialog } from '../components/correct-dialog.js';
import { entryFilterFrom } from '../components/entry-filter.js';
import { EntryFilters } from '../components/entry-filters.js';
import { useBack } from '../components/use-back.js';

type Entry = TimeEntriesQuery['timeEntries']['items'][number];

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Day' },
  { label: 'Workflow', plain: true },
  { label: 'By hand', right: true },
  { label: 'Still took', right: true },
  { label: 'Saved', right: true },
  { label: 'Evidence' },
  { label: 'Run', plain: true },
];
const CORRECTING: readonly StackingColumn[] = [...COLUMNS, { label: 'Correct', plain: true, silent: true }];

function What({ entry }: { entry: Entry }) {
  return (
    <>
      <Anchor component={Link} to={`/workflows/${entry.workflow.id}`} className="gs-break">
        {entry.workflow.title}
      </Anchor>
      <Text size="xs" c="dimmed" className="gs-break">
        {entry.person.name}
        {entry.failed && ' · the run failed'}
        {entry.corrects != null && ' · corrects an earlier line'}
        {entry.note != null && entry.note !== '' && ` · ${entry.note}`}
      </Text>
    </>
  );
}

function EntryTable({ entries, onCorrect }: { entries: readonly Entry[]; onCorrect: ((entry: Entry) => void) | null }) {
  const columns = onCorrect === null ? COLUMNS : CORRECTING;
  return (
    <StackingTable label="Lines of the time ledger" minWidth={820} columns={columns}>
      {entries.map((entry) => (
        <StackingRow
          key={entry.id}
          columns={columns}
          cells={[
            <span key="day" className="gs-nowrap">
              {formatDay(entry.at)}
            </span>,
            <What key="what" entry={entry} />,
            <Minutes key="hand" minutes={entry.baselineMinutes} />,
            <Minutes key="human" minutes={entry.humanMinutes} />,
            <Text key="saved" span inherit fw={600} c={entry.savedMinutes < 0 ? 'var(--gs-red)' : undefined}>
              <Minutes minutes={entry.savedMinutes} signed />
            </Text>,
            <EvidenceMark key="grade" grade={entry.grade} />,
            entry.runId != null && (
              <Anchor key="run" component={Link} to={`/runs/${entry.runId}`}>
                Run<span className="gs-hidden"> of {entry.workflow.title}</span>
              </Anchor>
            ),
            onCorrect !== null && (
              <Button key="correct" size="compact-xs" variant="default" onClick={() => onCorrect(entry)}>
                Correct<span className="gs-hidden"> the line of {entry.workflow.title}</span>
              </Button>
            ),
          ]}
        />
      ))}
    </StackingTable>
  );
}

/** The time ledger: the lines behind every figure of hours. */
export function TimeEntriesPage() {
  const back = useBack();
  const { can } = useSession();
  const url = useUrlFilter();
  const filter = entryFilterFrom(url);
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(
    TimeEntriesDocument,
    { filter, after: cursor.after ?? null },
    { dependsOn: ['TimeEntry'] },
  );
  const [correcting, setCorrecting] = useState<Entry | null>(null);
  return (
    <Page title="Time ledger" lead="It only grows: a correction is a new line that names the old one." back={back}>
      <EntryFilters url={url} ledger="time" />
      <FetchedView of={fetched}>
        {({ timeEntries }) =>
          timeEntries.items.length === 0 ? (
            <EmptyState title="No lines here">
              A line is written when someone says how a run went. Take filters away to see more.
            </EmptyState>
          ) : (
            <>
              <Text>
                Together:{' '}
                <strong>
                  <Minutes minutes={timeEntries.savedMinutes} signed />
                </strong>{' '}
                saved
              </Text>
              <EntryTable entries={timeEntries.items} onCorrect={can('time-entry.correct') ? setCorrecting : null} />
              <Pager page={timeEntries} cursor={cursor} noun="line" />
            </>
          )
        }
      </FetchedView>
      {correcting !== null && <CorrectDialog entry={correcting} onClose={() => setCorrecting(null)} />}
    </Page>
  );
}
