import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { canonicalJson } from '@groundswell/kernel';
import type { FieldFault, JsonObject, JsonValue } from '@groundswell/kernel';
import { isJsonList, isJsonObject, jsonSize } from './json-shape.js';
import { schemaFaults } from './schema-subset.js';

/** Inputs of one run may not exceed this many characters of JSON. */
export const INPUT_LIMITS = { characters: 300_000, nesting: 12, faults: 50 } as const;

/** The outcome of checking given values: what to run with, defaults filled in, or every fault beside its field. */
export type CheckedValues =
  { readonly ok: true; readonly values: JsonObject } | { readonly ok: false; readonly faults: readonly FieldFault[] };

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const KEPT_VALIDATORS = 200;

const ajv = new Ajv({
  strict: true,
  allErrors: true,
  useDefaults: false,
  coerceTypes: false,
  addUsedSchema: false,
  formats: { date: isCalendarDate, email: (text: string) => EMAIL.test(text), multiline: true, document: true },
});
/** Compiling costs milliseconds and checking microseconds, so the last used validators are kept, oldest out first. */
const validators = new Map<string, ValidateFunction>();

/** Every reason why this is not a usable schema for inputs: a flat form of texts, numbers, yes/no, dates, lists and tables. */
export function inputSchemaFaults(schema: JsonValue | undefined, path = 'inputSchema'): FieldFault[] {
  const faults = schemaFaults(schema, path, { objectsInside: 0, tables: true });
  return faults.length > 0 || !isJsonObject(schema) ? faults : defaultFaults(schema, path);
}

/** Every reason why this is not a usable schema for an output: like inputs, and objects inside, two levels deep. */
export function outputSchemaFaults(schema: JsonValue | undefined, path = 'outputSchema'): FieldFault[] {
  return schemaFaults(schema, path, { objectsInside: 2, tables: false });
}

/** The names of the inputs in the order in which the builder wrote them. */
export function inputNames(schema: JsonObject): readonly string[] {
  return Object.keys(propertiesOf(schema));
}

/** The names of the inputs that take a document: a text, or `file:` and the id of a file. */
export function documentInputs(schema: JsonObject): readonly string[] {
  return namesWhere(schema, (field) => field.type === 'string' && field.format === 'document');
}

/** The names of the inputs that take a table: a list of rows, each with the same fields. */
export function tableInputs(schema: JsonObject): readonly string[] {
  return namesWhere(schema, (field) => isJsonObject(field.items) && field.items.type === 'object');
}

/**
 * Checks the values given for a run. Null and, for an optional field, an empty text count as *not given*; defaults are
 * then filled in. The schema must have passed inputSchemaFaults.
 */
export function checkInputs(schema: JsonObject, given: JsonValue | undefined, path = 'inputs'): CheckedValues {
  if (!isJsonObject(given))
    return { ok: false, faults: [{ path, message: 'Give the inputs as an object, one value for each name.' }] };
  if (jsonSize(given, INPUT_LIMITS.nesting) > INPUT_LIMITS.characters) {
    const message = `These inputs are too large: at most ${INPUT_LIMITS.characters} characters in total are allowed.`;
    return { ok: false, faults: [{ path, message }] };
  }
  const values = withDefaults(schema, given);
  const required = new Set(isJsonList(schema.required) ? schema.required : []);
  const empty = inputNames(schema).filter((name) => required.has(name) && isBlank(values[name]));
  const faults = [
    ...empty.map((name) => ({ path: `${path}.${name}`, message: `"${labelOf(schema, name)}" is needed. Fill it in.` })),
    ...valueFaults(schema, values, path).filter((fault) => !empty.includes(fault.path.slice(path.length + 1))),
  ];
  return faults.length === 0 ? { ok: true, values } : { ok: false, faults: faults.slice(0, INPUT_LIMITS.faults) };
}

/** Checks a structured output against its schema; nothing is filled in. */
export function checkOutput(schema: JsonObject, output: JsonValue | undefined, path = 'output'): CheckedValues {
  if (!isJsonObject(output)) return { ok: false, faults: [{ path, message: 'The output must be a JSON object.' }] };
  const faults = valueFaults(schema, output, path);
  return faults.length === 0 ? { ok: true, values: output } : { ok: false, faults };
}

/** The data that instructions are filled from: every declared input by its name, null where none was given. */
export function templateInputs(schema: JsonObject, values: JsonObject): JsonObject {
  return Object.fromEntries(inputNames(schema).map((name) => [name, ownValue(values, name) ?? null]));
}

function namesWhere(schema: JsonObject, fits: (field: JsonObject) => boolean): readonly string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, field]) =>
    isJsonObject(field) && fits(field) ? [name] : [],
  );
}

function defaultFaults(schema: JsonObject, path: string): FieldFault[] {
  const properties = propertiesOf(schema);
  return Object.entries(properties).flatMap(([name, field]) => {
    if (!isJsonObject(field) || field.default === undefined) return [];
    const alone: JsonObject = { type: 'object', properties: { [name]: field } };
    const place = `${path}.properties.${name}.default`;
    return valueFaults(alone, { [name]: field.default }, path).map(({ message }) => ({ path: place, message }));
  });
}

