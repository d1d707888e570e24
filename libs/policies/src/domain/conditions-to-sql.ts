import type { ConditionTree } from './conditions.js';

function branches(tree: ConditionTree): readonly ConditionTree[] {
  return Array.isArray(tree.value) ? (tree.value as ConditionTree[]) : [];
}

/** The SQL types that conditions can be compared with. */
export type ColumnType = 'text' | 'uuid' | 'integer' | 'bigint' | 'numeric' | 'double precision' | 'boolean';

/** Where a field of the conditions lives. `sql` is written by a programmer, never by a user. */
export interface Column {
  readonly sql: string;
  readonly type: ColumnType;
}

/** A piece of SQL with its parameters in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NUMERIC_TYPES: readonly ColumnType[] = ['integer', 'bigint', 'numeric', 'double precision'];

/** Whether a column of that type could hold the value at all; otherwise nothing equals it, as in JavaScript. */
function isPossible(value: unknown, type: ColumnType): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (NUMERIC_TYPES.includes(type)) return typeof value === 'number' && Number.isFinite(value);
  if (typeof value !== 'string') return false;
  return type === 'uuid' ? UUID.test(value) : !value.includes('\u0000') && value.isWellFormed();
}

/** Whole columns meet fractions too, so they are compared as numeric, which is exact. */
function parameterType(type: ColumnType): string {
  return type === 'integer' || type === 'bigint' ? 'numeric' : type;
}

class Writer {
  readonly params: unknown[] = [];

  constructor(
    private readonly columns: Readonly<Record<string, Column>>,
    private readonly firstParameter: number,
  ) {}

  /**
   * @param exact under a NOT a piece must be false where it would be NULL, since JavaScript knows no third value. Elsewhere
   * NULL finds a row as little as false does, and the bare comparison can use an index.
   */
  write(tree: ConditionTree, exact: boolean): string {
    if (typeof tree.field === 'string') {
      return this.writeField(tree.field, tree.operator, tree.value, exact);
    }
    const within = exact || tree.operator === 'not';
    const parts = branches(tree).map((part) => this.write(part, within));
    switch (tree.operator) {
      case 'and':
        return parts.length === 0 ? 'TRUE' : `(${parts.join(' AND ')})`;
      case 'or':
        return parts.length === 0 ? 'FALSE' : `(${parts.join(' OR ')})`;
      case 'not':
        return `NOT ${parts[0] ?? 'TRUE'}`;
      default:
        throw new Error(`Conditions with ${tree.operator} have no SQL form.`);
    }
  }

  private writeField(field: string, operator: string, value: unknown, exact: boolean): string {
    const column = Object.hasOwn(this.columns, field) ? this.columns[field] : undefined;
    if (!column) throw new Error(`The field ${field} has no column.`);
    switch (operator) {
      case 'eq':
        return this.writeIn(column, [value], exact);
      case 'ne':
        return `NOT ${this.writeIn(column, [value], true)}`;
      case 'in':
        return this.writeIn(column, Array.isArray(value) ? value : [], exact);
      case 'nin':
        return `NOT ${this.writeIn(column, Array.isArray(value) ? value : [], true)}`;
      case 'gt':
        return this.writeOrder(column, '>', value, exact);
      case 'gte':
        return this.writeOrder(column, '>=', value, exact);
      case 'lt':
        return this.writeOrder(column, '<', value, exact);
      case 'lte':
        return this.writeOrder(column, '<=', value, exact);
      case 'exists':
        return value === true ? `(${column.sql} IS NOT NULL)` : `(${column.sql} IS NULL)`;
      default:
        throw new Error(`The operator ${operator} has no SQL form.`);
    }
  }

  private parameter(value: unknown, type: string): string {
    this.params.push(value);
    return `$${this.firstParameter + this.params.length - 1}::${type}`;
  }

  private writeIn(column: Column, values: readonly unknown[], exact: boolean): string {
    const possible = values.filter((value) => isPossible(value, column.type));
    const type = parameterType(column.type);
    const pieces = values.includes(null) ? [`${column.sql} IS NULL`] : [];
    if (possible.length > 0) {
      const comparison =
        possible.length === 1
          ? `${column.sql} = ${this.parameter(possible[0], type)}`
          : `${column.sql} = ANY (${this.parameter(possible, `${type}[]`)})`;
      pieces.push(exact ? `(${comparison}) IS TRUE` : comparison);
    }
    return pieces.length === 0 ? 'FALSE' : `(${pieces.join(' OR ')})`;
  }

  private writeOrder(column: Column, sign: string, limit: unknown, exact: boolean): string {
    if (!NUMERIC_TYPES.includes(column.type) || !isPossible(limit, column.type)) return 'FALSE';
    const comparison = `${column.sql} ${sign} ${this.parameter(limit, parameterType(column.type))}`;
    return exact ? `((${comparison}) IS TRUE)` : `(${comparison})`;
  }
}

/**
 * Turns the tree of an ability's rules into SQL that finds exactly the rows that the ability would allow one by one, NULLs
 * included. Null as a tree means that nothing is allowed.
 * @param firstParameter number of the first placeholder: the caller may have parameters of its own before it
 */
export function conditionsToSql(
  tree: ConditionTree | null,
  columns: Readonly<Record<string, Column>>,
  firstParameter = 1,
): SqlCondition {
  if (!tree) return { sql: 'FALSE', params: [] };
  const writer = new Writer(columns, firstParameter);
  return { sql: writer.write(tree, false), params: writer.params };
}
