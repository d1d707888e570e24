import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { VersionBodyFragment } from '@groundswell/contracts';
import {
  FIELD_KIND_LABEL,
  fieldsOf,
  formatCount,
  formatMinutes,
  JsonView,
  Money,
  TemplateText,
  ScrollRegion,
} from '@groundswell/ui';
import { BindingList } from './binding-list.js';
import { Section } from './page.js';

const SAMPLE_CHARACTERS = 400;

function sampleText(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value) && typeof value[0] === 'object') return formatCount(value.length, 'row');
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SAMPLE_CHARACTERS ? `${text.slice(0, SAMPLE_CHARACTERS)} …` : text;
}

function Inputs({ schema, sample }: { schema: unknown; sample: unknown }) {
  const fields = fieldsOf(schema);
  const values: Readonly<Record<string, unknown>> = typeof sample === 'object' && sample !== null ? { ...sample } : {};
  if (fields.length === 0) return <Text c="dimmed">It asks for nothing: it can be started right away.</Text>;
  return (
    <ScrollRegion label="Inputs" minWidth={480}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Input</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Sample</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field.key}>
              <Table.Td>
                {field.label}
                <Text size="xs" c="dimmed">
                  {field.help}
                </Text>
              </Table.Td>
              <Table.Td>
                {FIELD_KIND_LABEL[field.kind]}
                {!field.required && ', optional'}
              </Table.Td>
              <Table.Td className="gs-break">{sampleText(values[field.key])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

/** All that a version says, readable by someone who does not build. */
export function VersionBody({ version }: { version: VersionBodyFragment }) {
  return (
    <Stack gap="lg">
      <Section title="Instructions">
        <TemplateText text={version.instructions} fields={fieldsOf(version.inputSchema)} />
      </Section>
      <Section title="Inputs">
        <Inputs schema={version.inputSchema} sample={version.sampleInputs} />
      </Section>
      <Section title="Tools">
        <BindingList bindings={version.bindings} />
      </Section>
      {version.calls.length > 0 && (
        <Section title="Workflows it may call">
          <Stack gap={4} component="ul" className="gs-list">
            {version.calls.map((call) => (
              <li key={call.workflowId}>
                <Anchor component={Link} to={`/workflows/${call.workflowId}`}>
                  {call.title}
                </Anchor>
                , version {call.versionNumber}
              </li>
            ))}
          </Stack>
        </Section>
      )}
      {version.outputSchema != null && (
        <Section title="Shape of the output">
          <JsonView value={version.outputSchema} label="JSON Schema of the output" />
        </Section>
      )}
      <Section title="Model and limits">
        <Text>
          Runs on <strong>{version.model}</strong>, at most {formatCount(version.limits.maxTurns, 'turn')} and{' '}
          <Money micros={version.limits.maxCostMicros} />
          {version.limits.maxTokens != null && `, ${formatCount(version.limits.maxTokens, 'token')}`}
          {version.limits.maxMinutes != null && `, ${formatMinutes(version.limits.maxMinutes)} of work`} a run.
          {version.limits.maxQuestions != null &&
            ` It may ask whoever runs it ${formatCount(version.limits.maxQuestions, 'question')}.`}
        </Text>
        {version.digest != null && (
          <Text size="xs" c="dimmed" className="gs-break">
            Digest of all that its approval covers: {version.digest}
          </Text>
        )}
      </Section>
    </Stack>
  );
}
