import { describe, expect, it } from '@jest/globals';
import { DiscoveryModule } from '@nestjs/core';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Permission, Public } from '@groundswell/platform';
import { AccessCheck } from './access-check.service.js';

@Resolver()
class Declared {
  @Permission('policy.read')
  @Query(() => Boolean)
  guarded(): boolean {
    return true;
  }

  @ResolveField(() => Boolean)
  part(): boolean {
    return true;
  }
}

@Resolver()
class Forgotten {
  @Query(() => Boolean)
  undeclared(): boolean {
    return true;
  }
}

@Resolver()
class Misspelt {
  @Permission('policy.raed')
  @Query(() => Boolean)
  unknown(): boolean {
    return true;
  }

  @Public(' ')
  @Query(() => Boolean)
  unexplained(): boolean {
    return true;
  }
}

async function boot(...resolvers: Type[]): Promise<void> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [AccessCheck, ...resolvers],
  }).compile();
  try {
    await module.init();
  } finally {
    await module.close();
  }
}

describe('the access check at boot', () => {
  it('starts when every entry point declares its access; fields of a type need none', async () => {
    await expect(boot(Declared)).resolves.toBeUndefined();
  });

  it('does not boot with an entry point that declares none', async () => {
    await expect(boot(Declared, Forgotten)).rejects.toThrow('Forgotten.undeclared declares no access');
  });

  it('does not boot with an unknown permission, or an open door without a reason, and names both', async () => {
    await expect(boot(Misspelt)).rejects.toThrow(
      /Misspelt\.unknown asks for policy\.raed, which is no permission\.\nMisspelt\.unexplained does not say why/,
    );
  });
});
