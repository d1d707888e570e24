import type { INestApplicationContext, Type } from '@nestjs/common';

/** The product's services, as the pages reach them. */
export interface Services {
  get<T>(service: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** The services of a running application, whatever module they belong to. */
export function servicesOf(app: INestApplicationContext): Services {
  return { get: (service) => app.get(service, { strict: false }) };
}
