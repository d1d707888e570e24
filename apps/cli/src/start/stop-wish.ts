import type { Logger } from '@groundswell/platform';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes on a Ctrl-C that the terminal has sent to us as well: what comes within this time is the same wish. */
const SAME_WISH_MS = 1_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * The wish to stop: Ctrl-C, a service manager, a closed terminal, or a fault that nobody caught. Listen before anything is
 * started: a wish that comes during the start is kept until there is something to stop. A second one ends at once.
 */
export class StopWish {
  private readonly controller = new AbortController();
  private code = 0;
  private since = 0;

  private constructor(private readonly logger: Logger) {
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
    process.on('uncaughtException', this.onFault);
    process.on('unhandledRejection', this.onRejection);
  }

  static listen(logger: Logger): StopWish {
    return new StopWish(logger);
  }

  /** Settles once somebody wants us to stop. */
  get wished(): Promise<void> {
    const { signal } = this.controller;
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /**
   * Waits for the wish, then closes.
   * @returns the exit code: 0, or 1 after a fault or when something could not be stopped cleanly
   */
  async fulfil(close: () => Promise<void>): Promise<number> {
    await this.wished;
    const limit = setTimeout(() => {
      this.logger.fatal('Stopping took too long: ended without waiting any longer.');
      process.exit(1);
    }, STOP_TIMEOUT_MS);
    try {
      await close();
      return this.code;
    } catch (error) {
      this.logger.fatal({ err: error }, 'Not everything could be stopped cleanly.');
      return 1;
    } finally {
      clearTimeout(limit);
      this.forget();
    }
  }

  private forget(): void {
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
    process.off('uncaughtException', this.onFault);
    process.off('unhandledRejection', this.onRejection);
  }

  private readonly onSignal = (): void => {
    if (!this.controller.signal.aborted) this.wish(0);
    else if (Date.now() - this.since > SAME_WISH_MS) process.exit(1);
  };

  private readonly onFault = (error: Error): void => {
    this.logger.fatal({ err: error }, 'A fault that nobody caught: stopping.');
    this.wish(1);
  };

  // One forgotten promise is a bug to mend, but no reason to end everybody's runs.
  private readonly onRejection = (reason: unknown): void => {
    this.logger.error({ err: reason }, 'A promise failed and nobody looked.');
  };

  private wish(code: number): void {
    this.code = Math.max(this.code, code);
    this.since = Date.now();
    this.controller.abort();
  }
}
