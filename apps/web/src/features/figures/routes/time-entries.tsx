import { useState } from 'react';
import { Anchor, Button, Table, Text } from '@mantine/core';
import { TimeEntriesDocument, type TimeEntriesQuery } from '@groundswell/contracts';
import { EmptyState, EvidenceMark, formatDay, Minutes, ScrollRegion } from '@groundswell/ui';
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

function EntryRow({ entry, onCorrect }: { entry: Entry; onCorrect: (() => void) | null }) {
  return (
    <Table.Tr>
      <Table.Td className="gs-nowrap">{formatDay(entry.at)}</Table.Td>
      <Table.Td className="gs-break">
        <Anchor component={Link} to={`/workflows/${entry.workflow.id}`}>
          {entry.workflow.title}
        </Anchor>
        <Text size="xs" c="dimmed" className="gs-break">
          {entry.person.name}
          {entry.failed && ' · the run failed'}
          {entry.corrects != null && ' · corrects an earlier line'}
          {entry.note != null && entry.note !== '' && ` · ${entry.note}`}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Minutes minutes={entry.baselineMinutes} />
      </Table.Td>
      <Table.Td ta="right">
        <Minutes minutes={entry.humanMinutes} />
      </Table.Td>
      <Table.Td ta="right" fw={600} c={entry.savedMinutes < 0 ? 'var(--gs-red)' : undefined}>
        <Minutes minutes={entry.savedMinutes} signed />
      </Table.Td>
      <Table.Td>
        <EvidenceMark grade={entry.grade} />
      </Table.Td>
      <Table.Td>
        {entry.runId != null && (
          <Anchor component={Link} to={`/runs/${entry.runId}`}>
            Run<span className="gs-hidden"> of {entry.workflow.title}</span>
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        {onCorrect !== null && (
          <Button size="compact-xs" variant="default" onClick={onCorrect}>
            Correct
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function EntryTable({ entries, onCorrect }: { entries: readonly Entry[]; onCorrect: ((entry: Entry) => void) | null }) {
  return (
    <ScrollRegion label="Lines of the time ledger" minWidth={820}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day</Table.Th>
            <Table.Th>Workflow</Table.Th>
            <Table.Th ta="right">By hand</Table.Th>
            <Table.Th ta="right">Still took</Table.Th>
            <Table.Th ta="right">Saved</Table.Th>
            <Table.Th>Evidence</Table.Th>
            <Table.Th>Run</Table.Th>
            <Table.Th>
              <span className="gs-hidden">Correct</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} onCorrect={onCorrect === null ? null : () => onCorrect(entry)} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
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
