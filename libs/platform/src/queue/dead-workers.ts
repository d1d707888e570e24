import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Settings } from '../settings/settings.js';
import { Signals } from '../signals/signals.js';
import { Queue } from './queue.js';
import { Sweeps } from './sweeps.js';

const LOOK_EVERY_MS = 3_000;
/** A worker that was just made may have a job before its name is known to the others. */
const GRACE_SECONDS = 10;

/**
 * Gives back the jobs of processes that died. The queue itself would keep them for four hours; the database knows at once who
 * is gone, because each process holds the names of its workers as long as its line is open.
 */
@Injectable()
export class DeadWorkers implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly signals: Signals,
    private readonly sweeps: Sweeps,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.sweeps.register({ what: 'Looking for dead workers', everyMs: LOOK_EVERY_MS, sweep: () => this.tryLook() });
  }

  onApplicationBootstrap(): void {
    if (this.settings.workers === 0) return;
    this.queue.onWorker((name) => this.signals.hold(name));
  }

  /** @returns how many workers were found dead */
  async look(): Promise<number> {
    return this.database.system('give back the jobs of dead workers', async (tx) => {
      const busy = await tx.query<{ name: string }>(
        `SELECT DISTINCT locked_by AS name FROM graphile_worker._private_jobs
          WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)`,
        [GRACE_SECONDS],
      );
      const dead = await this.signals.notHeld(
        tx,
        busy.map((row) => row.name),
      );
      if (dead.length > 0) await tx.query(`SELECT graphile_worker.force_unlock_workers($1::text[])`, [dead]);
      return dead.length;
    });
  }

  private async tryLook(): Promise<void> {
    // Without our own line we could not tell ourselves from the dead.
    if (!this.signals.isListening) return;
    const found = await this.look();
    if (found > 0) this.logger.info({ workers: found }, 'Jobs of workers that died were given back.');
  }
}
