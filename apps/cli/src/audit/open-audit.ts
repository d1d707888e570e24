import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AuditModule,
  ListLogsQuery,
  PruneAuditService,
  TakeCheckpointService,
  verdictSentence,
  VerifyAuditQuery,
} from '@groundswell/audit';
import { AppError, type OrganisationId } from '@groundswell/kernel';
import { Database, KeyRing, type Logger, PlatformModule, type Settings } from '@groundswell/platform';
import { reachDatabase } from '../database/open-database.js';
import type { Terminal } from '../terminal.js';

/** The audit log of an installation, without its server. */
export interface AuditTools {
  readonly folder: string;
  organisations(): Promise<readonly OrganisationId[]>;
  verify(organisationId: OrganisationId, checkpoints: readonly string[]): Promise<{ ok: boolean; sentence: string }>;
  takeAll(): Promise<void>;
  prune(organisationId: OrganisationId, days: number): Promise<number>;
  close(): Promise<void>;
}

/** The log holds no secrets, so the keys of secrets stay where they are. */
class NoKeyRing extends KeyRing {
  wrap(): never {
    throw new Error('The audit commands open no secrets.');
  }

  unwrap(): never {
    throw new Error('The audit commands open no secrets.');
  }
}

@Module({})
class AuditCommandModule {}

/** Opens the database as it is, without migrating it: what is verified must not be changed before. */
export async function openAudit(settings: Settings, terminal: Terminal, logger: Logger): Promise<AuditTools> {
  if (settings.databaseUrl === undefined && !existsSync(settings.home)) {
    const message = `There is no installation in ${settings.home}. Set GROUNDSWELL_HOME to its folder.`;
    throw new AppError('not-found', 'HOME_MISSING', message);
  }
  const reached = await reachDatabase({ settings, terminal });
  try {
    const platform = PlatformModule.with({
      settings: settings.with({ workers: 0 }),
      databaseUrl: reached.url,
      keyRing: new NoKeyRing(),
      logger,
    });
    const app = await NestFactory.createApplicationContext(
      { module: AuditCommandModule, imports: [platform, AuditModule] },
      { logger: false, abortOnError: false },
    );
    await assertLog(app.get(Database)).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    const prune = app.get(PruneAuditService);
    return {
      folder: join(settings.home, 'audit'),
      organisations: () => app.get(ListLogsQuery).all(),
      takeAll: () => app.get(TakeCheckpointService).takeAll(),
      prune: (organisationId, days) => prune.prune(organisationId, days),
      verify: async (organisationId, folders) => {
        const verdict = await app
          .get(Database)
          .transaction(organisationId, (tx) => app.get(VerifyAuditQuery).verify(tx, organisationId, folders));
        return { ok: verdict.ok, sentence: verdictSentence(verdict) };
      },
      close: async () => {
        await app.close();
        await reached.close();
      },
    };
  } catch (error) {
    await reached.close();
    throw error;
  }
}

/** A database of an older version, or none of ours, is said in words. */
async function assertLog(database: Database): Promise<void> {
  const [found] = await database.system('audit log', (tx) =>
    tx.query<{ found: string | null }>(`SELECT to_regclass('public.audit_checkpoints')::text AS found`),
  );
  if (found?.found) return;
  throw new AppError(
    'conflict',
    'AUDIT_LOG_MISSING',
    'This database has no audit log of the present schema. Run groundswell migrate, or set DATABASE_URL to the right one.',
  );
}
