import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  IconHandStop,
  IconHelpCircle,
  IconLoader2,
  IconPlayerStop,
  IconShieldX,
  type Icon,
} from '@tabler/icons-react';

export type RunStatusName = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled' | 'stopped';
export type StepStatusName = 'intended' | 'done' | 'failed' | 'refused' | 'waiting' | 'unknown' | 'cancelled';
type Tone = 'calm' | 'busy' | 'good' | 'amber' | 'red';

const STATUSES: Readonly<Record<RunStatusName | StepStatusName, { label: string; Icon: Icon; tone: Tone }>> = {
  queued: { label: 'Queued', Icon: IconClockHour4, tone: 'calm' },
  running: { label: 'Running', Icon: IconLoader2, tone: 'busy' },
  waiting: { label: 'Needs someone', Icon: IconHandStop, tone: 'amber' },
  succeeded: { label: 'Succeeded', Icon: IconCircleCheck, tone: 'good' },
  failed: { label: 'Failed', Icon: IconCircleX, tone: 'red' },
  cancelled: { label: 'Cancelled', Icon: IconCircleDashed, tone: 'calm' },
  stopped: { label: 'Stopped', Icon: IconPlayerStop, tone: 'red' },
  intended: { label: 'Working', Icon: IconLoader2, tone: 'busy' },
  done: { label: 'Done', Icon: IconCircleCheck, tone: 'good' },
  refused: { label: 'Refused', Icon: IconShieldX, tone: 'red' },
  unknown: { label: 'Outcome unknown', Icon: IconHelpCircle, tone: 'amber' },
};

export interface StatusMarkProps {
  readonly status: RunStatusName | StepStatusName;
  readonly quiet?: boolean;
  /** Whether it is the reader for whom it waits. */
  readonly needsReader?: boolean;
}

/** The state of a run or of one of its steps, as shape and word. */
export function StatusMark({ status, quiet = false, needsReader = false }: StatusMarkProps) {
  const { Icon, tone, label: usual } = STATUSES[status];
  const label = status === 'waiting' && needsReader ? 'Needs you' : usual;
  return (
    <span className={`gs-status gs-tone-${tone}`}>
      <Icon size={16} stroke={1.75} aria-hidden="true" className={tone === 'busy' ? 'gs-spin' : undefined} />
      <span className={quiet ? 'gs-hidden' : undefined}>{label}</span>
    </span>
  );
}
