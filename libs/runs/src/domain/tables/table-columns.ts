import type { FieldFault, JsonObject, JsonValue } from '@groundswell/kernel';
import { checkInputs } from '@groundswell/workflows';

/** For each column of a table the field that it fills, or null for one that is left out. */
export type ColumnMapping = readonly (string | null)[];

/** What is wrong with one cell, or with a row that lacks one (then `column` is null). */
export interface CellFault {
  readonly column: number | null;
  readonly message: string;
}

export type ReadRow =
  | { readonly values: JsonObject; readonly faults?: undefined }
  | { readonly values?: undefined; readonly faults: readonly CellFault[] };

/**
 * Guesses which column fills which field: the one whose heading is its name or its label, whatever the case, the spaces and
 * the accents. No field is filled twice.
 */
export function guessColumns(headings: readonly string[], schema: JsonObject): ColumnMapping {
  const fields = Object.entries(fieldsOf(schema)).map(([name, field]) => ({
    name,
    marks: [markOf(name), ...(isObject(field) && typeof field.title === 'string' ? [markOf(field.title)] : [])],
  }));
  const taken = new Set<string>();
  return headings.map((heading) => {
    const field = fields.find(({ name, marks }) => !taken.has(name) && marks.includes(markOf(heading)));
    if (field !== undefined) taken.add(field.name);
    return field?.name ?? null;
  });
}

/** What is wrong with a mapping itself: a field that is not there, filled twice, or needed and not filled. */
export function mappingFaults(mapping: ColumnMapping, schema: JsonObject): FieldFault[] {
  const fields = fieldsOf(schema);
  const needed = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const missing = needed.filter((name) => !mapping.includes(name) && !hasDefault(fields[name]));
  return [
    ...columnFaults(mapping, schema),
    ...missing.map((name) => ({ path: 'columns', message: `No column fills "${labelOf(schema, name)}". Choose one.` })),
  ];
}

/** What no choice of columns may do: fill a field that is not there, or one twice. */
export function columnFaults(mapping: ColumnMapping, schema: JsonObject): FieldFault[] {
  const filled = mapping.filter((name) => name !== null);
  return filled.flatMap((name, index) => {
    if (!Object.hasOwn(fieldsOf(schema), name)) return [{ path: 'columns', message: `There is no input "${name}".` }];
    return filled.indexOf(name) === index
      ? []
      : [{ path: 'columns', message: `Two columns fill "${labelOf(schema, name)}". Leave one of them out.` }];
  });
}

/** Reads one row by a mapping and checks it as the inputs of a run are checked; each fault stands at its cell. */
export function readRow(cells: readonly string[], mapping: ColumnMapping, schema: JsonObject): ReadRow {
  const fields = fieldsOf(schema);
  const given: Record<string, JsonValue> = {};
  mapping.forEach((name, column) => {
    const text = cells[column] ?? '';
    if (name !== null && text !== '') given[name] = valueOf(text, fields[name]);
  });
  const checked = checkInputs(schema, given, 'row');
  if (checked.ok) return { values: checked.values };
  return {
    faults: checked.faults.map(({ path, message }) => {
      const column = mapping.indexOf(path.split('.')[1] ?? null);
      return { column: column < 0 ? null : column, message };
    }),
  };
}

/** A cell in the type of its field. What does not fit stays a text, and the check says so at its place. */
export function valueOf(text: string, field: JsonValue | undefined): JsonValue {
  if (!isObject(field)) return text;
  switch (field.type) {
    case 'number':
    case 'integer':
      return numberOf(text) ?? text;
    case 'boolean':
      return YES_NO.get(text.toLowerCase()) ?? text;
    case 'array':
      return text.split(/[;\n]/).flatMap((part) => (part.trim() === '' ? [] : [valueOf(part.trim(), field.items)]));
    default:
      return field.format === 'date' ? (dateOf(text) ?? text) : text;
  }
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', '1', 'x', 'ja', 'wahr', 'oui', 'y'].map((word) => [word, true] as const),
  ...['no', 'false', '0', 'nein', 'falsch', 'non', 'n'].map((word) => [word, false] as const),
]);
const PLAIN_NUMBER = /^[-+]?\d+(\.\d+)?$/;
/** One comma that cannot be one between thousands. */
const DECIMAL_COMMA = /^[-+]?\d+,(\d{1,2}|\d{4,})$/;
const POINTED_DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

function numberOf(text: string): number | null {
  const plain = DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text;
  return PLAIN_NUMBER.test(plain) ? Number(plain) : null;
}

/** Only what cannot be misread: 3/4/2026 is a day in March for some and in April for others, so it stays as it is. */
function dateOf(text: string): string | null {
  const [, day = '', month = '', year = ''] = POINTED_DATE.exec(text) ?? [];
  return day === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function markOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function fieldsOf(schema: JsonObject): JsonObject {
  return isObject(schema.properties) ? schema.properties : {};
}

function labelOf(schema: JsonObject, name: string): string {
  const field = fieldsOf(schema)[name];
  return isObject(field) && typeof field.title === 'string' && field.title !== '' ? field.title : name;
}

function hasDefault(field: JsonValue | undefined): boolean {
  return isObject(field) && field.default !== undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