function withDefaults(schema: JsonObject, given: JsonObject): JsonObject {
  const properties = propertiesOf(schema);
  const required = new Set(isJsonList(schema.required) ? schema.required : []);
  const kept = Object.entries(given).filter(([name, value]) => value !== null && (value !== '' || required.has(name)));
  const missing = Object.entries(properties).flatMap(([name, field]): [string, JsonValue][] => {
    if (kept.some(([given]) => given === name) || !isJsonObject(field) || field.default === undefined) return [];
    return [[name, field.default]];
  });
  return Object.fromEntries([...kept, ...missing]);
}

function valueFaults(schema: JsonObject, values: JsonObject, path: string): FieldFault[] {
  const validate = validatorFor(schema);
  if (validate(values)) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap((error) => {
    const fault = faultOf(error, schema, path);
    const key = `${fault.path} ${fault.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [fault];
  });
}

function validatorFor(schema: JsonObject): ValidateFunction {
  const key = canonicalJson(schema);
  const kept = validators.get(key);
  validators.delete(key);
  const validate = kept ?? ajv.compile(closed(schema));
  validators.set(key, validate);
  const oldest = validators.keys().next();
  if (validators.size > KEPT_VALIDATORS && oldest.done !== true) {
    // Ajv remembers by object identity; a forgotten validator must not stay behind in there.
    ajv.removeSchema(validators.get(oldest.value)?.schema);
    validators.delete(oldest.value);
  }
  return validate;
}

/** Unlisted fields are refused at every level, whether or not the author wrote so. */
function closed(schema: JsonObject): JsonObject {
  const properties = Object.entries(propertiesOf(schema)).map(([name, field]): [string, JsonValue] => [
    name,
    closedField(field),
  ]);
  return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
}

function closedField(field: JsonValue): JsonValue {
  if (!isJsonObject(field)) return field;
  if (field.type === 'object') return closed(field);
  return field.type === 'array' && field.items !== undefined ? { ...field, items: closedField(field.items) } : field;
}

function faultOf(error: ErrorObject, schema: JsonObject, path: string): FieldFault {
  const segments = error.instancePath.split('/').slice(1);
  const extra = memberNamed(error);
  const full = [path, ...segments, ...(extra === null ? [] : [extra])].join('.');
  return { path: full, message: sentenceFor(error, `"${labelAt(schema, segments, extra)}"`) };
}

/** The field that a fault is about: of a table its column, and the row that a person would count to. */
function labelAt(schema: JsonObject, segments: readonly string[], extra: string | null): string {
  const [name = extra ?? '', row, column = extra] = segments;
  const field = ownValue(propertiesOf(schema), name);
  if (row === undefined || column === null || !isJsonObject(field) || !isJsonObject(field.items)) {
    return labelOf(schema, name);
  }
  return `${labelOf(schema, name)}, row ${Number(row) + 1}: ${labelOf(field.items, column)}`;
}

function memberNamed(error: ErrorObject): string | null {
  const name: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  return typeof name === 'string' ? name : null;
}

function sentenceFor(error: ErrorObject, label: string): string {
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'required':
      return `${label} is needed. Fill it in.`;
    case 'additionalProperties':
      return `${label} is not one of the fields. Leave it out.`;
    case 'type':
      return `${label} must be ${TYPE_WORDS[String(params.type)] ?? 'of another type'}.`;
    case 'enum':
      return `${label} must be one of: ${listText(params.allowedValues)}.`;
    case 'format':
      return `${label} must be ${FORMAT_WORDS[String(params.format)] ?? 'in the right format'}.`;
    case 'minLength':
      return `${label} must have at least ${String(params.limit)} characters.`;
    case 'maxLength':
      return `${label} must have at most ${String(params.limit)} characters.`;
    case 'minimum':
      return `${label} must be ${String(params.limit)} or more.`;
    case 'maximum':
      return `${label} must be ${String(params.limit)} or less.`;
    case 'minItems':
      return `${label} must have at least ${String(params.limit)} entries.`;
    case 'maxItems':
      return `${label} must have at most ${String(params.limit)} entries.`;
    case 'uniqueItems':
      return `${label} must not have the same entry twice.`;
    default:
      return `${label} does not fit: ${error.message ?? error.keyword}.`;
  }
}

function listText(values: unknown): string {
  return isJsonList(values)
    ? values.map((value) => (typeof value === 'string' ? value : canonicalJson(value))).join(', ')
    : 'the options';
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a group of fields',
};
const FORMAT_WORDS: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-11-21',
  email: 'an e-mail address',
};

function isCalendarDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function labelOf(schema: JsonObject, name: string): string {
  const field = ownValue(propertiesOf(schema), name);
  return isJsonObject(field) && typeof field.title === 'string' && field.title !== '' ? field.title : name;
}

function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema.properties) ? schema.properties : {};
}

function ownValue(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
