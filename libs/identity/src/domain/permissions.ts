import type { Actor } from '@groundswell/platform';

/** The very thing a permission is asked for: its type and the fields that the rules look at. */
export interface PermissionSubject {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A condition to put into a WHERE clause: `sql` uses $n from `firstParameter` on. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * What a person may do, by role and by the thing in question. Declared here because identity asks too; the rules
 * themselves live in `policies`, which implements this port.
 */
export abstract class Permissions {
  /**
   * @throws AppError FORBIDDEN with a sentence that says who may; a read that is refused is NOT_FOUND
   */
  abstract require(actor: Actor, permission: string, subject?: PermissionSubject): void;
  abstract can(actor: Actor, permission: string, subject?: PermissionSubject): boolean;
  /** The same rule as `can`, for many rows: over the columns of the table behind `alias`. */
  abstract filter(actor: Actor, permission: string, alias: string, firstParameter: number): SqlCondition;
  /** Every permission the person holds for at least something: the page hides what is out of reach. */
  abstract held(actor: Actor): readonly string[];
}
