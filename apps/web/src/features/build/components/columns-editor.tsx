import { useState } from 'react';
import { ActionIcon, Button, Checkbox, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { columnsOf, FIELD_KIND_LABEL, withColumns, type FieldKind, type SchemaField } from '@groundswell/ui';
import { freshKey } from './fresh-key.js';

/** What a cell can be; a column of another kind was written as JSON and stays as it is. */
const KINDS: readonly FieldKind[] = ['text', 'number', 'integer', 'boolean', 'date', 'email'];

interface Props {
  readonly field: SchemaField;
  readonly onChange: (field: SchemaField) => void;
}

/** The columns of a table: whoever pastes one sees which column of theirs fills which of these. */
export function ColumnsEditor({ field, onChange }: Props) {
  const [label, setLabel] = useState('');
  const columns = columnsOf(field);
  const replace = (at: number, column: SchemaField) =>
    onChange(
      withColumns(
        field,
        columns.map((one, index) => (index === at ? column : one)),
      ),
    );
  const add = () => {
    const name = label.trim();
    if (name === '') return;
    const key = freshKey(
      name,
      columns.map((one) => one.key),
    );
    const column: SchemaField = { key, label: name, help: '', kind: 'text', required: false, options: [], more: {} };
    onChange(withColumns(field, [...columns, column]));
    setLabel('');
  };
  return (
    <Fieldset legend={`Columns of ${field.label}`}>
      <Stack gap="sm">
        {columns.length === 0 && <Text c="dimmed">A table needs at least one column.</Text>}
        {columns.map((column, index) => (
          <Group key={column.key} gap="sm" align="flex-end">
            <TextInput
              label="Column"
              style={{ flex: '1 1 110px' }}
              value={column.label}
              onChange={(event) => replace(index, { ...column, label: event.currentTarget.value })}
            />
            <NativeSelect
              label="Kind"
              data={[...new Set([...KINDS, column.kind])].map((kind) => ({
                value: kind,
                label: FIELD_KIND_LABEL[kind],
              }))}
              value={column.kind}
              onChange={(event) => {
                const kind = KINDS.find((one) => one === event.currentTarget.value);
                if (kind !== undefined) replace(index, { ...column, kind, more: {} });
              }}
            />
            <Checkbox
              label="Needed"
              mb={8}
              checked={column.required}
              onChange={(event) => replace(index, { ...column, required: event.currentTarget.checked })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={`Remove the column ${column.label}`}
              onClick={() =>
                onChange(
                  withColumns(
                    field,
                    columns.filter((one) => one.key !== column.key),
                  ),
                )
              }
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group gap="sm" align="flex-end">
          <TextInput
            label="Another column"
            placeholder="Customer, amount, due date …"
            style={{ flex: '1 1 180px' }}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          <Button variant="default" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={add}>
            Add column
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
