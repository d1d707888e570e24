import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Clock, systemClock } from '@groundswell/kernel';
import { CLOCK } from './clock.token.js';
import { Database } from './database/database.js';
import { PreparedStatements, preparingClient } from './database/prepared-statements.js';
import { KeyRing } from './keys/key-ring.js';
import { SigningKeys } from './keys/signing-keys.js';
import { LOGGER, type Logger } from './logging/logger.js';
import { Outbox } from './outbox/outbox.js';
import { DeadWorkers } from './queue/dead-workers.js';
import { DATABASE_URL, Queue } from './queue/queue.js';
import { Sweeps } from './queue/sweeps.js';
import { Settings } from './settings/settings.js';
import { Signals } from './signals/signals.js';

/** What a process brings along before any module starts. */
export interface PlatformParts {
  readonly settings: Settings;
  /** The migrated database, as its owner. */
  readonly databaseUrl: string;
  readonly keyRing: KeyRing;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** Settings, database, queue, outbox, signals, keys, clock and log for every module above. */
@Global()
@Module({})
export class PlatformModule {
  static with(parts: PlatformParts): DynamicModule {
    const shared = [
      { provide: Settings, useValue: parts.settings },
      { provide: DATABASE_URL, useValue: parts.databaseUrl },
      { provide: KeyRing, useValue: parts.keyRing },
      { provide: LOGGER, useValue: parts.logger },
      { provide: CLOCK, useValue: parts.clock ?? systemClock },
      SigningKeys,
      Database,
      Queue,
      Outbox,
      Signals,
      DeadWorkers,
      Sweeps,
    ];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: parts.databaseUrl,
          autoLoadEntities: true,
          synchronize: false,
          poolSize: parts.settings.databasePool,
          retryAttempts: 0,
          extra: { pipeline: true, Client: preparingClient(new PreparedStatements()) },
        }),
      ],
      providers: shared,
      exports: shared,
    };
  }
}
