import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { Reflector } from '@nestjs/core';
import { Mutation, Query, Resolver } from '@nestjs/graphql';
import { AppError, newId, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { type Actor, Permission, Public, type Role, SignedIn } from '@groundswell/platform';
import { RolePermissions } from '../permissions/role-permissions.service.js';
import { AccessGuard } from './access.guard.js';

@Resolver()
class Doors {
  @Public('The page asks before anyone signed in.')
  @Query(() => Boolean)
  open(): boolean {
    return true;
  }

  @SignedIn('Concerns only oneself.')
  @Query(() => Boolean)
  ajar(): boolean {
    return true;
  }

  @Permission('policy.edit')
  @Mutation(() => Boolean)
  locked(): boolean {
    return true;
  }

  @Query(() => Boolean)
  forgotten(): boolean {
    return true;
  }
}

const person = (...roles: Role[]): Actor => ({
  organisationId: newId<OrganisationId>(),
  personId: newId<PersonId>(),
  name: 'Mia',
  roles,
  teamIds: [],
  sessionId: null,
});

describe('the access guard', () => {
  const guard = new AccessGuard(new Reflector(), new RolePermissions());

  function enter(door: keyof Doors, actor: Actor | null, type = 'graphql'): string {
    const doors = new Doors();
    const context = new ExecutionContextHost([null, {}, { actor }, {}], Doors as Type, doors[door]);
    context.setType(type);
    try {
      return guard.canActivate(context) ? 'in' : 'out';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  it('lets anyone through an open door', () => {
    expect(enter('open', null)).toBe('in');
  });

  it('lets any signed-in person through where that is enough', () => {
    expect(enter('ajar', person())).toBe('in');
    expect(enter('ajar', null)).toBe('NOT_SIGNED_IN');
  });

  it('asks for the permission, for at least something', () => {
    expect(enter('locked', person('steward'))).toBe('in');
    expect(enter('locked', person('runner', 'builder'))).toBe('FORBIDDEN');
    expect(enter('locked', null)).toBe('NOT_SIGNED_IN');
  });

  it('lets nobody through an entry point that declares nothing, not even an owner', () => {
    expect(enter('forgotten', person('owner'))).toBe('ACCESS_UNDECLARED');
  });

  it('knows nobody outside GraphQL', () => {
    expect(enter('locked', person('owner'), 'http')).toBe('NOT_SIGNED_IN');
  });
});
