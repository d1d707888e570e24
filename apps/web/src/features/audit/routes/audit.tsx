import { useState } from 'react';
import { Alert, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import {
  AuditEntriesDocument,
  VerifyAuditDocument,
  type AuditEntriesQuery,
  type AuditFilter,
} from '@groundswell/contracts';
import {
  EmptyState,
  formatCount,
  formatInstant,
  JsonView,
  StackingRow,
  StackingTable,
  type StackingColumn,
} from '@groundswell/ui';
import { useClient } from 'urql';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { problemOf, type Problem } from '../../../lib/problem.js';
import { SearchBox } from '../../../lib/search-box.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';

type Entry = AuditEntriesQuery['auditEntries']['items'][number];

/** What an entry can be about: the first word of its action, and what the page calls it. */
const ABOUT = [
  { value: '', label: 'Everything' },
  { value: 'workflow', label: 'Workflows' },
  { value: 'connector', label: 'Connectors' },
  { value: 'tool', label: 'Tools and their calls' },
  { value: 'policy', label: 'Policies' },
  { value: 'run', label: 'Runs' },
  { value: 'person', label: 'People and sign-ins' },
  { value: 'team', label: 'Teams' },
  { value: 'organisation', label: 'The organisation' },
  { value: 'baseline', label: 'Minutes by hand' },
  { value: 'time-entry', label: 'Time ledger' },
  { value: 'cost-entry', label: 'Cost ledger' },
  { value: 'programme', label: 'The plan' },
];

/** The filter that an address stands for. Days are the reader's own. */
function filterFrom({ get }: ReturnType<typeof useUrlFilter>): AuditFilter {
  const day = (name: string, shiftDays: number): string | undefined => {
    const match = /^\d{4}-\d{2}-\d{2}$/.exec(get(name) ?? '');
    if (match === null) return undefined;
    const at = new Date(`${match[0]}T00:00:00`);
    at.setDate(at.getDate() + shiftDays);
    return at.toISOString();
  };
  return {
    search: get('search'),
    action: get('action'),
    personId: get('person'),
    workflowId: get('workflow'),
    runId: get('run'),
    connectorId: get('connector'),
    since: day('from', 0),
    until: day('to', 1),
  };
}

const COLUMNS: readonly StackingColumn[] = [
  { label: 'No.' },
  { label: 'When' },
  { label: 'Who' },
  { label: 'What', plain: true },
  { label: 'Details', plain: true, silent: true },
];

function EntryRow({ entry }: { entry: Entry }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <StackingRow
        columns={COLUMNS}
        cells={[
          entry.seq,
          <time key="at" dateTime={entry.at}>
            {formatInstant(entry.at)}
          </time>,
          entry.actorName,
          <div key="what" className="gs-break">
            {entry.sentence}
            <Text size="xs" c="dimmed">
              {entry.action}
            </Text>
          </div>,
          <Button key="open" size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            Details<span className="gs-hidden"> of entry {entry.seq}</span>
          </Button>,
        ]}
      />
      {open && (
        <Table.Tr role="row">
          <Table.Td colSpan={COLUMNS.length} role="cell" aria-colspan={COLUMNS.length}>
            <JsonView value={entry.details} label={`Details of entry ${entry.seq}`} />
            <Text size="xs" c="dimmed" className="gs-break" mt={4}>
              {entry.subjectType} {entry.subjectId} · hash {entry.hash}
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function Verify() {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [result, setResult] = useState<{ ok: boolean; message: string; entries: number } | null>(null);
  const verify = async () => {
    setBusy(true);
    const answer = await client
      .query<{ verifyAudit: { ok: boolean; message: string; entries: number } }>(
        VerifyAuditDocument.toString(),
        {},
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    setBusy(false);
    setProblem(answer.error === undefined ? null : problemOf(answer.error));
    setResult(answer.data?.verifyAudit ?? null);
  };
  return (
    <>
      <Group>
        <Button variant="default" loading={busy} onClick={() => void verify()}>
          Verify the chain
        </Button>
      </Group>
      <ProblemNote problem={problem} />
      {result !== null && (
        <Alert
          role="status"
          variant="outline"
          color={result.ok ? 'sea' : 'red'}
          title={result.ok ? 'The chain is whole' : 'The chain is broken'}
        >
          {result.message} {formatCount(result.entries, 'entry', 'entries')} read.
        </Alert>
      )}
    </>
  );
}

function Filters({ url }: { url: ReturnType<typeof useUrlFilter> }) {
  const narrowed = (['workflow', 'run', 'connector', 'person'] as const).filter((name) => url.get(name) !== undefined);
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label="About"
        data={ABOUT}
        value={url.get('action') ?? ''}
        onChange={(event) => url.set({ action: event.currentTarget.value })}
      />
      <TextInput
        label="From"
        type="date"
        value={url.get('from') ?? ''}
        onChange={(event) => url.set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="To"
        type="date"
        value={url.get('to') ?? ''}
        onChange={(event) => url.set({ to: event.currentTarget.value })}
      />
      {narrowed.length > 0 && (
        <Button
          variant="subtle"
          onClick={() => url.set({ workflow: undefined, run: undefined, connector: undefined, person: undefined })}
        >
          Only one {narrowed.join(', ')}: show all
        </Button>
      )}
    </Group>
  );
}

/** The audit log: every change and every tool call, in order, in a chain that shows if anything was touched. */
export function AuditPage() {
  const url = useUrlFilter();
  const filter = filterFrom(url);
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(AuditEntriesDocument, { filter, after: cursor.after ?? null });
  return (
    <Page
      title="Audit"
      lead="Every change and every tool call, written in the same transaction. Each entry carries the hash of the one before."
    >
      <Verify />
      <SearchBox
        label="Search the log"
        placeholder="A name, a workflow, a tool"
        value={url.get('search') ?? ''}
        onSearch={(search) => url.set({ search })}
      />
      <Filters url={url} />
      <FetchedView of={fetched}>
        {({ auditEntries: page }) =>
          page.items.length === 0 ? (
            <EmptyState title="No entries here">Take filters away to see more.</EmptyState>
          ) : (
            <>
              <StackingTable label="Audit entries" minWidth={720} columns={COLUMNS}>
                {page.items.map((entry) => (
                  <EntryRow key={entry.id} entry={entry} />
                ))}
              </StackingTable>
              <Pager page={page} cursor={cursor} noun="entry" nouns="entries" />
            </>
          )
        }
      </FetchedView>
    </Page>
  );
}
