import type { InputFaults } from '@groundswell/kernel';
import { OPERATORS, testsOf, type Conditions, type FieldTests, type Operator, type Scalar } from './conditions.js';
import { FIELDS, findField, type Field, type PolicySubjectType } from './subjects.js';

/** Bounds of what a person may write. */
export const CONDITION_LIMITS = { fields: 20, listItems: 200, textCharacters: 200 } as const;

/** Whether a value is a JSON object rather than a list, null or something bare. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a database can store the text: no NUL and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function valueFault(field: Field, value: unknown): string | null {
  if (value === null) return null;
  switch (field.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? null : `${field.label} is either true or false.`;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : `The ${field.label} are a number.`;
    default: {
      if (typeof value !== 'string') return `The ${field.label} is a text.`;
      if (field.values && !Object.hasOwn(field.values, value)) {
        return `“${value.slice(0, 40)}” is no ${field.label}. Use one of ${Object.keys(field.values).join(', ')}.`;
      }
      if (value === '' || value.length > CONDITION_LIMITS.textCharacters || !isStorableText(value)) {
        return `Write the ${field.label} in 1 to ${CONDITION_LIMITS.textCharacters} plain characters.`;
      }
      return null;
    }
  }
}

function listFault(field: Field, value: unknown): string | null {
  if (!Array.isArray(value)) return 'Give a list of values.';
  if (value.length === 0) return 'Give at least one value.';
  if (value.length > CONDITION_LIMITS.listItems) return `A list takes at most ${CONDITION_LIMITS.listItems} values.`;
  for (const item of value) {
    const fault = valueFault(field, item);
    if (fault) return fault;
  }
  return null;
}

function operatorFault(field: Field, operator: Operator, value: unknown): string | null {
  switch (operator) {
    case '$eq':
    case '$ne':
      return valueFault(field, value);
    case '$in':
    case '$nin':
      return listFault(field, value);
    case '$exists':
      return typeof value === 'boolean' ? null : '$exists takes true or false.';
    default:
      if (field.kind !== 'number') return `${operator} compares numbers; ${field.label} is none.`;
      return typeof value === 'number' && Number.isFinite(value) ? null : `${operator} takes a number.`;
  }
}

function isOperator(name: string): name is Operator {
  return (OPERATORS as readonly string[]).includes(name);
}

function checkTests(field: Field, tests: Readonly<Record<string, unknown>>, path: string, faults: InputFaults): void {
  const names = Object.keys(tests);
  if (names.length === 0) faults.add(path, `Say how ${field.label} is compared, for example with $eq or $in.`);
  for (const name of names) {
    const fault = isOperator(name)
      ? operatorFault(field, name, tests[name])
      : `${name.slice(0, 40)} is not an operator. Use one of ${OPERATORS.join(', ')}.`;
    if (fault) faults.add(path, fault);
  }
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Reads conditions that a person wrote; every fault is added under the path of its field. */
export function readConditions(
  subject: PolicySubjectType,
  input: unknown,
  path: string,
  faults: InputFaults,
): Conditions {
  if (!isRecord(input)) {
    faults.add(path, 'Conditions are an object of fields; leave it empty for a rule without conditions.');
    return {};
  }
  const entries = Object.entries(input);
  if (entries.length > CONDITION_LIMITS.fields) {
    faults.add(path, `A rule takes at most ${CONDITION_LIMITS.fields} conditions. Split it into several.`);
    return {};
  }
  const read: Record<string, Scalar | FieldTests> = {};
  for (const [name, test] of entries) {
    const at = `${path}.${name.slice(0, 60)}`;
    const field = findField(subject, name);
    if (!field) {
      faults.add(
        at,
        `“${name.slice(0, 60)}” is no field of a ${subject}. Use one of ${Object.keys(FIELDS[subject]).join(', ')}.`,
      );
    } else if (isScalar(test)) {
      checkTests(field, { ...testsOf(test) }, at, faults);
      read[name] = test;
    } else if (isRecord(test)) {
      checkTests(field, test, at, faults);
      read[name] = test;
    } else {
      faults.add(at, `Give one value, or a comparison such as { "$in": […] }.`);
    }
  }
  return read;
}
