import { useEffect, useRef, useState } from 'react';
import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { BatchRowsDocument, type BatchRowFilter, type BatchRowsQuery } from '@groundswell/contracts';
import { EmptyState, formatCount, Money, StackingRow, StackingTable, type StackingColumn } from '@groundswell/ui';
import { CombinedError } from 'urql';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { CSRF_HEADER } from '../../../lib/graphql-client.js';
import { problemOf, type Problem } from '../../../lib/problem.js';
import { saveFile } from '../../../lib/save-file.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { FILTERS, ROW_WORDS } from './batch-words.js';

type Row = NonNullable<BatchRowsQuery['batch']>['rows']['items'][number];

const SHOWN_CELLS = 4;
const RESULT_CHARACTERS = 300;
const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'jsonl', label: 'JSON Lines' },
] as const;

function Cells({ row, headings }: { row: Row; headings: readonly string[] }) {
  const loose = row.faults.filter((fault) => fault.column == null);
  const shown = headings
    .map((heading, index) => ({
      heading,
      text: row.cells[index] ?? '',
      fault: row.faults.find((one) => one.column === index)?.message,
    }))
    .filter((cell, index) => index < SHOWN_CELLS || cell.fault !== undefined);
  return (
    <div className="app-batch-cells">
      {shown.map((cell, index) => (
        <Text key={index} className="gs-break">
          <Text span c="dimmed">
            {cell.heading}:{' '}
          </Text>
          {cell.text === '' ? '–' : cell.text}
          {cell.fault !== undefined && (
            <Text span c="var(--mantine-color-error)">
              {' '}
              {cell.fault}
            </Text>
          )}
        </Text>
      ))}
      {loose.map((fault) => (
        <Text key={fault.message} c="var(--mantine-color-error)">
          {fault.message}
        </Text>
      ))}
    </div>
  );
}

function Result({ row }: { row: Row }) {
  const why = row.refusal ?? row.failure?.message;
  if (why != null) return <Text className="gs-break">{why}</Text>;
  // A beginning is shown as plain words; the run's page draws the whole with its headings.
  const text = (row.outputText ?? '').replace(/\*\*([^*\n]+)\*\*/g, '$1');
  if (text === '') return <Text c="dimmed">–</Text>;
  return (
    <Text className="gs-break">
      {text.slice(0, RESULT_CHARACTERS)}
      {text.length > RESULT_CHARACTERS && ' …'}
    </Text>
  );
}

function Export({ batchId, name, filter }: { batchId: string; name: string; filter: BatchRowFilter }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (format: string) => {
    try {
      const answer = await fetch('/exports/batch', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { ...CSRF_HEADER, 'content-type': 'application/json' },
        body: JSON.stringify({ batchId, format, filter }),
      });
      if (!answer.ok) throw new Error(`The export was refused (${answer.status}).`);
      setProblem(null);
      saveFile(`${name.replace(/\.[a-z0-9]+$/i, '')}.${format}`, await answer.blob());
    } catch (error) {
      setProblem(
        problemOf(new CombinedError({ networkError: error instanceof Error ? error : new Error('No answer.') })),
      );
    }
  };
  return (
    <>
      <Group gap="sm">
        <Text>{filter === 'all' ? 'Export all rows:' : 'Export what is shown:'}</Text>
        {FORMATS.map(({ format, label }) => (
          <Button key={format} size="compact-sm" variant="default" onClick={() => void take(format)}>
            {label}
          </Button>
        ))}
      </Group>
      <ProblemNote problem={problem} />
    </>
  );
}

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Row' },
  { label: 'Cells' },
  { label: 'State' },
  { label: 'Result' },
  { label: 'Cost', right: true },
];

export interface BatchRowsProps {
  readonly batchId: string;
  readonly name: string;
  readonly headings: readonly string[];
  /** Nothing runs yet: what matters is which rows fit. */
  readonly draft: boolean;
  /** The rows to begin with. */
  readonly first: BatchRowFilter;
  /** Differs whenever rows have moved. */
  readonly beat: string;
}

/** The rows of a batch with what became of each. */
export function BatchRows({ batchId, name, headings, draft, first, beat }: BatchRowsProps) {
  const url = useUrlFilter();
  const filter = FILTERS.find((one) => one.value === url.get('rows'))?.value ?? first;
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const fetched = useFetched(BatchRowsDocument, { id: batchId, filter, after: starts.at(-1) ?? 0 });
  const { refetch } = fetched;
  const askedAt = useRef(beat);
  useEffect(() => {
    if (askedAt.current === beat) return;
    askedAt.current = beat;
    refetch();
  }, [beat, refetch]);
  return (
    <>
      <Group justify="space-between">
        <NativeSelect
          aria-label="Which rows"
          data={[...FILTERS]}
          value={filter}
          onChange={(event) => {
            setStarts([0]);
            url.set({ rows: event.currentTarget.value });
          }}
        />
        <Export batchId={batchId} name={name} filter={filter} />
      </Group>
      <FetchedView of={fetched}>
        {({ batch }) => {
          const page = batch?.rows;
          if (page === undefined || page.items.length === 0)
            return <EmptyState title="No rows here">Choose other rows above.</EmptyState>;
          return (
            <>
              <StackingTable label="Rows" minWidth={720} columns={COLUMNS}>
                {page.items.map((row) => (
                  <StackingRow
                    key={row.number}
                    columns={COLUMNS}
                    cells={[
                      row.number,
                      <Cells key="cells" row={row} headings={headings} />,
                      <div key="state">
                        {row.runId == null ? (
                          draft && row.state === 'waiting' ? (
                            'Fits'
                          ) : (
                            ROW_WORDS[row.state]
                          )
                        ) : (
                          <Anchor component={Link} to={`/runs/${row.runId}`}>
                            {row.waitingFor == null || row.waitingFor === 'call'
                              ? ROW_WORDS[row.state]
                              : 'Waits for a person'}
                          </Anchor>
                        )}
                      </div>,
                      <Result key="result" row={row} />,
                      row.costMicros == null ? '–' : <Money key="cost" micros={row.costMicros} />,
                    ]}
                  />
                ))}
              </StackingTable>
              <Group justify="space-between">
                <Text c="dimmed" role="status">
                  {formatCount(page.totalCount, 'row')}
                </Text>
                {(starts.length > 1 || page.nextAfter != null) && (
                  <Group gap={8}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={starts.length === 1}
                      onClick={() => setStarts(starts.slice(0, -1))}
                    >
                      Back
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={page.nextAfter == null}
                      onClick={() => setStarts([...starts, page.nextAfter ?? 0])}
                    >
                      Next
                    </Button>
                  </Group>
                )}
              </Group>
            </>
          );
        }}
      </FetchedView>
    </>
  );
}
