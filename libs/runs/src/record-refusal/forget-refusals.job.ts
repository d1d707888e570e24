import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, Queue } from '@groundswell/platform';

const EVERY_NIGHT = { cron: '41 2 * * *', makeGoodMs: 24 * 3_600_000 };
/** As far back as a simulation may look, and a little more. */
const KEPT_DAYS = 400;
const DAY_MS = 24 * 3_600_000;

/** Removes refused starts to which no simulation reaches back. The owner's task: the application's role may only add. */
@Injectable()
export class ForgetRefusals implements OnModuleInit {
  constructor(
    private readonly queue: Queue,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('runs.forget-refusals', EVERY_NIGHT, async () => {
      await this.forget();
    });
  }

  /** @returns how many were removed */
  async forget(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    const gone = await this.database.system('forget refused starts of long ago', (tx) =>
      tx.query<{ id: string }>(`DELETE FROM run_refusals WHERE refused_at < $1 RETURNING id`, [before]),
    );
    return gone.length;
  }
}
