import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import {
  RunFilterChoicesDocument,
  type RunFilter,
  type RunLabel,
  type RunMode,
  type RunStatus,
  type RunTrigger,
} from '@groundswell/contracts';
import { useFetched } from '../../../lib/use-fetched.js';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';

type Url = ReturnType<typeof useUrlFilter>;
type Choice<Value extends string> = { readonly value: Value; readonly label: string };

const STATUSES: readonly Choice<RunStatus>[] = [
  { value: 'waiting', label: 'Needs someone' },
  { value: 'queued', label: 'Queued' },
  { value: 'running', label: 'Running' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Failed' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'cancelled', label: 'Cancelled' },
];
const MODES: readonly Choice<RunMode>[] = [
  { value: 'live', label: 'Live' },
  { value: 'practice', label: 'Practice' },
  { value: 'recorded', label: 'Recorded by hand' },
];
const TRIGGERS: readonly Choice<RunTrigger>[] = [
  { value: 'person', label: 'By a person' },
  { value: 'schedule', label: 'By a schedule' },
  { value: 'webhook', label: 'By a webhook' },
  { value: 'mcp', label: 'From an MCP client' },
  { value: 'hand', label: 'By hand, elsewhere' },
];
const LABELS: readonly Choice<RunLabel>[] = [
  { value: 'privateData', label: 'Read private data' },
  { value: 'untrustedContent', label: 'Took in untrusted content' },
  { value: 'reachedOutside', label: 'Reached outside' },
];
/** Folded until one of them is used. */
const RARE = ['trigger', 'label', 'since', 'until', 'workflow', 'person'] as const;
const FILTERS = ['status', 'mode', 'mine', 'confirm', ...RARE] as const;

/** A day of the reader's zone as an instant; nothing for what is no day. `after` counts days further. */
function dayIn(text: string | undefined, after = 0): string | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (day === null) return undefined;
  const at = new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + after);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The filter of runs that an address stands for. */
export function runFilterFrom({ get }: Url): RunFilter {
  const status = STATUSES.find((one) => one.value === get('status'))?.value;
  const mode = MODES.find((one) => one.value === get('mode'))?.value;
  const trigger = TRIGGERS.find((one) => one.value === get('trigger'))?.value;
  const label = LABELS.find((one) => one.value === get('label'))?.value;
  const since = dayIn(get('since'));
  const until = dayIn(get('until'), 1);
  return {
    ...(status === undefined ? {} : { status: [status] }),
    ...(mode === undefined ? {} : { mode }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(label === undefined ? {} : { label }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(get('mine') === 'yes' ? { mine: true } : {}),
    ...(get('confirm') === 'yes' ? { needsConfirmation: true } : {}),
    ...(get('workflow') === undefined ? {} : { workflowId: get('workflow') }),
    ...(get('person') === undefined ? {} : { actorId: get('person') }),
  };
}

function Pick({
  url,
  name,
  label,
  any,
  choices,
}: {
  url: Url;
  name: string;
  label: string;
  any: string;
  choices: readonly Choice<string>[];
}) {
  return (
    <NativeSelect
      aria-label={label}
      data={[{ value: '', label: any }, ...choices]}
      value={url.get(name) ?? ''}
      onChange={(event) => url.set({ [name]: event.currentTarget.value })}
    />
  );
}

function Tick({ url, name, label }: { url: Url; name: string; label: string }) {
  return (
    <Checkbox
      label={label}
      checked={url.get(name) === 'yes'}
      onChange={(event) => url.set({ [name]: event.currentTarget.checked ? 'yes' : undefined })}
    />
  );
}

function Day({ url, name, word }: { url: Url; name: string; word: string }) {
  return (
    <TextInput
      type="date"
      aria-label={`${word} day`}
      leftSection={
        <Text span c="dimmed">
          {word}
        </Text>
      }
      leftSectionWidth={56}
      value={url.get(name) ?? ''}
      onChange={(event) => url.set({ [name]: event.currentTarget.value })}
    />
  );
}

/** Whose runs, and of which workflow: the choices are asked for beside the list, which does not wait for them. */
function Whose({ url, withWorkflow }: { url: Url; withWorkflow: boolean }) {
  const choices = useFetched(RunFilterChoicesDocument, {}, { policy: 'cache-first' });
  const { people, workflows } = choices.data ?? {};
  return (
    <>
      {withWorkflow && (
        <Pick
          url={url}
          name="workflow"
          label="Workflow"
          any="Any workflow"
          choices={(workflows?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <Pick
        url={url}
        name="person"
        label="Person"
        any="Anybody"
        choices={(people?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}

/** Everything one can narrow the runs by. */
export function RunFilters({ url, withWorkflow = true }: { url: Url; withWorkflow?: boolean }) {
  const narrowed = FILTERS.some((name) => url.get(name) !== undefined);
  const rare = RARE.some((name) => url.get(name) !== undefined);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Pick url={url} name="status" label="State" any="Any state" choices={STATUSES} />
        <Pick url={url} name="mode" label="Mode" any="Any mode" choices={MODES} />
        <Tick url={url} name="mine" label="Mine" />
        <Tick url={url} name="confirm" label="To confirm" />
        {narrowed && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => url.set(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
          >
            Show all
          </Button>
        )}
      </Group>
      <details open={rare || undefined}>
        <summary>More filters</summary>
        <Group gap="sm" mt={8}>
          <Pick url={url} name="trigger" label="Started" any="Started anyhow" choices={TRIGGERS} />
          <Pick url={url} name="label" label="Label" any="Any label" choices={LABELS} />
          <Whose url={url} withWorkflow={withWorkflow} />
          <Day url={url} name="since" word="From" />
          <Day url={url} name="until" word="To" />
        </Group>
      </details>
    </Stack>
  );
}
