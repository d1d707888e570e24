import { Anchor, Table, Text } from '@mantine/core';
import { CostEntriesDocument, type CostEntriesQuery } from '@groundswell/contracts';
import { EmptyState, formatDay, formatMinutes, formatMoney, formatNumber, Money, useCurrency } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { COST_KINDS, entryFilterFrom } from '../components/entry-filter.js';
import { EntryFilters } from '../components/entry-filters.js';

type Entry = CostEntriesQuery['costEntries']['items'][number];

/** How the amount came about: minutes at a rate, or tokens at a price. */
function howCounted(entry: Entry, currency: string): string {
  if (entry.minutes != null) {
    const rate = entry.rateMicrosPerHour == null ? '' : ` at ${formatMoney(entry.rateMicrosPerHour, currency)} an hour`;
    return `${formatMinutes(entry.minutes)}${rate}`;
  }
  if (entry.inputTokens != null || entry.outputTokens != null) {
    return `${formatNumber(entry.inputTokens ?? 0)} tokens in, ${formatNumber(entry.outputTokens ?? 0)} out`;
  }
  return '–';
}

function EntryRow({ entry }: { entry: Entry }) {
  const currency = useCurrency();
  return (
    <Table.Tr>
      <Table.Td className="gs-nowrap">{formatDay(entry.at)}</Table.Td>
      <Table.Td>{COST_KINDS.find((kind) => kind.value === entry.kind)?.label ?? entry.kind}</Table.Td>
      <Table.Td className="gs-break">
        {entry.workflow == null ? (
          'The organisation'
        ) : (
          <Anchor component={Link} to={`/workflows/${entry.workflow.id}`}>
            {entry.workflow.title}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" className="gs-break">
          {entry.person?.name}
          {entry.corrects != null && ' · corrects an earlier line'}
          {entry.note != null && entry.note !== '' && ` · ${entry.note}`}
        </Text>
      </Table.Td>
      <Table.Td>{howCounted(entry, currency)}</Table.Td>
      <Table.Td ta="right" fw={600}>
        <Money micros={entry.amountMicros} />
      </Table.Td>
      <Table.Td>
        {entry.runId != null && (
          <Anchor component={Link} to={`/runs/${entry.runId}`}>
            Run
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The cost ledger: the lines behind every figure of money. */
export function CostEntriesPage() {
  const url = useUrlFilter();
  const filter = entryFilterFrom(url);
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(CostEntriesDocument, { filter, after: cursor.after ?? null }, { dependsOn: ['CostEntry'] });
  return (
    <Page title="Cost ledger" lead="People’s minutes at the dated rate, tokens at the dated price." back={{ to: '/compounding', label: 'Compounding' }}>
      <EntryFilters url={url} ledger="cost" />
      <FetchedView of={fetched}>
        {({ costEntries }) =>
          costEntries.items.length === 0 ? (
            <EmptyState title="No lines here">Lines are written when something is built, reviewed, set up or run. Take filters away to see more.</EmptyState>
          ) : (
            <>
              <Table.ScrollContainer minWidth={760}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Day</Table.Th>
                      <Table.Th>Kind</Table.Th>
                      <Table.Th>For</Table.Th>
                      <Table.Th>Counted as</Table.Th>
                      <Table.Th ta="right">Amount</Table.Th>
                      <Table.Th>Run</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {costEntries.items.map((entry) => (
                      <EntryRow key={entry.id} entry={entry} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Pager page={costEntries} cursor={cursor} noun="line" />
            </>
          )
        }
      </FetchedView>
    </Page>
  );
}
