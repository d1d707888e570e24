import { useState } from 'react';
import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Paper,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { FIELD_KIND_LABEL, fieldsOf, schemaOf, type FieldKind, type SchemaField } from '@groundswell/ui';
import { JsonToggle } from '../../../lib/json-toggle.js';
import { ColumnsEditor } from './columns-editor.js';
import { freshKey } from './fresh-key.js';

const KINDS: readonly FieldKind[] = [
  'text',
  'long',
  'number',
  'integer',
  'boolean',
  'choice',
  'date',
  'email',
  'list',
  'document',
  'table',
];

/** What a kind needs said beside it. */
const MORE_OF_KIND: Partial<Record<FieldKind, SchemaField['more']>> = {
  list: { items: { type: 'string' } },
  table: { items: schemaOf([]) },
};

function asKind(text: string): FieldKind {
  return KINDS.find((kind) => kind === text) ?? 'text';
}

interface RowProps {
  readonly field: SchemaField;
  readonly place: number;
  readonly count: number;
  readonly error: string | undefined;
  readonly onChange: (field: SchemaField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function RowTools({ field, place, count, onMove, onRemove }: Omit<RowProps, 'onChange' | 'error'>) {
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Move ${field.label} up`}
        disabled={place === 0}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Move ${field.label} down`}
        disabled={place === count - 1}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${field.label}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

function InputRow(props: RowProps) {
  const { field, error, onChange } = props;
  const patch = (part: Partial<SchemaField>) => onChange({ ...field, ...part });
  return (
    <Paper p="sm" component="li">
      <Stack gap="sm">
        <Group gap="sm" align="flex-end" wrap="wrap">
          <TextInput
            label="Asked as"
            required
            style={{ flex: '1 1 200px' }}
            value={field.label}
            error={error}
            onChange={(event) => patch({ label: event.currentTarget.value })}
          />
          {field.kind === 'other' ? (
            <Text c="dimmed">{FIELD_KIND_LABEL.other}</Text>
          ) : (
            <NativeSelect
              label="Kind"
              data={KINDS.map((kind) => ({ value: kind, label: FIELD_KIND_LABEL[kind] }))}
              value={field.kind}
              onChange={(event) => {
                const kind = asKind(event.currentTarget.value);
                patch({ kind, more: MORE_OF_KIND[kind] ?? {} });
              }}
            />
          )}
          <Checkbox
            label="Needed"
            mb={4}
            checked={field.required}
            onChange={(event) => patch({ required: event.currentTarget.checked })}
          />
          <RowTools {...props} />
        </Group>
        {field.kind === 'choice' && (
          <TagsInput
            label="To choose from"
            description="Press Enter after each one."
            value={[...field.options]}
            onChange={(options) => patch({ options })}
          />
        )}
        {field.kind === 'table' && <ColumnsEditor field={field} onChange={onChange} />}
        <TextInput
          aria-label={`Help for ${field.label}`}
          placeholder="Help for whoever fills it in"
          value={field.help}
          onChange={(event) => patch({ help: event.currentTarget.value })}
        />
        <Text size="xs" c="dimmed">
          In the instructions: <code>{`{{inputs.${field.key}}}`}</code>
        </Text>
      </Stack>
    </Paper>
  );
}

export interface InputsEditorProps {
  readonly inputs: readonly SchemaField[];
  readonly errors: Readonly<Record<string, string>>;
  readonly error: string | undefined;
  readonly onChange: (inputs: readonly SchemaField[]) => void;
}

/** The inputs of a workflow, chosen rather than written: what is asked for, of which kind, in which order. */
export function InputsEditor({ inputs, errors, error, onChange }: InputsEditorProps) {
  const replace = (at: number, field: SchemaField) =>
    onChange(inputs.map((one, index) => (index === at ? field : one)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...inputs];
    next.splice(at + by, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const add = (label: string) => {
    const key = freshKey(
      label,
      inputs.map((one) => one.key),
    );
    onChange([...inputs, { key, label, help: '', kind: 'text', required: true, options: [], more: {} }]);
  };
  return (
    <JsonToggle
      label="JSON Schema of the inputs"
      value={schemaOf(inputs)}
      onChange={(schema) => onChange(fieldsOf(schema))}
      error={error}
    >
      {error !== undefined && <Text c="var(--mantine-color-error)">{error}</Text>}
      <Stack gap="sm" component="ul" className="gs-list">
        {inputs.map((field, index) => (
          <InputRow
            key={field.key}
            field={field}
            place={index}
            count={inputs.length}
            error={errors[field.key]}
            onChange={(changed) => replace(index, changed)}
            onMove={(by) => move(index, by)}
            onRemove={() => onChange(inputs.filter((one) => one.key !== field.key))}
          />
        ))}
      </Stack>
      <AddInput first={inputs.length === 0} onAdd={add} />
    </JsonToggle>
  );
}

/** The name by which the instructions know an input is made from its first label and stays, so that renaming breaks nothing. */
function AddInput({ first, onAdd }: { first: boolean; onAdd: (label: string) => void }) {
  const [label, setLabel] = useState('');
  const add = () => {
    if (label.trim() === '') return;
    onAdd(label.trim());
    setLabel('');
  };
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={first ? 'What should it ask for?' : 'What else should it ask for?'}
        placeholder="Customer, month, order number …"
        style={{ flex: '1 1 220px' }}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={add}>
        Add
      </Button>
    </Group>
  );
}
