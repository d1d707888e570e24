import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { SpendingPageDocument, type SpendingGroup, type SpendingPageQuery } from '@groundswell/contracts';
import {
  EmptyState,
  formatCount,
  formatMonth,
  formatNumber,
  Money,
  StackingRow,
  StackingTable,
  type StackingColumn,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { isToCome, monthFrom } from '../components/budget-words.js';

const GROUPS: readonly { readonly value: SpendingGroup; readonly label: string }[] = [
  { value: 'workflow', label: 'Workflow' },
  { value: 'version', label: 'Version' },
  { value: 'run', label: 'Run' },
  { value: 'person', label: 'Person' },
  { value: 'team', label: 'Team' },
];

type Spending = SpendingPageQuery['spending'];

function linkOf(by: SpendingGroup, line: Spending['lines'][number]): string | null {
  if (by === 'run') return `/runs/${line.id}`;
  return line.workflowId == null ? null : `/workflows/${line.workflowId}/impact`;
}

function Lines({ by, spending }: { by: SpendingGroup; spending: Spending }) {
  const { total, lines } = spending;
  if (lines.length === 0) {
    return (
      <EmptyState title="Nothing was spent">
        {spending.everybody
          ? 'No run asked the model in this month.'
          : 'Neither your runs nor those of your teams asked the model in this month.'}
      </EmptyState>
    );
  }
  const columns: readonly StackingColumn[] = [
    { label: GROUPS.find((one) => one.value === by)?.label ?? 'For', plain: true },
    { label: 'Runs', right: true },
    { label: 'Tokens in', right: true },
    { label: 'From the cache', right: true },
    { label: 'Tokens out', right: true },
    { label: 'Cost', right: true },
  ];
  return (
    <>
      <Text>
        <strong>
          <Money micros={total.amountMicros} />
        </strong>{' '}
        for {formatCount(total.runs, 'run')} and {formatCount(total.attempts, 'request')} to the model
        {total.estimatedMicros > 0 && (
          <>
            , of which <Money micros={total.estimatedMicros} /> is a guess, since the service did not count to the end
          </>
        )}
        . {spending.everybody ? '' : 'These are your runs and, where nobody is named, those of your teams.'}
      </Text>
      <StackingTable label="What was spent" minWidth={720} columns={columns}>
        {lines.map((line) => {
          const to = linkOf(by, line);
          return (
            <StackingRow
              key={line.id}
              columns={columns}
              cells={[
                to === null ? (
                  line.name
                ) : (
                  <Anchor component={Link} to={to} className="gs-break">
                    {line.name}
                  </Anchor>
                ),
                formatNumber(line.runs),
                formatNumber(line.inputTokens + line.cacheWriteTokens + line.cacheReadTokens),
                formatNumber(line.cacheReadTokens),
                formatNumber(line.outputTokens),
                <Money key="cost" micros={line.amountMicros} />,
              ]}
            />
          );
        })}
      </StackingTable>
      {spending.totalLines > lines.length && (
        <Text c="dimmed">
          The dearest {formatNumber(lines.length)} of {formatNumber(spending.totalLines)}.
        </Text>
      )}
    </>
  );
}

/** What the model cost in a month, by run, version, workflow, person or team. */
export function SpendingPage() {
  const { can } = useSession();
  const url = useUrlFilter();
  const by = GROUPS.find((one) => one.value === url.get('by'))?.value ?? 'workflow';
  const month = url.get('month') ?? null;
  const fetched = useFetched(SpendingPageDocument, { by, month }, { dependsOn: ['CostEntry'] });
  const shown = fetched.data?.spending.month;
  return (
    <Page
      title="Spending"
      lead="What the model cost, summed up over the lines of the cost ledger without rounding."
      {...(can('budget.read') ? { back: { to: '/budgets', label: 'Budgets' } } : {})}
    >
      <Group align="flex-end">
        <NativeSelect
          label="By"
          data={GROUPS.map((one) => ({ ...one }))}
          value={by}
          onChange={(event) => url.set({ by: event.currentTarget.value })}
        />
        {shown !== undefined && (
          <Group gap={8} role="group" aria-label="Month">
            <Button variant="default" onClick={() => url.set({ month: monthFrom(shown, -1) })}>
              Month before
            </Button>
            <Text fw={550}>{formatMonth(shown)}</Text>
            <Button
              variant="default"
              disabled={isToCome(monthFrom(shown, 1), new Date())}
              onClick={() => url.set({ month: monthFrom(shown, 1) })}
            >
              Month after
            </Button>
          </Group>
        )}
      </Group>
      <FetchedView of={fetched}>{(data) => <Lines by={by} spending={data.spending} />}</FetchedView>
    </Page>
  );
}
