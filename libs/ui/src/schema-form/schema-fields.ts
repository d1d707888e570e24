/** The kinds of input that can be chosen without knowing JSON Schema. `other` keeps a schema that was written by hand. */
export type FieldKind =
  'text' | 'long' | 'number' | 'integer' | 'boolean' | 'choice' | 'date' | 'email' | 'list' | 'other';

/** One typed input of a workflow, as people think of it. */
export interface SchemaField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly options: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** The schema as it was written, for what the kinds above cannot say. */
  readonly raw?: unknown;
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

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const KNOWN = new Set([
  'type',
  'title',
  'description',
  'enum',
  'format',
  'contentMediaType',
  'items',
  'minimum',
  'maximum',
  'minLength',
]);

function stringKind(property: JsonRecord): FieldKind {
  if (Array.isArray(property['enum']))
    return strings(property['enum']).length === property['enum'].length ? 'choice' : 'other';
  if (property['contentMediaType'] === 'text/plain') return 'long';
  if (property['format'] === 'date' || property['format'] === 'email') return property['format'];
  return property['format'] === undefined ? 'text' : 'other';
}

function kindOf(property: JsonRecord): FieldKind {
  if (Object.keys(property).some((key) => !KNOWN.has(key))) return 'other';
  switch (property['type']) {
    case 'string':
      return stringKind(property);
    case 'number':
    case 'integer':
    case 'boolean':
      return property['type'];
    case 'array':
      return record(property['items'])['type'] === 'string' && Object.keys(record(property['items'])).length === 1
        ? 'list'
        : 'other';
    default:
      return 'other';
  }
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

/**
 * The inputs that a schema describes. Inputs come in the order in which the instructions first mention them, since JSON objects
 * do not promise to keep theirs; the others follow as they are.
 */
export function fieldsOf(schema: unknown, instructions = ''): SchemaField[] {
  const properties = record(record(schema)['properties']);
  const required = new Set(strings(record(schema)['required']));
  const fields = Object.keys(properties).map((key): SchemaField => {
    const property = record(properties[key]);
    const kind = kindOf(property);
    return {
      key,
      label: text(property['title']) || labelOf(key),
      help: text(property['description']),
      kind,
      required: required.has(key),
      options: kind === 'choice' ? strings(property['enum']) : [],
      ...(number(property['minimum']) === undefined ? {} : { minimum: number(property['minimum']) }),
      ...(number(property['maximum']) === undefined ? {} : { maximum: number(property['maximum']) }),
      ...(kind === 'other' ? { raw: properties[key] } : {}),
    };
  });
  const mention = new Map(mentionedInputs(instructions).map((key, index) => [key, index]));
  const place = (field: SchemaField): number => mention.get(field.key) ?? Number.MAX_SAFE_INTEGER;
  return fields.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

function propertyOf(field: SchemaField): unknown {
  if (field.kind === 'other' && field.raw !== undefined) return field.raw;
  const about = { title: field.label, ...(field.help === '' ? {} : { description: field.help }) };
  const bounds = {
    ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
  };
  const filled = field.required ? { minLength: 1 } : {};
  switch (field.kind) {
    case 'number':
    case 'integer':
      return { type: field.kind, ...about, ...bounds };
    case 'boolean':
      return { type: 'boolean', ...about };
    case 'choice':
      return { type: 'string', ...about, enum: field.options };
    case 'list':
      return { type: 'array', ...about, items: { type: 'string' } };
    case 'date':
    case 'email':
      return { type: 'string', ...about, format: field.kind };
    case 'long':
      return { type: 'string', ...about, ...filled, contentMediaType: 'text/plain' };
    case 'text':
    case 'other':
      return { type: 'string', ...about, ...filled };
  }
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

/** The inputs that instructions mention as {{inputs.key}}, each once, in order of first mention. */
export function mentionedInputs(instructions: string): string[] {
  return [
    ...new Set([...instructions.matchAll(/\{\{\s*inputs\.([A-Za-z0-9_-]+)\s*\}\}/g)].map((match) => match[1] ?? '')),
  ];
}
