import { Anchor, Text } from '@mantine/core';
import type { ScheduleLineFragment } from '@groundswell/contracts';
import { StackingRow, StackingTable, When, type StackingColumn } from '@groundswell/ui';
import { Link } from 'react-router';
import { firingWords, stateWords, zonedTime } from './trigger-words.js';

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Schedule', plain: true },
  { label: 'State' },
  { label: 'Next' },
  { label: 'Last time' },
  { label: 'On whose authority' },
];

/** The state of a schedule or a webhook, as a word in its tone. */
export function TriggerState({
  of,
  word,
}: {
  of: Pick<ScheduleLineFragment, 'state' | 'pauseCode'>;
  word: 'Active' | 'Takes messages';
}) {
  const { text, tone } = stateWords(of.state, of.pauseCode, word);
  return <span className={`gs-status gs-tone-${tone}`}>{text}</span>;
}

function Last({ schedule: { lastFiring } }: { schedule: ScheduleLineFragment }) {
  if (lastFiring == null) return <Text c="dimmed">not yet</Text>;
  return (
    <div>
      {lastFiring.run == null ? (
        <Text className="gs-break">{firingWords(lastFiring)}</Text>
      ) : (
        <Anchor component={Link} to={`/runs/${lastFiring.run.id}`}>
          Run {lastFiring.run.status}
        </Anchor>
      )}
      <Text size="xs" c="dimmed">
        <When at={lastFiring.dueAt} />
      </Text>
    </div>
  );
}

/** Schedules as a table: when they run, how they stand, what came of the last time. */
export function ScheduleList({
  schedules,
  withWorkflow,
}: {
  schedules: readonly ScheduleLineFragment[];
  withWorkflow: boolean;
}) {
  return (
    <StackingTable label="Schedules" minWidth={820} columns={COLUMNS}>
      {schedules.map((schedule) => (
        <StackingRow
          key={schedule.id}
          columns={COLUMNS}
          cells={[
            <div key="name">
              <Anchor component={Link} to={`/triggers/schedules/${schedule.id}`} fw={550} className="gs-break">
                {schedule.name}
              </Anchor>
              <Text size="xs" c="dimmed" className="gs-break">
                {withWorkflow && `${schedule.workflow.title} · `}
                {schedule.words}
              </Text>
            </div>,
            <TriggerState key="state" of={schedule} word="Active" />,
            schedule.nextDueAt == null ? '–' : zonedTime(schedule.nextDueAt, schedule.timeZone),
            <Last key="last" schedule={schedule} />,
            schedule.owner.active ? schedule.owner.name : `${schedule.owner.name} (left)`,
          ]}
        />
      ))}
    </StackingTable>
  );
}
