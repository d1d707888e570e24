import { randomBytes } from 'node:crypto';
import type { ModuleMetadata, Provider, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Clock, ManualClock } from '@groundswell/kernel';
import { createLogger, PlatformModule, readSettings, type Settings, StaticKeyRing } from '@groundswell/platform';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface TestAppOptions {
  readonly modules: NonNullable<ModuleMetadata['imports']>;
  /** Edge ports to replace or add: the model, a transport. */
  readonly providers?: readonly Provider[];
  readonly overrides?: readonly { readonly token: Type | symbol | string; readonly value: unknown }[];
  /** Where time stands; moves only when the spec moves it. */
  readonly clock?: Clock;
  /** Jobs are worked on only when asked for; most specs call the services themselves. */
  readonly workers?: number;
  readonly settings?: Parameters<Settings['with']>[0];
  /** The database of another application that is running: a second process of the same installation. It is left to the first. */
  readonly beside?: TestApp;
}

/** The real modules on a real database, without a face. */
export interface TestApp {
  readonly database: TestDatabase;
  readonly clock: ManualClock;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T) | symbol): T;
  close(): Promise<void>;
}

/** The instant at which a spec's clock stands unless it says otherwise. */
export const TEST_NOW = new Date('2026-11-02T09:00:00.000Z');

/** Boots modules on a database of their own. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const { beside } = options;
  const database = beside?.database ?? (await createTestDatabase());
  const drop = beside ? () => Promise.resolve() : () => database.drop();
  const clock = beside?.clock ?? new ManualClock(TEST_NOW);
  const settings = readSettings({}).with({
    workers: options.workers ?? 0,
    logLevel: 'error',
    databasePool: 10,
    ...options.settings,
  });
  const platform = PlatformModule.with({
    settings,
    databaseUrl: database.url,
    keyRing: new StaticKeyRing([randomBytes(32)]),
    logger: createLogger(settings),
    clock: options.clock ?? clock,
  });
  const builder = Test.createTestingModule({
    imports: [platform, ...options.modules],
    providers: [...(options.providers ?? [])],
  });
  for (const { token, value } of options.overrides ?? []) builder.overrideProvider(token).useValue(value);
  try {
    const module = await builder.compile();
    await module.init();
    return {
      database,
      clock,
      get: <T>(token: Type<T> | (abstract new (...args: never[]) => T) | symbol) =>
        module.get<T>(token, { strict: false }),
      close: async () => {
        await module.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
