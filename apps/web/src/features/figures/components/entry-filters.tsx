import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';
import { COST_KINDS, GRADES } from './entry-filter.js';

/** Everything one can narrow a ledger by. What came along in the address is named and can be let go. */
export function EntryFilters({ url, ledger }: { url: ReturnType<typeof useUrlFilter>; ledger: 'time' | 'cost' }) {
  const narrowed = (['figure', 'workflow', 'person', 'run'] as const).filter((name) => url.get(name) !== undefined);
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label="Month"
        type="month"
        value={url.get('month') ?? ''}
        onChange={(event) => url.set({ month: event.currentTarget.value })}
      />
      {ledger === 'time' ? (
        <NativeSelect
          label="Evidence"
          data={[{ value: '', label: 'All grades' }, ...GRADES]}
          value={url.get('grade') ?? ''}
          onChange={(event) => url.set({ grade: event.currentTarget.value })}
        />
      ) : (
        <NativeSelect
          label="Kind"
          data={[{ value: '', label: 'All kinds' }, ...COST_KINDS]}
          value={url.get('kind') ?? ''}
          onChange={(event) => url.set({ kind: event.currentTarget.value })}
        />
      )}
      {narrowed.length > 0 && (
        <Button
          variant="subtle"
          onClick={() => url.set({ figure: undefined, workflow: undefined, person: undefined, run: undefined })}
        >
          Only those of one {narrowed.join(', ')}: show all
        </Button>
      )}
    </Group>
  );
}
