import { Button, Checkbox, Chip, Group, NativeSelect, Stack } from '@mantine/core';
import type { WorkflowSort } from '@groundswell/contracts';
import { SearchBox } from '../../../lib/search-box.js';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';
import { STAGES } from './stages.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

const options = (all: string, items: readonly Named[]) => [
  { value: '', label: all },
  ...items.map((item) => ({ value: item.id, label: item.name })),
];

export interface LibraryFiltersProps {
  readonly url: ReturnType<typeof useUrlFilter>;
  readonly sort: WorkflowSort;
  readonly teams: readonly Named[];
  readonly connectors: readonly Named[];
  readonly onClear: (() => void) | null;
}

/** Everything one can narrow the library by. */
export function LibraryFilters({ url, sort, teams, connectors, onClear }: LibraryFiltersProps) {
  return (
    <Stack gap="sm" role="search">
      <SearchBox
        label="Search the library"
        placeholder="What is tedious? For example: chase overdue invoices"
        value={url.get('search') ?? ''}
        onSearch={(search) => url.set({ search })}
      />
      <Group gap="sm">
        <NativeSelect
          aria-label="Team"
          data={options('All teams', teams)}
          value={url.get('team') ?? ''}
          onChange={(event) => url.set({ team: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label="System"
          data={options('All systems', connectors)}
          value={url.get('connector') ?? ''}
          onChange={(event) => url.set({ connector: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label="What it may write"
          data={[
            { value: '', label: 'Reads and writes' },
            { value: 'no', label: 'Only reads' },
            { value: 'yes', label: 'May write' },
          ]}
          value={url.get('writes') ?? ''}
          onChange={(event) => url.set({ writes: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label="Order"
          data={[
            { value: 'RELEVANCE', label: 'Best fit first' },
            { value: 'NEWEST', label: 'Newest first' },
            { value: 'MOST_ADAPTED', label: 'Most adapted first' },
            { value: 'TITLE', label: 'By title' },
          ]}
          value={sort}
          onChange={(event) =>
            url.set({ sort: event.currentTarget.value === 'RELEVANCE' ? undefined : event.currentTarget.value })
          }
        />
        <Checkbox
          label="Mine"
          checked={url.get('mine') === 'yes'}
          onChange={(event) => url.set({ mine: event.currentTarget.checked ? 'yes' : undefined })}
        />
      </Group>
      <Group gap={8}>
        <Chip.Group multiple value={url.all('stage')} onChange={(stage) => url.set({ stage })}>
          {STAGES.map((stage) => (
            <Chip key={stage} value={stage} size="xs">
              {stage}
            </Chip>
          ))}
        </Chip.Group>
        {onClear !== null && (
          <Button size="compact-xs" variant="subtle" onClick={onClear}>
            Clear the filters
          </Button>
        )}
      </Group>
    </Stack>
  );
}
