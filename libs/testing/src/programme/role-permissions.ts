import { Global, Module } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { Permissions, type SqlCondition } from '@groundswell/identity';

/** Stands in for `policies` below it: an owner may everything, everybody else nothing. */
export class OwnerOnlyPermissions extends Permissions {
  require(actor: Actor, permission: string): void {
    if (!this.can(actor)) throw new AppError('forbidden', 'FORBIDDEN', `You may not do this (${permission}).`);
  }

  can(actor: Actor): boolean {
    return actor.roles.includes('owner');
  }

  filter(actor: Actor): SqlCondition {
    return { sql: this.can(actor) ? 'true' : 'false', params: [] };
  }

  held(): readonly string[] {
    return [];
  }
}

@Global()
@Module({ providers: [{ provide: Permissions, useClass: OwnerOnlyPermissions }], exports: [Permissions] })
export class OwnerOnlyPermissionsModule {}
