import type { Logger, Settings } from '@groundswell/platform';
import { startServer } from '@groundswell/server';
import { openDatabase } from '../database/open-database.js';
import type { Terminal } from '../terminal.js';
import { assertPortFree } from './assert-port-free.js';
import { untilToldToStop } from './until-told-to-stop.js';

/** Starts database and server, prints the address and, as long as there is no organisation, the one-time set-up link. */
export async function start(settings: Settings, logger: Logger, terminal: Terminal): Promise<number> {
  await assertPortFree(settings);
  terminal.progress('Starting Groundswell …');
  const database = await openDatabase({ settings, logger, terminal });
  try {
    const server = await startServer({ settings, logger, databaseUrl: database.url });
    terminal.result(`Groundswell is ready: ${server.url}`);
    if (server.setupLink !== null) {
      terminal.result(`First start: open this link once to set up your organisation:\n  ${server.setupLink}`);
    }
    terminal.progress(`Database: ${database.place}. Stop with Ctrl-C.`);
    return await untilToldToStop(async () => {
      terminal.progress('Stopping …');
      await server.close();
      await database.close();
      terminal.progress('Stopped.');
    }, logger);
  } catch (error) {
    await database.close();
    throw error;
  }
}
