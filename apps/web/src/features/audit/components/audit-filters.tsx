import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { AuditFilter } from '@groundswell/contracts';
import { SearchBox } from '../../../lib/search-box.js';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';

export type AuditUrl = ReturnType<typeof useUrlFilter>;

/** What an entry can be about: the first word of its action, and what the page calls it. */
const ABOUT = [
  { value: '', label: 'Everything' },
  { value: 'workflow', label: 'Workflows' },
  { value: 'connector', label: 'Connectors' },
  { value: 'tool', label: 'Tools and their calls' },
  { value: 'policy', label: 'Policies' },
  { value: 'run', label: 'Runs' },
  { value: 'batch', label: 'Batches' },
  { value: 'schedule', label: 'Schedules' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'budget', label: 'Budgets' },
  { value: 'model-price', label: 'Prices of models' },
  { value: 'request', label: 'Requests' },
  { value: 'stop', label: 'Stops' },
  { value: 'credential', label: 'Own credentials' },
  { value: 'person', label: 'People and sign-ins' },
  { value: 'team', label: 'Teams' },
  { value: 'organisation', label: 'The organisation' },
  { value: 'baseline', label: 'Minutes by hand' },
  { value: 'time-entry', label: 'Time ledger' },
  { value: 'cost-entry', label: 'Cost ledger' },
  { value: 'programme', label: 'The plan' },
  { value: 'keys', label: 'Keys of secrets' },
  { value: 'audit', label: 'The log itself' },
];
const THINGS = ['person', 'workflow', 'run', 'connector', 'tool'] as const;

/** The filter that an address stands for. Days are the reader's own. */
export function filterFrom({ get }: AuditUrl): AuditFilter {
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
    toolId: get('tool'),
    since: day('from', 0),
    until: day('to', 1),
  };
}

/** What the list is narrowed to, all of it in the address. */
export function AuditFilters({ url }: { url: AuditUrl }) {
  const narrowed = THINGS.filter((name) => url.get(name) !== undefined);
  return (
    <>
      <SearchBox
        label="Search the log"
        placeholder="A name, a workflow, a tool"
        value={url.get('search') ?? ''}
        onSearch={(search) => url.set({ search })}
      />
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
        {narrowed.map((name) => (
          <Button key={name} variant="light" onClick={() => url.set({ [name]: undefined })}>
            Only one {name}: show all
          </Button>
        ))}
      </Group>
    </>
  );
}
