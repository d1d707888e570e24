import { canonicalJson, type FieldFault, type JsonObject, type JsonValue } from '@groundswell/kernel';

const MOST_FAULTS = 20;
const DEEPEST = 32;
/** A schema may choose between choices between choices: past this many looks the tool itself is left to judge. */
const MOST_LOOKS = 20_000;

interface Checking {
  readonly root: JsonObject;
  readonly faults: FieldFault[];
  /** Shared by all trials of one check. */
  readonly looks: { left: number };
}

/**
 * What is wrong with arguments that a person typed, by the tool's input schema: kinds, what must be there and what may not,
 * bounds and choices. Patterns and formats are left to the tool: running a stranger's patterns over a text gives him our
 * processor. A schema that says nothing we know allows anything.
 */
export function argumentFaults(schema: JsonObject, args: JsonValue): readonly FieldFault[] {
  const checking: Checking = { root: schema, faults: [], looks: { left: MOST_LOOKS } };
  check(checking, schema, args, '', 0);
  return checking.faults.slice(0, MOST_FAULTS);
}

function check(checking: Checking, given: JsonValue | undefined, value: JsonValue, path: string, depth: number): void {
  if (checking.faults.length >= MOST_FAULTS || depth > DEEPEST || checking.looks.left-- <= 0) return;
  if (given === false) return add(checking, path, 'This may not be here.');
  if (!isObject(given)) return;
  const reference = given['$ref'];
  if (typeof reference === 'string') check(checking, resolved(checking.root, reference), value, path, depth + 1);
  const types = listOf(given['type']).filter((type) => typeof type === 'string');
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    return add(checking, path, `This must be ${types.map((type) => KINDS[type] ?? type).join(' or ')}.`);
  }
  const choices = listOf(given['enum']);
  if (choices.length > 0 && !choices.some((choice) => same(choice, value))) {
    add(checking, path, `This must be one of: ${choices.slice(0, 12).map(shown).join(', ')}.`);
  }
  if (given['const'] !== undefined && !same(given['const'], value)) {
    add(checking, path, `This must be ${shown(given['const'])}.`);
  }
  for (const part of listOf(given['allOf'])) check(checking, part, value, path, depth + 1);
  for (const name of ['anyOf', 'oneOf']) checkChoice(checking, listOf(given[name]), value, path, depth);
  if (typeof value === 'string')
    checkBounds(checking, given, value.length, path, ['minLength', 'maxLength'], 'characters');
  if (typeof value === 'number') checkBounds(checking, given, value, path, ['minimum', 'maximum'], '');
  if (Array.isArray(value)) checkList(checking, given, value as readonly JsonValue[], path, depth);
  if (isObject(value)) checkMembers(checking, given, value, path, depth);
}

function checkMembers(checking: Checking, schema: JsonObject, value: JsonObject, path: string, depth: number): void {
  const known = isObject(schema['properties']) ? schema['properties'] : {};
  for (const name of listOf(schema['required'])) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) add(checking, below(path, name), 'This is missing.');
  }
  for (const [name, member] of Object.entries(value)) {
    if (Object.hasOwn(known, name)) check(checking, known[name], member, below(path, name), depth + 1);
    else if (!isObject(schema['patternProperties'])) {
      if (schema['additionalProperties'] === false)
        add(checking, below(path, name), 'The tool knows no such argument.');
      else check(checking, schema['additionalProperties'], member, below(path, name), depth + 1);
    }
  }
}

function checkList(
  checking: Checking,
  schema: JsonObject,
  value: readonly JsonValue[],
  path: string,
  depth: number,
): void {
  checkBounds(checking, schema, value.length, path, ['minItems', 'maxItems'], 'entries');
  const first = listOf(schema['prefixItems']);
  for (const [index, item] of value.entries()) {
    check(checking, first[index] ?? schema['items'], item, below(path, String(index)), depth + 1);
  }
}

function checkChoice(
  checking: Checking,
  choices: readonly JsonValue[],
  value: JsonValue,
  path: string,
  depth: number,
): void {
  if (choices.length === 0) return;
  const fits = choices.some((choice) => {
    const trial: Checking = { ...checking, faults: [] };
    check(trial, choice, value, path, depth + 1);
    return trial.faults.length === 0;
  });
  if (!fits) add(checking, path, 'This has none of the forms that the tool knows.');
}

function checkBounds(
  checking: Checking,
  schema: JsonObject,
  size: number,
  path: string,
  [least, most]: readonly [string, string],
  unit: string,
): void {
  const [from, to] = [schema[least], schema[most]];
  if (typeof from === 'number' && size < from) add(checking, path, `At least ${from} ${unit}`.trim().concat('.'));
  if (typeof to === 'number' && size > to) add(checking, path, `At most ${to} ${unit}`.trim().concat('.'));
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  null: 'empty',
};

function isOf(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type || KINDS[type] === undefined;
  }
}

/** Only what stands in the schema itself is looked up. */
function resolved(root: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#/')) return undefined;
  const names = reference.slice(2).split('/');
  return names.reduce<JsonValue | undefined>((place, name) => {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    return isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }, root);
}

function add({ faults }: Checking, path: string, message: string): void {
  faults.push({ path: path === '' ? 'arguments' : `arguments.${path}`, message });
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function same(one: JsonValue, other: JsonValue): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
