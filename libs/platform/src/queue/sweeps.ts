import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Settings } from '../settings/settings.js';

/** A look, again and again, for work that rows ask for and that no wake-up has brought to anybody. */
export interface Sweep {
  /** What is done, for the log: `Looking for runs that nobody works on`. */
  readonly what: string;
  readonly everyMs: number;
  readonly sweep: () => Promise<unknown>;
}

/** Repeats sweeps in processes that have workers: never two of one kind at once, and a failure is tried again. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeps: Sweep[] = [];
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called while modules start. */
  register(sweep: Sweep): void {
    this.sweeps.push(sweep);
  }

  onApplicationBootstrap(): void {
    if (this.settings.workers === 0) return;
    this.timers = this.sweeps.map((sweep) => this.repeat(sweep));
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private repeat({ what, everyMs, sweep }: Sweep): NodeJS.Timeout {
    let sweeping = false;
    const attempt = async (): Promise<void> => {
      if (sweeping) return;
      sweeping = true;
      try {
        await sweep();
      } catch (error) {
        this.logger.warn({ err: error }, `${what} failed; trying again.`);
      } finally {
        sweeping = false;
      }
    };
    return setInterval(() => void attempt(), everyMs).unref();
  }
}
