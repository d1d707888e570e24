import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconCheck, IconHandStop, IconX } from '@tabler/icons-react';
import {
  ExplainForPersonDocument,
  PolicyPeopleDocument,
  PolicyTargetsDocument,
  type ExplainForPersonInput,
  type ExplainForPersonQuery,
  type RunTrigger,
} from '@groundswell/contracts';
import { PolicyLink, PolicyRefusalPanel, StackVerdict, UsedExceptions } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';

type Answered = ExplainForPersonQuery['explainForPerson'];

const TRIGGERS: readonly { value: RunTrigger; label: string }[] = [
  { value: 'person', label: 'by a person' },
  { value: 'schedule', label: 'by a schedule' },
  { value: 'webhook', label: 'by a webhook' },
  { value: 'mcp', label: 'by an MCP client' },
];
const LABELS = [
  { key: 'private', field: 'privateData', label: 'has read private data' },
  { key: 'untrusted', field: 'untrustedContent', label: 'has taken in untrusted content' },
  { key: 'outside', field: 'reachedOutside', label: 'has reached outside' },
] as const;

function Allowed({ explanation }: { explanation: Answered['explanation'] }) {
  return (
    <div>
      <div className="app-sentence">
        <IconCheck size={16} aria-hidden="true" />
        <Text className="gs-break gs-tone-good">{explanation.sentence}</Text>
      </div>
      <UsedExceptions exceptions={explanation.exceptions} />
      {explanation.asks.map((duty) => (
        <Text key={duty.obligationId} className="gs-obligation gs-break">
          <IconHandStop size={14} aria-hidden="true" />
          <span>
            {duty.text} (<PolicyLink layerId={duty.layerId}>{duty.layerName}</PolicyLink>
            {duty.sealed && ', sealed'})
          </span>
        </Text>
      ))}
      <StackVerdict explanation={explanation} />
    </div>
  );
}

function InTheCourse({ sentences, asked }: { sentences: readonly string[]; asked: readonly string[] }) {
  const more = sentences.filter((sentence) => !asked.some((one) => sentence.startsWith(one)));
  if (more.length === 0) return null;
  return (
    <div>
      <Text fw={550}>In the course of a run it may also meet</Text>
      <ul className="gs-list">
        {more.map((sentence) => (
          <li key={sentence}>
            <Text size="sm" className="gs-break">
              {sentence}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answer({ input }: { input: ExplainForPersonInput }) {
  const fetched = useFetched(ExplainForPersonDocument, { input });
  return (
    <FetchedView of={fetched}>
      {({ explainForPerson: { roles, explanation, inTheCourse } }) => (
        <Stack gap="sm">
          {roles
            .filter((role) => !role.allowed)
            .map((role) => (
              <div key={role.sentence} className="app-sentence">
                <IconX size={16} aria-hidden="true" />
                <Text className="gs-break gs-tone-red">{role.sentence}</Text>
              </div>
            ))}
          {explanation.allowed ? (
            <Allowed explanation={explanation} />
          ) : (
            <PolicyRefusalPanel explanation={explanation} />
          )}
          <InTheCourse sentences={inTheCourse} asked={explanation.obligations} />
        </Stack>
      )}
    </FetchedView>
  );
}

/** Asks for any person, workflow and tool: allowed or not, and what each layer says. The question is in the address. */
export function ExplainPanel() {
  const { me } = useSession();
  const url = useUrlFilter();
  const targets = useFetched(PolicyTargetsDocument, {}, { policy: 'cache-first' });
  const people = useFetched(PolicyPeopleDocument, {}, { policy: 'cache-first' });
  const personId = url.get('person') ?? me.person.id;
  const workflowId = url.get('workflow') ?? '';
  const toolId = url.get('tool') ?? '';
  const trigger = TRIGGERS.find((one) => one.value === url.get('trigger'))?.value ?? 'person';
  const input = {
    personId,
    workflowId,
    toolId,
    trigger,
    ...Object.fromEntries(LABELS.map(({ key, field }) => [field, url.get(key) === 'yes'])),
  };
  const persons = (people.data?.people.items ?? []).filter((person) => person.active);
  const workflows = (targets.data?.workflows.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  const tools = (targets.data?.connectors ?? []).map((connector) => ({
    group: connector.name,
    items: connector.tools.map((tool) => ({ value: tool.id, label: tool.name })),
  }));
  return (
    <>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label="When this person"
          data={persons.map(({ id, name, roles }) => ({ value: id, label: `${name} (${roles.join(', ')})` }))}
          value={personId}
          onChange={(event) => url.set({ person: event.currentTarget.value })}
        />
        <NativeSelect
          label="runs this workflow"
          data={[{ value: '', label: 'Choose…' }, ...workflows]}
          value={workflowId}
          onChange={(event) => url.set({ workflow: event.currentTarget.value })}
        />
        <NativeSelect
          label="may it call this tool?"
          data={[{ value: '', label: 'Choose…' }, ...tools]}
          value={toolId}
          onChange={(event) => url.set({ tool: event.currentTarget.value })}
        />
        <NativeSelect
          label="Started"
          data={[...TRIGGERS]}
          value={trigger}
          onChange={(event) => url.set({ trigger: event.currentTarget.value })}
        />
      </Group>
      <Checkbox.Group
        label="The run, so far,"
        value={LABELS.filter(({ key }) => url.get(key) === 'yes').map(({ key }) => key)}
        onChange={(chosen) =>
          url.set(Object.fromEntries(LABELS.map(({ key }) => [key, chosen.includes(key) ? 'yes' : undefined])))
        }
      >
        <Group gap="md" mt={4}>
          {LABELS.map(({ key, label }) => (
            <Checkbox key={key} value={key} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      {workflowId !== '' && toolId !== '' && <Answer input={input} />}
    </>
  );
}
