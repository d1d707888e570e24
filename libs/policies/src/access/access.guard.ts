import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { AppError } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { ACCESS, notSignedIn, type Access, type Actor, type RequestContext } from '@groundswell/platform';

/**
 * Stands before every entry point: lets through what its declared access allows, and nothing that declares none. A
 * permission is asked for *at least something* here; the service asks again with the very thing.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly permissions: Permissions,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) {
      throw new AppError(
        'forbidden',
        'ACCESS_UNDECLARED',
        'This entry point declares no access, so nobody may use it.',
      );
    }
    if (access.kind === 'public') return true;
    const actor = this.actorOf(context);
    if (!actor) throw notSignedIn();
    if (access.kind === 'permission') this.permissions.require(actor, access.permission);
    return true;
  }

  private actorOf(context: ExecutionContext): Actor | null {
    if (context.getType<GqlContextType>() !== 'graphql') return null;
    return GqlExecutionContext.create(context).getContext<RequestContext>().actor;
  }
}
