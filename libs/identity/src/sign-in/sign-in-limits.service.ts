import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, Queue } from '@groundswell/platform';

const WINDOW_MS = 15 * 60_000;
const PER_ADDRESS = 50;
const PER_ACCOUNT = 8;
const MOST_REMEMBERED = 10_000;
const EVERY_HOUR = { cron: '17 * * * *', makeGoodMs: 3_600_000 };
/** A sign-in belongs to no organisation before it succeeds: these rows are hidden from all of them. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/**
 * How many sign-ins are tried from one address and for one account, counted over all processes and across restarts. Neither the
 * address nor the account can be read from a row.
 */
@Injectable()
export class SignInLimits implements OnModuleInit {
  /** What is known to wait costs no statement: whoever floods us floods no database. */
  private readonly waiting = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('identity.forget-sign-in-failures', EVERY_HOUR, async () => {
      await this.database.system('forget sign-ins that failed', (tx) =>
        tx.query(`DELETE FROM sign_in_failures WHERE window_until < now()`),
      );
    });
  }

  /** Counts a try. @returns the seconds to wait when there were too many, else 0 */
  async take(remoteAddress: string, email: string, now: Date): Promise<number> {
    const limits = new Map([
      [keyOf('address', remoteAddress), PER_ADDRESS],
      [keyOf('account', email), PER_ACCOUNT],
    ]);
    const known = Math.max(0, ...[...limits.keys()].map((key) => (this.waiting.get(key) ?? 0) - now.getTime()));
    if (known > 0) return Math.ceil(known / 1000);
    // In the order of their keys, so that two who count the same keys at once wait for each other and do not lock.
    const keys = [...limits.keys()].toSorted();
    const counted = await this.database.system('count who tries to sign in', (tx) =>
      tx.query<{ key: string; tries: number; until: Date }>(
        `INSERT INTO sign_in_failures AS f (organisation_id, attempt_key, failures, window_until)
         SELECT '${NOBODYS}', key, 1, $3::timestamptz FROM unnest($1::text[]) WITH ORDINALITY AS k (key, place) ORDER BY place
         ON CONFLICT (attempt_key) DO UPDATE SET
           failures = CASE WHEN f.window_until <= $2::timestamptz THEN 1 ELSE f.failures + 1 END,
           window_until = CASE WHEN f.window_until <= $2::timestamptz THEN excluded.window_until ELSE f.window_until END
         RETURNING attempt_key AS key, failures AS tries, window_until AS until`,
        [keys, now, new Date(now.getTime() + WINDOW_MS)],
      ),
    );
    const over = counted.filter(({ key, tries }) => tries > (limits.get(key) ?? 0));
    for (const { key, until } of over) this.remember(key, until.getTime());
    const waitMs = Math.max(0, ...over.map(({ until }) => until.getTime() - now.getTime()));
    return Math.ceil(waitMs / 1000);
  }

  /** A sign-in that succeeded owes nothing. */
  async clear(email: string): Promise<void> {
    await this.database.system('forget what a person who signed in tried before', (tx) =>
      tx.query(`DELETE FROM sign_in_failures WHERE attempt_key = $1`, [keyOf('account', email)]),
    );
  }

  private remember(key: string, untilMs: number): void {
    const [oldest] = this.waiting.keys();
    if (this.waiting.size >= MOST_REMEMBERED && oldest !== undefined) this.waiting.delete(oldest);
    this.waiting.delete(key);
    this.waiting.set(key, untilMs);
  }
}

function keyOf(kind: 'address' | 'account', text: string): string {
  return createHash('sha256').update(`${kind}\n${text}`).digest('base64url');
}
