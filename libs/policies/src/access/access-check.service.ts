import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { RESOLVER_TYPE_METADATA } from '@nestjs/graphql';
import { ACCESS, type Access } from '@groundswell/platform';
import { isPermissionName } from '../domain/role-rules.js';

const ROOT_TYPES = new Set(['Query', 'Mutation', 'Subscription']);
/** Nest's own mark on the methods of controllers. */
const ROUTE_METADATA = 'path';

function isEntryPoint(handler: object): boolean {
  const rootType: unknown = Reflect.getMetadata(RESOLVER_TYPE_METADATA, handler);
  return ROOT_TYPES.has(String(rootType)) || Reflect.hasMetadata(ROUTE_METADATA, handler);
}

function faultOf(name: string, handler: object): string | null {
  const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
  if (!access) return `${name} declares no access: add @Permission, @SignedIn or @Public.`;
  if (access.kind === 'permission') {
    return isPermissionName(access.permission)
      ? null
      : `${name} asks for ${access.permission}, which is no permission.`;
  }
  return access.why.trim() === '' ? `${name} does not say why it is open.` : null;
}

/** Refuses to start a process with an entry point that declares no access: deny by default, held at boot. */
@Injectable()
export class AccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.faults();
    if (faults.length > 0) throw new Error(`Entry points without a sound access declaration:\n${faults.join('\n')}`);
  }

  /** One sentence for each entry point whose access is missing or unknown. */
  faults(): string[] {
    const found: string[] = [];
    for (const { instance, metatype } of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      if (typeof instance !== 'object' || instance === null || typeof metatype !== 'function') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
      if (!prototype) continue;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method];
        if (typeof handler !== 'function' || !isEntryPoint(handler)) continue;
        const fault = faultOf(`${metatype.name}.${method}`, handler);
        if (fault) found.push(fault);
      }
    }
    return found;
  }
}
