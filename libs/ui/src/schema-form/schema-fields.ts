/** The kinds of input that can be chosen without knowing JSON Schema. `other` keeps a schema that was written by hand. */
export type FieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'date'
  | 'email'
  | 'list'
  | 'document'
  | 'table'
  | 'other';

/** One typed input of a workflow, as people think of it. */
export interface SchemaField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly options: readonly string[];
  /** Bounds, defaults and whatever else the schema says about the input; kept as written. */
  readonly more: Readonly<Record<string, unknown>>;
}

export const FIELD_KIND_LABEL: Readonly<Record<FieldKind, string>> = {
  text: 'Short text',
  long: 'Long text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  choice: 'One of a list',
  date: 'Date',
  email: 'E-mail address',
  list: 'List of texts',
  document: 'Document: a file or pasted text',
  table: 'Table: pasted or from a file',
  other: 'Written as JSON',
};

type JsonRecord = Readonly<Record<string, unknown>>;

function record(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

const TEXT_KIND: Readonly<Record<string, FieldKind>> = {
  multiline: 'long',
  date: 'date',
  email: 'email',
  document: 'document',
};

function textKind(property: JsonRecord): FieldKind {
  const { enum: options, format } = property;
  if (Array.isArray(options)) return strings(options).length === options.length ? 'choice' : 'other';
  return format === undefined ? 'text' : (TEXT_KIND[text(format)] ?? 'other');
}

function isTable(items: JsonRecord): boolean {
  return items['type'] === 'object' && typeof items['properties'] === 'object';
}

function kindOf(property: JsonRecord): FieldKind {
  switch (property['type']) {
    case 'string':
      return textKind(property);
    case 'number':
    case 'integer':
      return property['enum'] === undefined ? property['type'] : 'other';
    case 'boolean':
      return 'boolean';
    case 'array':
      if (isTable(record(property['items']))) return 'table';
      return record(property['items'])['type'] === 'string' && property['enum'] === undefined ? 'list' : 'other';
    default:
      return 'other';
  }
}

/** What a kind already says, so that it need not be kept beside it. A list keeps its items: they may have a format. So does a table: they are its columns. */
const SAID_BY_KIND: Readonly<Record<Exclude<FieldKind, 'other'>, readonly string[]>> = {
  text: ['type'],
  long: ['type', 'format'],
  number: ['type'],
  integer: ['type'],
  boolean: ['type'],
  choice: ['type', 'enum'],
  date: ['type', 'format'],
  email: ['type', 'format'],
  list: ['type'],
  document: ['type', 'format'],
  table: ['type'],
};

function without(source: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !names.includes(name)));
}

/** "customer_number" → "Customer number": the label of an input that was given none. */
export function labelOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The key under which instructions name an input: lower case, underscores, never empty. */
export function keyOf(label: string): string {
  const key = label
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(key) ? key : `input${key === '' ? '' : `_${key}`}`;
}

/** The inputs that a schema describes, in the order in which the builder wrote them. */
export function fieldsOf(schema: unknown): SchemaField[] {
  const properties = record(record(schema)['properties']);
  const required = new Set(strings(record(schema)['required']));
  return Object.keys(properties).map((key): SchemaField => {
    const property = record(properties[key]);
    const kind = kindOf(property);
    return {
      key,
      label: text(property['title']) || labelOf(key),
      help: text(property['description']),
      kind,
      required: required.has(key),
      options: kind === 'choice' ? strings(property['enum']) : [],
      more: without(
        property,
        kind === 'other' ? ['title', 'description'] : ['title', 'description', ...SAID_BY_KIND[kind]],
      ),
    };
  });
}

function typeOf(field: SchemaField): JsonRecord {
  switch (field.kind) {
    case 'number':
    case 'integer':
    case 'boolean':
      return { type: field.kind };
    case 'choice':
      return { type: 'string', enum: field.options };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'date':
    case 'email':
    case 'document':
      return { type: 'string', format: field.kind };
    case 'table':
      return { type: 'array', items: schemaOf([]) };
    case 'long':
      return { type: 'string', format: 'multiline' };
    case 'text':
      return { type: 'string' };
    case 'other':
      return {};
  }
}

function propertyOf(field: SchemaField): unknown {
  return {
    title: field.label,
    ...(field.help === '' ? {} : { description: field.help }),
    ...typeOf(field),
    ...field.more,
  };
}

/** The schema of some inputs: an object that takes these and nothing else. */
export function schemaOf(fields: readonly SchemaField[]): Record<string, unknown> {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.key, propertyOf(field)])),
    required: fields.filter((field) => field.required).map((field) => field.key),
  };
}

/** The columns of a table. */
export function columnsOf(field: SchemaField): SchemaField[] {
  return fieldsOf(field.more['items']);
}

/** A table with other columns. */
export function withColumns(field: SchemaField, columns: readonly SchemaField[]): SchemaField {
  return { ...field, more: { ...field.more, items: schemaOf(columns) } };
}

/** The inputs that instructions mention as {{inputs.key}}, each once, in order of first mention. */
export function mentionedInputs(instructions: string): string[] {
  return [
    ...new Set([...instructions.matchAll(/\{\{\s*inputs\.([A-Za-z0-9_-]+)\s*\}\}/g)].map((match) => match[1] ?? '')),
  ];
}
