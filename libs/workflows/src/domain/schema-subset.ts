import type { FieldFault, JsonObject, JsonValue } from '@groundswell/kernel';
import { isJsonList, isJsonObject, jsonSize } from './json-shape.js';

/**
 * The part of JSON Schema that a workflow may use. It is small on purpose: every schema in it can be shown as a plain
 * form, carries no reference to anything elsewhere, no regular expression, and no code.
 */
export const SCHEMA_LIMITS = {
  characters: 64_000,
  nesting: 12,
  properties: 40,
  options: 200,
  nameCharacters: 60,
} as const;

/** Formats of texts; `multiline` only tells the form to offer several lines, `document` is a text or a file. */
export const TEXT_FORMATS = ['date', 'email', 'multiline', 'document'] as const;

/** How deep a schema may go: inputs are a flat form, an output may be a small structured document. */
export interface SchemaAllowance {
  readonly objectsInside: number;
  /** Whether a list may be a table, whose rows are flat groups of fields. */
  readonly tables: boolean;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
type SchemaType = (typeof TYPES)[number];

const COMMON = ['type', 'title', 'description', 'default'];
const KEYWORDS: Record<SchemaType, readonly string[]> = {
  string: [...COMMON, 'enum', 'format', 'minLength', 'maxLength'],
  number: [...COMMON, 'enum', 'minimum', 'maximum'],
  integer: [...COMMON, 'enum', 'minimum', 'maximum'],
  boolean: COMMON,
  array: [...COMMON, 'items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['type', 'title', 'description', 'properties', 'required', 'additionalProperties'],
};
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Every reason why a value is not a schema of the subset; each path begins with `path`. */
export function schemaFaults(value: JsonValue | undefined, path: string, allowance: SchemaAllowance): FieldFault[] {
  if (!isJsonObject(value)) return [{ path, message: 'This must be a JSON Schema of type "object".' }];
  if (jsonSize(value, SCHEMA_LIMITS.nesting) > SCHEMA_LIMITS.characters) {
    return [{ path, message: `This schema is too large: at most ${SCHEMA_LIMITS.characters} characters are allowed.` }];
  }
  if (value.type !== 'object')
    return [{ path: `${path}.type`, message: 'The type of the whole schema must be "object".' }];
  return objectFaults(value, path, allowance);
}

function objectFaults(schema: JsonObject, path: string, allowance: SchemaAllowance): FieldFault[] {
  const faults = [...keywordFaults(schema, 'object', path), ...wordingFaults(schema, path)];
  const properties = schema.properties;
  if (!isJsonObject(properties)) {
    return [
      ...faults,
      { path: `${path}.properties`, message: 'List the fields under "properties" (it may be empty).' },
    ];
  }
  const names = Object.keys(properties);
  if (names.length > SCHEMA_LIMITS.properties) {
    faults.push({ path: `${path}.properties`, message: `At most ${SCHEMA_LIMITS.properties} fields are allowed.` });
  }
  for (const name of names) {
    const inner = `${path}.properties.${name}`;
    if (!NAME.test(name) || name.length > SCHEMA_LIMITS.nameCharacters) {
      const message = `"${name}" is no field name: use letters, digits and _, beginning with a letter, at most ${SCHEMA_LIMITS.nameCharacters}.`;
      faults.push({ path: inner, message });
    }
    faults.push(...fieldFaults(properties[name], inner, allowance, true));
  }
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) {
    faults.push({
      path: `${path}.additionalProperties`,
      message: 'Unlisted fields are never accepted: write false or leave it out.',
    });
  }
  faults.push(...requiredFaults(schema.required, names, path));
  return faults;
}

function requiredFaults(required: JsonValue | undefined, names: readonly string[], path: string): FieldFault[] {
  if (required === undefined) return [];
  if (!isJsonList(required)) return [{ path: `${path}.required`, message: 'This must be a list of field names.' }];
  const known = new Set<JsonValue>(names);
  const faults = required.flatMap((name, index) =>
    known.has(name)
      ? []
      : [{ path: `${path}.required.${index}`, message: `There is no field ${JSON.stringify(name)}.` }],
  );
  if (new Set(required).size !== required.length) {
    faults.push({ path: `${path}.required`, message: 'A field is named twice here.' });
  }
  return faults;
}

function fieldFaults(
  schema: JsonValue | undefined,
  path: string,
  allowance: SchemaAllowance,
  lists: boolean,
): FieldFault[] {
  const { objectsInside } = allowance;
  if (!isJsonObject(schema)) return [{ path, message: 'Describe this field by an object with a "type".' }];
  const type = TYPES.find((candidate) => candidate === schema.type);
  const allowed = TYPES.filter((name) => (name !== 'array' || lists) && (name !== 'object' || objectsInside > 0));
  if (type === undefined || !allowed.includes(type)) {
    return [{ path: `${path}.type`, message: `The type of this field must be one of: ${allowed.join(', ')}.` }];
  }
  if (type === 'object') return objectFaults(schema, path, { objectsInside: objectsInside - 1, tables: false });
  const faults = [...keywordFaults(schema, type, path), ...wordingFaults(schema, path)];
  if (type === 'array') {
    faults.push(...fieldFaults(schema.items, `${path}.items`, itemAllowance(allowance), false));
    faults.push(...rangeFaults(schema, 'minItems', 'maxItems', path, true));
    if (schema.uniqueItems !== undefined && typeof schema.uniqueItems !== 'boolean') {
      faults.push({ path: `${path}.uniqueItems`, message: 'This must be true or false.' });
    }
  }
  if (type === 'string') {
    faults.push(...rangeFaults(schema, 'minLength', 'maxLength', path, true));
    if (schema.format !== undefined && !TEXT_FORMATS.some((format) => format === schema.format)) {
      faults.push({ path: `${path}.format`, message: `The format must be one of: ${TEXT_FORMATS.join(', ')}.` });
    }
  }
  if (type === 'number' || type === 'integer') faults.push(...rangeFaults(schema, 'minimum', 'maximum', path, false));
  if (schema.enum !== undefined) faults.push(...optionFaults(schema.enum, type, path));
  return faults;
}

/** The rows of a table are flat groups, also where no other group may stand. */
function itemAllowance({ objectsInside, tables }: SchemaAllowance): SchemaAllowance {
  return { objectsInside: tables ? 1 : objectsInside, tables: false };
}

function keywordFaults(schema: JsonObject, type: SchemaType, path: string): FieldFault[] {
  const known = KEYWORDS[type];
  return Object.keys(schema)
    .filter((keyword) => !known.includes(keyword))
    .map((keyword) => ({
      path: `${path}.${keyword}`,
      message: `"${keyword}" cannot be used here. A field of type ${type} may have: ${known.join(', ')}.`,
    }));
}

function wordingFaults(schema: JsonObject, path: string): FieldFault[] {
  const limits = { title: 120, description: 1_000 };
  return (['title', 'description'] as const).flatMap((key) => {
    const text = schema[key];
    if (text === undefined || (typeof text === 'string' && text.length <= limits[key])) return [];
    return [{ path: `${path}.${key}`, message: `The ${key} must be a text of at most ${limits[key]} characters.` }];
  });
}

function rangeFaults(schema: JsonObject, low: string, high: string, path: string, counts: boolean): FieldFault[] {
  const faults = [low, high].flatMap((key) => {
    const bound = schema[key];
    if (bound === undefined) return [];
    if (typeof bound === 'number' && (!counts || (Number.isInteger(bound) && bound >= 0))) return [];
    return [
      {
        path: `${path}.${key}`,
        message: counts ? 'This must be a whole number, 0 or more.' : 'This must be a number.',
      },
    ];
  });
  const [from, to] = [schema[low], schema[high]];
  if (faults.length === 0 && typeof from === 'number' && typeof to === 'number' && from > to) {
    faults.push({ path: `${path}.${high}`, message: `This must not be smaller than "${low}".` });
  }
  return faults;
}

function optionFaults(options: JsonValue, type: SchemaType, path: string): FieldFault[] {
  const place = `${path}.enum`;
  if (!isJsonList(options) || options.length === 0 || options.length > SCHEMA_LIMITS.options) {
    return [{ path: place, message: `List between 1 and ${SCHEMA_LIMITS.options} options.` }];
  }
  const wanted = type === 'string' ? 'string' : 'number';
  if (options.some((option) => typeof option !== wanted)) {
    return [{ path: place, message: `Every option must be a ${wanted === 'string' ? 'text' : 'number'}.` }];
  }
  return new Set(options).size === options.length ? [] : [{ path: place, message: 'An option is listed twice.' }];
}
