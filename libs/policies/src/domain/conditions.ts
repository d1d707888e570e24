import { mongoQueryMatcher } from '@casl/ability';
import type { ConditionsMatcher } from '@casl/ability';

/** A value that a condition may compare with. */
export type Scalar = string | number | boolean | null;

/** Tests of one field; all of them must hold. */
export interface FieldTests {
  readonly $eq?: Scalar;
  readonly $ne?: Scalar;
  readonly $in?: readonly Scalar[];
  readonly $nin?: readonly Scalar[];
  readonly $gt?: number;
  readonly $gte?: number;
  readonly $lt?: number;
  readonly $lte?: number;
  readonly $exists?: boolean;
}

/**
 * The part of CASL's condition language that is used here: fields by dotted name, all of which must hold. A bare value
 * means `$eq`. There is no `$or`: write several rules.
 */
export type Conditions = Readonly<Record<string, Scalar | FieldTests>>;

/** The tree of conditions that CASL's `rulesToAST` answers: tests of fields under and, or and not. */
export interface ConditionTree {
  readonly operator: string;
  readonly value: unknown;
  readonly field?: unknown;
}

export const OPERATORS = ['$eq', '$ne', '$in', '$nin', '$gt', '$gte', '$lt', '$lte', '$exists'] as const;
export type Operator = (typeof OPERATORS)[number];

type Test = (subject: Readonly<Record<string, unknown>>) => boolean;

const equals = (actual: unknown, wanted: unknown): boolean =>
  actual === wanted || (typeof actual === 'object' && Array.isArray(actual) && actual.includes(wanted));

const isListed = (actual: unknown, wanted: readonly unknown[]): boolean =>
  wanted.includes(actual) ||
  (typeof actual === 'object' && Array.isArray(actual) && actual.some((item) => wanted.includes(item)));

function ordered(wanted: unknown, holds: (actual: number, limit: number) => boolean): (actual: unknown) => boolean {
  if (typeof wanted !== 'number') throw new TypeError('Only numbers are ordered.');
  return (actual) => typeof actual === 'number' && holds(actual, wanted);
}

function list(wanted: unknown): readonly unknown[] {
  if (!Array.isArray(wanted)) throw new TypeError('A list is needed.');
  return wanted;
}

function predicate(operator: string, wanted: unknown): (actual: unknown) => boolean {
  switch (operator) {
    case '$eq':
      return (actual) => equals(actual, wanted);
    case '$ne':
      return (actual) => !equals(actual, wanted);
    case '$in': {
      const values = list(wanted);
      return (actual) => isListed(actual, values);
    }
    case '$nin': {
      const values = list(wanted);
      return (actual) => !isListed(actual, values);
    }
    case '$gt':
      return ordered(wanted, (actual, limit) => actual > limit);
    case '$gte':
      return ordered(wanted, (actual, limit) => actual >= limit);
    case '$lt':
      return ordered(wanted, (actual, limit) => actual < limit);
    case '$lte':
      return ordered(wanted, (actual, limit) => actual <= limit);
    case '$exists':
      return wanted === true ? (actual) => actual !== null : (actual) => actual === null;
    default:
      throw new TypeError(`The operator ${operator} is not part of the condition language.`);
  }
}

/** Reads a dotted field. What is missing reads as null, so that an object and a database row are judged alike. */
function reader(field: string): (subject: Readonly<Record<string, unknown>>) => unknown {
  const dot = field.indexOf('.');
  if (dot < 0) return (subject) => subject[field] ?? null;
  const outer = field.slice(0, dot);
  const inner = reader(field.slice(dot + 1));
  return (subject) => {
    const part = subject[outer];
    return typeof part === 'object' && part !== null ? inner(part as Readonly<Record<string, unknown>>) : null;
  };
}

/** The tests of a field in their long form. */
export function testsOf(test: Scalar | FieldTests): FieldTests {
  return typeof test === 'object' && test !== null ? test : { $eq: test };
}

// Equality is the cheapest test and rules the most out; which test fails first changes nothing else.
const cheapestFirst = (operator: string) => (operator === '$eq' ? 0 : 1);

function compile(conditions: Conditions): Test {
  const parts = Object.entries(conditions)
    .flatMap(([field, test]) =>
      Object.entries<unknown>({ ...testsOf(test) }).map(([operator, wanted]) => ({ field, operator, wanted })),
    )
    .sort((one, other) => cheapestFirst(one.operator) - cheapestFirst(other.operator));
  const tests = parts.map(({ field, operator, wanted }): Test => {
    const holds = predicate(operator, wanted);
    if (!field.includes('.')) return (subject) => holds(subject[field] ?? null);
    const read = reader(field);
    return (subject) => holds(read(subject));
  });
  return tests.reduceRight<Test>(
    (rest, test, i) => (i === tests.length - 1 ? test : (it) => test(it) && rest(it)),
    () => true,
  );
}

/**
 * How conditions judge one object, for CASL abilities. Stricter than CASL's own matcher where JavaScript would surprise:
 * missing and null are the same, only numbers are ordered, and an unknown operator is an error instead of a field name.
 * Conditions are compiled once; the tree that `rulesToAST` reads comes from CASL's own parser.
 */
export const conditionsMatcher: ConditionsMatcher<Conditions> = (conditions) =>
  Object.assign(compile(conditions), {
    ast: mongoQueryMatcher(conditions).ast,
    matchesAll: Object.keys(conditions).length === 0,
  });

/** Compiles conditions into a plain test, for what is no CASL rule (obligations). */
export function matcherOf(conditions: Conditions): (subject: object) => boolean {
  const matches = compile(conditions);
  return (subject) => matches(subject as Readonly<Record<string, unknown>>);
}
