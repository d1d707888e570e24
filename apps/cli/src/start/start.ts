import type { Logger, Settings } from '@groundswell/platform';
import { openDatabase } from '../database/open-database.js';
import type { Terminal } from '../terminal.js';
import { assertPortFree } from './assert-port-free.js';
import { StopWish } from './stop-wish.js';

/** Starts database and server, prints the address and, as long as there is no organisation, the one-time set-up link. */
export async function start(settings: Settings, terminal: Terminal, logger: Logger): Promise<number> {
  await assertPortFree(settings);
  const wish = StopWish.listen(logger);
  terminal.progress('Starting Groundswell …');
  // The database comes up while the server's modules are read.
  const modules = import('@groundswell/server');
  const database = await openDatabase({ settings, terminal });
  try {
    const { startServer } = await modules;
    const server = await startServer({ settings, logger, databaseUrl: database.url });
    terminal.result(`Groundswell is ready: ${server.url}`);
    if (server.setupLink !== null) {
      terminal.result(`First start: open this link once to set up your organisation:\n  ${server.setupLink}`);
    }
    terminal.progress(`Database: ${database.place}. Stop with Ctrl-C.`);
    return await wish.fulfil(async () => {
      terminal.progress('Stopping …');
      try {
        await server.close();
      } finally {
        await database.close();
      }
      terminal.progress('Stopped.');
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}
