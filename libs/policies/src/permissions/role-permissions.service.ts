import { Injectable } from '@nestjs/common';
import { AppError, notFound } from '@groundswell/kernel';
import { Permissions, type PermissionSubject, type SqlCondition } from '@groundswell/identity';
import type { Actor, Role } from '@groundswell/platform';
import { Authority } from '../domain/authority.js';
import { isPermissionName, permissionRow, rolesHolding, type PermissionName } from '../domain/role-rules.js';
import { either } from '../domain/sentence.js';

const REMEMBERED = 1_000;

function named(permission: string): PermissionName {
  if (!isPermissionName(permission)) throw new Error(`${permission} is not in the permission matrix.`);
  return permission;
}

function forbidden(permission: PermissionName, held: boolean): AppError {
  const { does } = permissionRow(permission);
  const roles: Role[] = rolesHolding(permission);
  const message = held
    ? `You may not ${does}. Your roles cover your own; ask its owner, or someone who may: ${either(roles)}.`
    : `You may not ${does}. It takes the role ${either(roles)}; an owner of the organisation can give it to you.`;
  return new AppError('forbidden', 'FORBIDDEN', message, { details: { permission, roles } });
}

/** What people may do by their roles: the matrix of `role-rules`, compiled once per person and set of roles. */
@Injectable()
export class RolePermissions extends Permissions {
  private readonly authorities = new Map<string, Authority>();

  require(actor: Actor, permission: string, subject?: PermissionSubject): void {
    const name = named(permission);
    const authority = this.authorityOf(actor);
    if (authority.can(name, subject)) return;
    // Whoever may not read a thing does not learn that it exists.
    if (subject && name.endsWith('.read')) throw notFound(permissionRow(name).on.replaceAll('-', ' '));
    throw forbidden(name, authority.held.includes(name));
  }

  can(actor: Actor, permission: string, subject?: PermissionSubject): boolean {
    return this.authorityOf(actor).can(named(permission), subject);
  }

  filter(actor: Actor, permission: string, alias: string, firstParameter: number): SqlCondition {
    return this.authorityOf(actor).filter(named(permission), alias, firstParameter);
  }

  held(actor: Actor): readonly string[] {
    return this.authorityOf(actor).held;
  }

  private authorityOf(actor: Actor): Authority {
    const key = [actor.organisationId, actor.personId, ...actor.roles, ...actor.teamIds].join(' ');
    const known = this.authorities.get(key);
    if (known) return known;
    const [oldest] = this.authorities.keys();
    if (this.authorities.size >= REMEMBERED && oldest !== undefined) this.authorities.delete(oldest);
    const authority = new Authority(actor);
    this.authorities.set(key, authority);
    return authority;
  }
}
