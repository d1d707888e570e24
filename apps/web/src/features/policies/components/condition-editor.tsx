import { ActionIcon, Group, MultiSelect, NativeSelect, NumberInput, Stack, TagsInput, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { PolicyTargetsQuery } from '@groundswell/contracts';
import { JsonView } from '@groundswell/ui';
import { CONDITION_FIELDS, type ConditionField, type SubjectName } from './condition-fields.js';
import { readConditions, writeConditions, type Comparison, type ConditionRow } from './condition-model.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choicesFor(field: ConditionField, targets: PolicyTargetsQuery | undefined): readonly Choice[] | null {
  switch (field.kind) {
    case 'choice':
      return field.values ?? [];
    case 'connector':
      return (targets?.connectors ?? []).map((connector) => ({ value: connector.id, label: connector.name }));
    case 'model':
      // A model whose price depends on the length of the prompt has several lines in the price table.
      return [...new Set((targets?.modelPrices ?? []).map((price) => price.model))].map((model) => ({
        value: model,
        label: model,
      }));
    case 'tool':
      return [...new Set((targets?.connectors ?? []).flatMap((connector) => connector.tools.map((tool) => tool.name)))]
        .sort()
        .map((name) => ({ value: name, label: name }));
    default:
      return null;
  }
}

interface RowProps {
  readonly row: ConditionRow;
  readonly field: ConditionField;
  readonly targets: PolicyTargetsQuery | undefined;
  readonly onChange: (row: ConditionRow) => void;
}

function ValueInput({ row, field, targets, onChange }: RowProps) {
  const set = (values: ConditionRow['values']) => onChange({ ...row, values });
  const texts = row.values.filter((value) => typeof value === 'string');
  const label = `Value for: ${field.label}`;
  if (field.kind === 'yes-no') {
    return (
      <NativeSelect
        aria-label={label}
        data={[
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
        value={row.values[0] === false ? 'no' : 'yes'}
        onChange={(event) => set([event.currentTarget.value === 'yes'])}
      />
    );
  }
  if (field.kind === 'number') {
    return (
      <NumberInput
        aria-label={label}
        value={typeof row.values[0] === 'number' ? row.values[0] : ''}
        onChange={(value) => set([typeof value === 'number' ? value : 0])}
      />
    );
  }
  const choices = choicesFor(field, targets);
  if (choices === null)
    return <TagsInput aria-label={label} placeholder="Type and press Enter" value={texts} onChange={set} />;
  const known = texts
    .filter((text) => !choices.some((choice) => choice.value === text))
    .map((text) => ({ value: text, label: text }));
  return (
    <MultiSelect
      aria-label={label}
      placeholder={texts.length === 0 ? 'Choose…' : undefined}
      data={[...choices, ...known]}
      value={texts}
      onChange={set}
      searchable
    />
  );
}

const COMPARISONS: readonly { value: Comparison; label: string; numbers: boolean }[] = [
  { value: 'is', label: 'is one of', numbers: false },
  { value: 'isNot', label: 'is none of', numbers: false },
  { value: 'atLeast', label: 'at least', numbers: true },
  { value: 'atMost', label: 'at most', numbers: true },
];

function ComparisonInput({ row, field, onChange }: RowProps) {
  if (field.kind === 'yes-no') return null;
  const data = COMPARISONS.filter((one) => one.numbers === (field.kind === 'number'));
  return (
    <NativeSelect
      aria-label={`Comparison for: ${field.label}`}
      data={data.map(({ value, label }) => ({ value, label }))}
      value={row.comparison}
      onChange={(event) =>
        onChange({
          ...row,
          comparison: data.find((one) => one.value === event.currentTarget.value)?.value ?? row.comparison,
        })
      }
    />
  );
}

const FIRST_VALUES: Partial<Record<ConditionField['kind'], ConditionRow['values']>> = { 'yes-no': [true], number: [0] };

function firstRow(field: ConditionField): ConditionRow {
  return {
    field: field.name,
    comparison: field.kind === 'number' ? 'atMost' : 'is',
    values: FIRST_VALUES[field.kind] ?? [],
  };
}

export interface ConditionEditorProps {
  readonly subject: SubjectName;
  readonly conditions: unknown;
  readonly targets: PolicyTargetsQuery | undefined;
  readonly error: string | undefined;
  readonly onChange: (conditions: Record<string, unknown>) => void;
}

/** When a rule applies: fields, comparisons and values to choose. All of them must hold; none means always. */
export function ConditionEditor({ subject, conditions, targets, error, onChange }: ConditionEditorProps) {
  const fields = CONDITION_FIELDS[subject];
  const { rows, rest } = readConditions(conditions, fields);
  const free = fields.filter(
    (field) => !rows.some((row) => row.field === field.name) && !Object.hasOwn(rest, field.name),
  );
  const write = (next: readonly ConditionRow[]) => onChange(writeConditions({ rows: next, rest }));
  return (
    <Stack gap={8}>
      <Text fw={550}>{rows.length === 0 && Object.keys(rest).length === 0 ? 'Always' : 'When all of these hold'}</Text>
      {rows.map((row) => {
        const field = fields.find((one) => one.name === row.field);
        if (field === undefined) return null;
        const replace = (next: ConditionRow) => write(rows.map((one) => (one.field === row.field ? next : one)));
        return (
          <Group key={row.field} gap={8} align="center">
            <Text className="app-condition-label">{field.label}</Text>
            <ComparisonInput row={row} field={field} targets={targets} onChange={replace} />
            <div className="app-condition-value">
              <ValueInput row={row} field={field} targets={targets} onChange={replace} />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove the condition: ${field.label}`}
              onClick={() => write(rows.filter((one) => one.field !== row.field))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {Object.keys(rest).length > 0 && <JsonView value={rest} label="Conditions written as JSON" />}
      {error !== undefined && <Text c="var(--mantine-color-error)">{error}</Text>}
      {free.length > 0 && (
        <Group gap={8}>
          <IconPlus size={14} aria-hidden="true" />
          <NativeSelect
            aria-label="Add a condition"
            size="xs"
            data={[
              { value: '', label: 'Add a condition…' },
              ...free.map((field) => ({ value: field.name, label: field.label })),
            ]}
            value=""
            onChange={(event) => {
              const field = free.find((one) => one.name === event.currentTarget.value);
              if (field !== undefined) write([...rows, firstRow(field)]);
            }}
          />
        </Group>
      )}
    </Stack>
  );
}
