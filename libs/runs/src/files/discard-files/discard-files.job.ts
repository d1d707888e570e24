import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, Queue } from '@groundswell/platform';

const EVERY_HOUR = { cron: '17 * * * *', makeGoodMs: 3_600_000 };
/** How long a file may wait for its run: a form that is filled in today is sent today. */
const KEPT_MS = 24 * 3_600_000;

/** Removes files that no run was given. What a run was given stays as long as the run. */
@Injectable()
export class DiscardFiles implements OnModuleInit {
  constructor(
    private readonly queue: Queue,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('runs.discard-files', EVERY_HOUR, async () => {
      await this.discard();
    });
  }

  /** @returns how many were removed */
  async discard(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    const gone = await this.database.system('discard files that no run was given', (tx) =>
      tx.query<{ id: string }>(
        `DELETE FROM input_files f
          WHERE uploaded_at < $1 AND NOT EXISTS (SELECT 1 FROM run_files l WHERE l.file_id = f.id) RETURNING id`,
        [before],
      ),
    );
    return gone.length;
  }
}
