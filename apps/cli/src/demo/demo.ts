import type { RunningDemo } from '@groundswell/demo';
import type { Logger, Settings } from '@groundswell/platform';
import { reachDatabase } from '../database/open-database.js';
import { assertPortFree } from '../start/assert-port-free.js';
import { StopWish } from '../start/stop-wish.js';
import type { Terminal } from '../terminal.js';

/** Starts the demo in a data folder of its own, fills it the first time, and prints a sign-in link for each role. */
export async function demo(settings: Settings, terminal: Terminal, logger: Logger): Promise<number> {
  await assertPortFree(settings);
  const wish = StopWish.listen(logger);
  const { demoSettings, startDemo } = await import('@groundswell/demo');
  const ownSettings = demoSettings(settings);
  terminal.progress('Starting the demo …');
  // The demo's connectors are programs of others, which reach a database by TCP only.
  const database = await reachDatabase({ settings: ownSettings, terminal, loopback: true });
  try {
    const onProgress = (line: string): void => terminal.progress(line);
    const running = await Promise.race([
      startDemo({ settings: ownSettings, logger, databaseUrl: database.url, onProgress }),
      // The fill takes a while. What is left half done the next start throws away, so its complaints interest nobody.
      wish.wished.then(() => {
        logger.level = 'silent';
        return null;
      }),
    ]);
    if (running !== null) announce(running, terminal);
    return await wish.fulfil(async () => {
      terminal.progress('Stopping …');
      try {
        await running?.close();
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

function announce(running: RunningDemo, terminal: Terminal): void {
  terminal.result(`The demo is ready: ${running.url}`);
  terminal.result('Sign in as:');
  const width = Math.max(...running.links.map(({ role, name }) => role.length + name.length));
  for (const { role, name, url } of running.links) {
    terminal.result(`  ${`${role}, ${name}`.padEnd(width + 2)}  ${url}`);
  }
  terminal.progress('Everything here is invented. Stop with Ctrl-C.');
}
