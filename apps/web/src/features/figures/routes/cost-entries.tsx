import { Anchor, Text } from '@mantine/core';
import { CostEntriesDocument, type CostLineFragment, type EntryFilter } from '@groundswell/contracts';
import {
  EmptyState,
  formatDay,
  formatMinutes,
  formatMoney,
  formatNumber,
  Money,
  type StackingColumn,
  StackingRow,
  StackingTable,
  useCurrency,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { COST_KINDS, entryFilterFrom } from '../components/entry-filter.js';
import { EntryFilters } from '../components/entry-filters.js';
import { useBack } from '../components/use-back.js';

type Entry = CostLineFragment;

/** How the amount came about: minutes at a rate, or tokens at a price. */
function howCounted(entry: Entry, currency: string): string {
  if (entry.minutes != null) {
    const rate = entry.rateMicrosPerHour == null ? '' : ` at ${formatMoney(entry.rateMicrosPerHour, currency)} an hour`;
    return `${formatMinutes(entry.minutes)}${rate}`;
  }
  if (entry.inputTokens != null || entry.outputTokens != null) {
    const tokensIn = (entry.inputTokens ?? 0) + (entry.cacheReadTokens ?? 0) + (entry.cacheWriteTokens ?? 0);
    const guess = entry.estimated ? ', a guess: the service did not count to the end' : '';
    return `${formatNumber(tokensIn)} tokens in, ${formatNumber(entry.outputTokens ?? 0)} out${entry.model == null ? '' : `, ${entry.model}`}${guess}`;
  }
  return '–';
}

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Day' },
  { label: 'Kind' },
  { label: 'For', plain: true },
  { label: 'Counted as' },
  { label: 'Amount', right: true },
  { label: 'Run', plain: true },
];

function For({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.workflow == null ? (
        'The organisation'
      ) : (
        <Anchor component={Link} to={`/workflows/${entry.workflow.id}`} className="gs-break">
          {entry.workflow.title}
        </Anchor>
      )}
      <Text size="xs" c="dimmed" className="gs-break">
        {entry.person?.name}
        {entry.corrects != null && ' · corrects an earlier line'}
        {entry.note != null && entry.note !== '' && ` · ${entry.note}`}
      </Text>
    </>
  );
}

function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const currency = useCurrency();
  return (
    <StackingTable label="Lines of the cost ledger" minWidth={760} columns={COLUMNS}>
      {entries.map((entry) => (
        <StackingRow
          key={entry.id}
          columns={COLUMNS}
          cells={[
            <span key="day" className="gs-nowrap">
              {formatDay(entry.at)}
            </span>,
            COST_KINDS.find((kind) => kind.value === entry.kind)?.label ?? entry.kind,
            <For key="for" entry={entry} />,
            howCounted(entry, currency),
            <strong key="amount">
              <Money micros={entry.amountMicros} />
            </strong>,
            entry.runId != null && (
              <Anchor key="run" component={Link} to={`/runs/${entry.runId}`}>
                Run<span className="gs-hidden"> of {entry.workflow?.title ?? 'the organisation'}</span>
              </Anchor>
            ),
          ]}
        />
      ))}
    </StackingTable>
  );
}

interface CostPageData {
  readonly items: readonly Entry[];
  readonly totalCount: number;
  readonly nextCursor?: string | null;
  readonly amountMicros?: number;
}

function Lines({ page, cursor }: { page: CostPageData; cursor: ReturnType<typeof useCursor> }) {
  if (page.items.length === 0) {
    return (
      <EmptyState title="No lines here">
        Lines are written when something is built, reviewed, set up or run. Take filters away to see more.
      </EmptyState>
    );
  }
  return (
    <>
      {page.amountMicros !== undefined && (
        <Text>
          Together:{' '}
          <strong>
            <Money micros={page.amountMicros} />
          </strong>
        </Text>
      )}
      <EntryTable entries={page.items} />
      <Pager page={page} cursor={cursor} noun="line" />
    </>
  );
}

function LinesThatFit({ filter }: { filter: EntryFilter }) {
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(
    CostEntriesDocument,
    { filter, after: cursor.after ?? null },
    { dependsOn: ['CostEntry'] },
  );
  return <FetchedView of={fetched}>{(data) => <Lines page={data.costEntries} cursor={cursor} />}</FetchedView>;
}

/** The cost ledger: the lines behind every figure of money. */
export function CostEntriesPage() {
  const back = useBack();
  const url = useUrlFilter();
  const filter = entryFilterFrom(url);
  return (
    <Page title="Cost ledger" lead="People’s minutes at the dated rate, tokens at the dated price." back={back}>
      <EntryFilters url={url} ledger="cost" />
      <LinesThatFit filter={filter} />
    </Page>
  );
}
