import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from './demo-database.js';

const LOOK_AGAIN_MS = 100;

/** Waits until the workers of the queue have dealt with all that is due. */
export async function queueIsEmpty(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ waiting: number }>(
        'SELECT count(*)::int AS waiting FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts',
      );
      if ((rows[0]?.waiting ?? 0) === 0) return;
      await delay(LOOK_AGAIN_MS);
    }
  });
}
