import { Anchor, Text } from '@mantine/core';
import type { RunLineFragment, RunWait } from '@groundswell/contracts';
import {
  Duration,
  EvidenceSwatch,
  formatDay,
  formatInstant,
  Minutes,
  Money,
  PracticeMark,
  StackingRow,
  StackingTable,
  StatusMark,
  When,
  type StackingColumn,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { useSession } from './session.js';

const OUTCOMES = { accepted: 'Accepted', edited: 'Edited', rejected: 'Rejected' } as const;

function withoutEntry(run: RunLineFragment): string {
  if (run.mode === 'practice') return 'not counted';
  if (run.outcome != null || run.status !== 'succeeded') return '–';
  // Its minutes count with the run that called it, or nowhere: nobody is asked about them.
  return run.suggestedHumanMinutes == null ? 'not counted' : 'to confirm';
}

function Saved({ run }: { run: RunLineFragment }) {
  if (run.timeEntry == null) return <Text c="dimmed">{withoutEntry(run)}</Text>;
  return (
    <span className="gs-status">
      <EvidenceSwatch grade={run.timeEntry.grade} />
      <Minutes minutes={run.timeEntry.savedMinutes} signed />
      <span className="gs-hidden">{run.timeEntry.grade}</span>
    </span>
  );
}

/** When a run was. One that was recorded by hand was done on the day that somebody entered, not when it was written down. */
export function RunWhen({
  run,
}: {
  run: Pick<RunLineFragment, 'mode' | 'createdAt'> & { readonly startedAt?: string | null };
}) {
  if (run.mode !== 'recorded' || run.startedAt == null) return <When at={run.createdAt} />;
  return (
    <time className="gs-nowrap" dateTime={run.startedAt} title={formatInstant(run.startedAt)}>
      {formatDay(run.startedAt)}
    </time>
  );
}

const columnsFor = (withWorkflow: boolean): readonly StackingColumn[] => [
  { label: withWorkflow ? 'Run of' : 'Run', plain: true },
  { label: 'State' },
  { label: 'By' },
  { label: 'Outcome' },
  { label: 'Saved', right: true },
  { label: 'Took', right: true },
  { label: 'Model cost', right: true },
];

const TRIGGER_WORDS: Readonly<Partial<Record<RunLineFragment['trigger'], string>>> = {
  schedule: ' · by its schedule',
  webhook: ' · by a webhook',
  mcp: ' · from an MCP client',
};
const WAIT_WORDS: Readonly<Partial<Record<RunWait, string>>> = {
  approval: 'waits for a yes or no',
  answer: 'waits for an answer',
  call: 'waits for a workflow that it called',
  outcomeUnknown: 'nobody knows whether a call happened',
};

function labelWords({ labels }: RunLineFragment): string {
  const words = [
    ...(labels.privateData ? ['private data'] : []),
    ...(labels.untrustedContent ? ['untrusted content'] : []),
    ...(labels.reachedOutside ? ['reached outside'] : []),
  ];
  return words.length === 0 ? '' : ` · ${words.join(', ')}`;
}

function What({ run, withWorkflow }: { run: RunLineFragment; withWorkflow: boolean }) {
  return (
    <>
      <Anchor component={Link} to={`/runs/${run.id}`} fw={550} className="gs-break">
        {withWorkflow ? run.workflow.title : <RunWhen run={run} />}
      </Anchor>{' '}
      {run.mode === 'practice' && <PracticeMark />}
      <Text size="xs" c="dimmed">
        {withWorkflow && (
          <>
            <RunWhen run={run} /> ·{' '}
          </>
        )}
        version {run.version.number}
        {run.mode === 'recorded' && ' · recorded by hand'}
        {TRIGGER_WORDS[run.trigger]}
        {run.waitingFor != null && ` · ${WAIT_WORDS[run.waitingFor] ?? 'waits'}`}
        {labelWords(run)}
      </Text>
    </>
  );
}

/** Runs as a table: who, what, how it ended, what it saved and cost. */
export function RunLines({ runs, withWorkflow = true }: { runs: readonly RunLineFragment[]; withWorkflow?: boolean }) {
  const columns = columnsFor(withWorkflow);
  const { me } = useSession();
  return (
    <StackingTable label="Runs" minWidth={760} columns={columns}>
      {runs.map((run) => (
        <StackingRow
          key={run.id}
          columns={columns}
          cells={[
            <What key="what" run={run} withWorkflow={withWorkflow} />,
            <StatusMark
              key="state"
              status={run.waitingFor === 'call' ? 'running' : run.status}
              needsReader={run.waitingFor === 'answer' && run.actor.id === me.person.id}
            />,
            run.actor.name,
            run.outcome == null ? '–' : OUTCOMES[run.outcome],
            <Saved key="saved" run={run} />,
            run.durationMs == null || run.mode === 'recorded' ? '–' : <Duration key="took" ms={run.durationMs} />,
            run.mode === 'live' ? <Money key="cost" micros={run.costMicros} /> : '–',
          ]}
        />
      ))}
    </StackingTable>
  );
}
