import type { Logger } from '@groundswell/platform';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes on a Ctrl-C that the terminal has sent to us as well: what comes within this time is the same wish. */
const SAME_WISH_MS = 1_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Waits for the wish to stop (Ctrl-C, a service manager, a closed terminal) or for a fault that nobody caught, then closes.
 * @returns the exit code
 */
export async function untilToldToStop(close: () => Promise<void>, logger: Logger): Promise<number> {
  const code = await new Promise<number>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve(0));
    process.once('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'A fault that nobody caught: stopping.');
      resolve(1);
    });
  });
  const since = Date.now();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (Date.now() - since > SAME_WISH_MS) process.exit(1);
    });
  }
  const limit = setTimeout(() => {
    logger.fatal('Stopping took too long: ended without waiting any longer.');
    process.exit(1);
  }, STOP_TIMEOUT_MS);
  try {
    await close();
    return code;
  } catch (error) {
    logger.fatal({ err: error }, 'Not everything could be stopped cleanly.');
    return 1;
  } finally {
    clearTimeout(limit);
  }
}
