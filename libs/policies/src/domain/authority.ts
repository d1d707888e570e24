import { Ability } from '@casl/ability';
import type { AbilityTuple } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import { conditionsMatcher, type Conditions, type ConditionTree } from './conditions.js';
import { conditionsToSql, type Column, type SqlCondition } from './conditions-to-sql.js';
import {
  PERMISSION_NAMES,
  permissionRow,
  SUBJECT_FIELDS,
  type PermissionName,
  type RuleActor,
  type SubjectType,
} from './role-rules.js';

/** The thing a permission is asked for: its type and the fields that the role rules look at. */
export interface AuthoritySubject {
  readonly type: string;
  readonly [field: string]: unknown;
}

interface RawRule {
  readonly action: string;
  readonly subject: string;
  readonly inverted: boolean;
  readonly conditions: Conditions;
}

function rulesOf(actor: RuleActor): RawRule[] {
  const rules: RawRule[] = [];
  for (const name of PERMISSION_NAMES) {
    const row = permissionRow(name);
    const add = (inverted: boolean, conditions: Conditions) =>
      rules.push({ action: name, subject: row.on, inverted, conditions });
    for (const role of new Set(actor.roles)) {
      const grant = role === 'owner' ? 'all' : row.roles[role];
      if (grant === 'all') add(false, {});
      else for (const condition of grant ?? []) add(false, condition(actor));
    }
    for (const condition of row.never ?? []) add(true, condition(actor));
  }
  return rules;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function columnsOf(subject: SubjectType, alias: string): Record<string, Column> {
  return Object.fromEntries(
    Object.entries(SUBJECT_FIELDS[subject]).map(([field, type]) => [
      field,
      { sql: `${alias}.${snakeCase(field)}`, type },
    ]),
  );
}

/**
 * What one person may do by their roles: the same rules judge one thing and filter many. Nothing outside the person's own
 * organisation, whatever the role.
 */
export class Authority {
  private readonly ability: Ability<AbilityTuple, Conditions>;
  /** Permissions held for at least something. */
  readonly held: readonly PermissionName[];

  constructor(private readonly actor: RuleActor) {
    const rules = rulesOf(actor);
    this.ability = new Ability<AbilityTuple, Conditions>(rules, {
      conditionsMatcher,
      detectSubjectType: (subject) => (subject as AuthoritySubject).type,
    });
    const granted = new Set(rules.filter((rule) => !rule.inverted).map((rule) => rule.action));
    this.held = PERMISSION_NAMES.filter((name) => granted.has(name));
  }

  /**
   * Whether the person holds the permission for that subject, or, without one, for at least something. A subject without
   * an organisation is one being made, or a row of the person's own transaction; one of another organisation is refused.
   */
  can(permission: PermissionName, subject?: AuthoritySubject): boolean {
    if (!subject) return this.held.includes(permission);
    const expected = permissionRow(permission).on;
    if (subject.type !== expected) throw new Error(`${permission} is asked for a ${expected}, not a ${subject.type}.`);
    const organisationId = subject['organisationId'];
    if (organisationId !== undefined && organisationId !== this.actor.organisationId) return false;
    return this.ability.can(permission, subject);
  }

  /**
   * The rule of `can` over the rows of a table.
   * @param alias of the table; its columns are named as the fields, in snake case
   */
  filter(permission: PermissionName, alias: string, firstParameter: number): SqlCondition {
    const subject = permissionRow(permission).on;
    const tree: ConditionTree | null = rulesToAST(this.ability, permission, subject);
    const rule = conditionsToSql(tree, columnsOf(subject, alias), firstParameter + 1);
    return {
      sql: `(${alias}.organisation_id = $${firstParameter}::uuid AND ${rule.sql})`,
      params: [this.actor.organisationId, ...rule.params],
    };
  }
}
