import { Checkbox, Group, NativeSelect } from '@mantine/core';
import type { RunFilter, RunMode, RunStatus } from '@groundswell/contracts';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';

const STATUSES: readonly { value: RunStatus; label: string }[] = [
  { value: 'waiting', label: 'Needs someone' },
  { value: 'queued', label: 'Queued' },
  { value: 'running', label: 'Running' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Failed' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'cancelled', label: 'Cancelled' },
];
const MODES: readonly { value: RunMode; label: string }[] = [
  { value: 'live', label: 'Live' },
  { value: 'practice', label: 'Practice' },
  { value: 'recorded', label: 'Recorded by hand' },
];

/** The filter of runs that an address stands for. */
export function runFilterFrom({ get }: ReturnType<typeof useUrlFilter>): RunFilter {
  const status = STATUSES.find((one) => one.value === get('status'))?.value;
  const mode = MODES.find((one) => one.value === get('mode'))?.value;
  return {
    ...(status === undefined ? {} : { status: [status] }),
    ...(mode === undefined ? {} : { mode }),
    ...(get('mine') === 'yes' ? { mine: true } : {}),
    ...(get('confirm') === 'yes' ? { needsConfirmation: true } : {}),
    ...(get('workflow') === undefined ? {} : { workflowId: get('workflow') }),
    ...(get('person') === undefined ? {} : { actorId: get('person') }),
  };
}

/** Everything one can narrow the runs by. */
export function RunFilters({ url }: { url: ReturnType<typeof useUrlFilter> }) {
  return (
    <Group gap="sm">
      <NativeSelect
        aria-label="State"
        data={[{ value: '', label: 'Any state' }, ...STATUSES]}
        value={url.get('status') ?? ''}
        onChange={(event) => url.set({ status: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label="Mode"
        data={[{ value: '', label: 'Any mode' }, ...MODES]}
        value={url.get('mode') ?? ''}
        onChange={(event) => url.set({ mode: event.currentTarget.value })}
      />
      <Checkbox
        label="Mine"
        checked={url.get('mine') === 'yes'}
        onChange={(event) => url.set({ mine: event.currentTarget.checked ? 'yes' : undefined })}
      />
      <Checkbox
        label="To confirm"
        checked={url.get('confirm') === 'yes'}
        onChange={(event) => url.set({ confirm: event.currentTarget.checked ? 'yes' : undefined })}
      />
    </Group>
  );
}
