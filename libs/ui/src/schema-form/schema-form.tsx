import { useState } from 'react';
import { NativeSelect, NumberInput, Stack, Switch, TagsInput, Text, TextInput, Textarea } from '@mantine/core';
import { DocumentField } from './document-field.js';
import { fieldsOf, type SchemaField } from './schema-fields.js';
import { TableField } from './table-field.js';

export type FormValues = Readonly<Record<string, unknown>>;

export interface SchemaFormProps {
  readonly schema: unknown;
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
  /** Messages by key of the input. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly disabled?: boolean;
  /** For samples: a document is kept as its words, since a file is its owner’s alone. */
  readonly asSample?: boolean;
}

/** What each field of the form is given. */
export interface InputProps {
  readonly field: SchemaField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly asSample: boolean;
}

const bound = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function JsonField({ field, value, onChange, error, disabled }: InputProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [fault, setFault] = useState<string | null>(null);
  const accept = (next: string) => {
    setText(next);
    if (next.trim() === '') {
      setFault(null);
      onChange(undefined);
      return;
    }
    try {
      onChange(JSON.parse(next));
      setFault(null);
    } catch {
      setFault('This is not valid JSON yet.');
    }
  };
  return (
    <Textarea
      label={field.label}
      description={field.help === '' ? 'Written as JSON' : `${field.help} Written as JSON.`}
      required={field.required}
      autosize
      minRows={3}
      classNames={{ input: 'gs-mono' }}
      value={text}
      disabled={disabled}
      error={fault ?? error}
      onChange={(event) => accept(event.currentTarget.value)}
    />
  );
}

function NumberField({ field, value, onChange, error, disabled }: InputProps) {
  return (
    <NumberInput
      label={field.label}
      description={field.help === '' ? undefined : field.help}
      required={field.required}
      min={bound(field.more['minimum'])}
      max={bound(field.more['maximum'])}
      allowDecimal={field.kind === 'number'}
      clampBehavior="none"
      value={typeof value === 'number' ? value : ''}
      disabled={disabled}
      error={error}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

/** One input of the form. An input left empty is left out of the values, not sent as an empty text. */
function FieldInput(props: InputProps) {
  const { field, value, onChange, error, disabled } = props;
  const shared = {
    label: field.label,
    description: field.help === '' ? undefined : field.help,
    required: field.required,
    error,
    disabled,
  };
  const setText = (text: string) => onChange(text === '' ? undefined : text);
  switch (field.kind) {
    case 'number':
    case 'integer':
      return <NumberField {...props} />;
    case 'boolean':
      return (
        <Switch
          label={field.label}
          description={field.help}
          error={error}
          disabled={disabled}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          data={[{ value: '', label: 'Choose…' }, ...field.options.map((option) => ({ value: option, label: option }))]}
          value={asText(value)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
    case 'list':
      return (
        <TagsInput
          {...shared}
          description={field.help === '' ? 'Press Enter after each one.' : `${field.help} Press Enter after each one.`}
          value={Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []}
          onChange={(items) => onChange(items.length === 0 && !field.required ? undefined : items)}
        />
      );
    case 'long':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={4}
          maxRows={16}
          value={asText(value)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
    case 'document':
      return <DocumentField {...props} />;
    case 'table':
      return <TableField {...props} />;
    case 'other':
      return <JsonField {...props} />;
    default:
      return (
        <TextInput
          {...shared}
          type={field.kind === 'text' ? 'text' : field.kind}
          value={asText(value)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
  }
}

/** A plain form made from a workflow's input schema. */
export function SchemaForm({
  schema,
  values,
  onChange,
  errors = {},
  disabled = false,
  asSample = false,
}: SchemaFormProps) {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return <Text c="dimmed">This workflow takes no inputs.</Text>;
  const change = (key: string, value: unknown) => {
    const rest = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
    onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  return (
    <Stack gap="md">
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={values[field.key]}
          onChange={(value) => change(field.key, value)}
          error={errors[field.key]}
          disabled={disabled}
          asSample={asSample}
        />
      ))}
    </Stack>
  );
}
