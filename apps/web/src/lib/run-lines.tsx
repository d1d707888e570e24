import { Anchor, Table, Text } from '@mantine/core';
import type { RunLineFragment } from '@groundswell/contracts';
import {
  Duration,
  EvidenceSwatch,
  Minutes,
  Money,
  PracticeMark,
  StatusMark,
  When,
  ScrollRegion,
} from '@groundswell/ui';
import { Link } from 'react-router';

const OUTCOMES = { accepted: 'Accepted', edited: 'Edited', rejected: 'Rejected' } as const;

function Saved({ run }: { run: RunLineFragment }) {
  if (run.mode === 'practice') return <Text c="dimmed">not counted</Text>;
  if (run.timeEntry == null) return <Text c="dimmed">{run.outcome == null ? 'to confirm' : '–'}</Text>;
  return (
    <span className="gs-status">
      <EvidenceSwatch grade={run.timeEntry.grade} />
      <Minutes minutes={run.timeEntry.savedMinutes} signed />
      <span className="gs-hidden">{run.timeEntry.grade}</span>
    </span>
  );
}

/** When a run was done: one that was recorded by hand was done before it was written down. */
export function doneAt(run: Pick<RunLineFragment, 'mode' | 'createdAt'> & { startedAt?: string | null }): string {
  return run.mode === 'recorded' ? (run.startedAt ?? run.createdAt) : run.createdAt;
}

/** Runs as a table: who, what, how it ended, what it saved and cost. */
export function RunLines({ runs, withWorkflow = true }: { runs: readonly RunLineFragment[]; withWorkflow?: boolean }) {
  return (
    <ScrollRegion label="Runs" minWidth={760}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{withWorkflow ? 'Run of' : 'Run'}</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th ta="right">Saved</Table.Th>
            <Table.Th ta="right">Took</Table.Th>
            <Table.Th ta="right">Model cost</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} to={`/runs/${run.id}`} fw={550} className="gs-break">
                  {withWorkflow ? run.workflow.title : <When at={doneAt(run)} />}
                </Anchor>{' '}
                {run.mode === 'practice' && <PracticeMark />}
                <Text size="xs" c="dimmed">
                  {withWorkflow && (
                    <>
                      <When at={doneAt(run)} /> ·{' '}
                    </>
                  )}
                  version {run.version.number}
                  {run.mode === 'recorded' && ' · recorded by hand'}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusMark status={run.status} />
              </Table.Td>
              <Table.Td>{run.actor.name}</Table.Td>
              <Table.Td>{run.outcome == null ? '–' : OUTCOMES[run.outcome]}</Table.Td>
              <Table.Td ta="right">
                <Saved run={run} />
              </Table.Td>
              <Table.Td ta="right">
                {run.durationMs == null || run.mode === 'recorded' ? '–' : <Duration ms={run.durationMs} />}
              </Table.Td>
              <Table.Td ta="right">{run.mode === 'live' ? <Money micros={run.costMicros} /> : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
