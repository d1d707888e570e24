import { existsSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppError } from '@groundswell/kernel';
import { KeysModule, RotateKeysService } from '@groundswell/connectors';
import { addMasterKey, type Logger, openKeyRing, PlatformModule, type Settings } from '@groundswell/platform';
import { openDatabase } from '../database/open-database.js';
import type { Terminal } from '../terminal.js';

const NOT_UNDERSTOOD = 2;

@Module({})
class KeysCommandModule {}

/** `keys rotate [--same-master]`: new keys for all secrets, beside a running server or without one. */
export async function keys(
  settings: Settings,
  terminal: Terminal,
  logger: Logger,
  args: readonly string[],
): Promise<number> {
  const [act, ...flags] = args;
  if (act !== 'rotate' || flags.some((flag) => flag !== '--same-master')) {
    terminal.progress('groundswell keys: nothing else than these is understood.');
    terminal.progress('  keys rotate                a new master key, a new data key for each organisation');
    terminal.progress('  keys rotate --same-master  new data keys alone; with the first of GROUNDSWELL_MASTER_KEY');
    return NOT_UNDERSTOOD;
  }
  if (settings.databaseUrl === undefined && !existsSync(settings.home)) {
    const message = `There is no installation in ${settings.home}. Set GROUNDSWELL_HOME to its folder.`;
    throw new AppError('not-found', 'HOME_MISSING', message);
  }
  if (!flags.includes('--same-master')) await addMasterKey(settings);
  const database = await openDatabase({ settings, terminal });
  try {
    const platform = PlatformModule.with({
      settings: settings.with({ workers: 0 }),
      databaseUrl: database.url,
      keyRing: await openKeyRing(settings),
      logger,
    });
    const app = await NestFactory.createApplicationContext(
      { module: KeysCommandModule, imports: [platform, KeysModule] },
      { logger: false, abortOnError: false },
    );
    const { organisations, wrapped, sealed, forgotten } = await app.get(RotateKeysService).rotate();
    await app.close();
    terminal.result(
      `Rotated the keys of ${organisations} organisations: ${wrapped} data keys wrapped anew, ${sealed} secrets sealed anew, ${forgotten} earlier data keys removed.`,
    );
    return 0;
  } finally {
    await database.close();
  }
}
