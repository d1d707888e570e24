import type { ConditionField } from './condition-fields.js';

/** The comparisons that can be chosen. */
export type Comparison = 'is' | 'isNot' | 'atLeast' | 'atMost';

/** One condition as it is chosen: a field, a comparison, and one or several values. */
export interface ConditionRow {
  readonly field: string;
  readonly comparison: Comparison;
  readonly values: readonly (string | number | boolean)[];
}

/** Conditions as rows, and whatever cannot be chosen kept as it was written. */
export interface ReadConditions {
  readonly rows: readonly ConditionRow[];
  readonly rest: Readonly<Record<string, unknown>>;
}

type Scalar = ConditionRow['values'][number];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const OPERATORS: Readonly<Record<string, { readonly comparison: Comparison; readonly list: boolean }>> = {
  $eq: { comparison: 'is', list: false },
  $in: { comparison: 'is', list: true },
  $ne: { comparison: 'isNot', list: false },
  $nin: { comparison: 'isNot', list: true },
  $gte: { comparison: 'atLeast', list: false },
  $lte: { comparison: 'atMost', list: false },
};

function rowOf(field: string, test: unknown): ConditionRow | null {
  if (isScalar(test)) return { field, comparison: 'is', values: [test] };
  if (!isRecord(test)) return null;
  const [[name, wanted] = ['', null], ...more] = Object.entries(test);
  const operator = OPERATORS[name];
  if (operator === undefined || more.length > 0) return null;
  const values: unknown[] = operator.list && Array.isArray(wanted) ? wanted : [wanted];
  return values.every(isScalar) ? { field, comparison: operator.comparison, values: values.filter(isScalar) } : null;
}

/** Reads stored conditions. A field that is unknown or compared in another way is kept in `rest`. */
export function readConditions(conditions: unknown, fields: readonly ConditionField[]): ReadConditions {
  const rows: ConditionRow[] = [];
  const rest: Record<string, unknown> = {};
  for (const [field, test] of Object.entries(isRecord(conditions) ? conditions : {})) {
    const row = fields.some((one) => one.name === field) ? rowOf(field, test) : null;
    if (row === null) rest[field] = test;
    else rows.push(row);
  }
  return { rows, rest };
}

function testOf({ comparison, values }: ConditionRow): unknown {
  const [first] = values;
  switch (comparison) {
    case 'is':
      return values.length === 1 ? first : { $in: values };
    case 'isNot':
      return values.length === 1 ? { $ne: first } : { $nin: values };
    case 'atLeast':
      return { $gte: first };
    case 'atMost':
      return { $lte: first };
  }
}

/** Conditions as they are stored. A row that has no value yet stays, as an empty list: the server then says what is missing. */
export function writeConditions({ rows, rest }: ReadConditions): Record<string, unknown> {
  return { ...rest, ...Object.fromEntries(rows.map((row) => [row.field, testOf(row)])) };
}
