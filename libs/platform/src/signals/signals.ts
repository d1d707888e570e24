import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import type { Tx } from '../database/database.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { DATABASE_URL } from '../queue/queue.js';

type Listener = (payload: string) => void;

const CHANNEL = 'groundswell';
const RECONNECT_MS = 500;
/** Before a process's id in the name of its connection: at most 63 characters in all. */
const LISTENER = 'groundswell signals ';

/**
 * Fleeting news between processes (a run moved, a policy layer changed), sent on commit through LISTEN/NOTIFY.
 * Whoever must not miss anything reads the rows again on `reconnected`.
 */
@Injectable()
export class Signals implements BeforeApplicationShutdown {
  /** Names this process among those that listen on the same database. */
  readonly processId = randomUUID();
  private readonly names = new Set<string>();
  private held: Promise<void> = Promise.resolve();
  private readonly channels = new Map<string, Set<Listener>>();
  private connecting: Promise<void> | undefined;
  private client: pg.Client | undefined;
  private closed = false;

  constructor(
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether the others see this process among those that listen. */
  get isListening(): boolean {
    return this.client !== undefined;
  }

  /** Goes out when the transaction commits. @param payload at most a few hundred bytes: an id, not a copy. */
  async notify(tx: Tx, channel: string, payload: string): Promise<void> {
    tx.notifyOnCommit(CHANNEL, `${channel}\n${payload}`);
    return Promise.resolve();
  }

  /** Several at once. @param payloads each at most about 7,900 bytes together with the channel's name, as Postgres has it */
  async notifyAll(tx: Tx, channel: string, payloads: readonly string[]): Promise<void> {
    await tx.query(`SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload`, [
      CHANNEL,
      payloads.map((payload) => `${channel}\n${payload}`),
    ]);
  }

  /** Listens on a channel of any process, this one included. `reconnected` is a channel too: its payload is empty. */
  listen(channel: string, listener: Listener): () => void {
    const known = this.channels.get(channel) ?? new Set();
    known.add(listener);
    this.channels.set(channel, known);
    void this.connect();
    return () => {
      known.delete(listener);
    };
  }

  /**
   * The processes that listen at this moment. The database itself knows them, so one that died is not among them.
   * @param tx a system transaction: the application's role does not see the connections of others
   */
  async listeners(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT substr(application_name, $1) AS id FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, $2) ORDER BY 1`,
      [LISTENER.length + 1, LISTENER],
    );
    return rows.map((row) => row.id);
  }

  /** Holds a name for as long as this process lives and its line is open. Others ask with `notHeld`. */
  hold(name: string): void {
    this.names.add(name);
    const { client } = this;
    if (client === undefined) {
      void this.connect();
      return;
    }
    // One after another: a line carries one question at a time.
    this.held = this.held
      .then(() => this.lock(client, [name]))
      .catch((error: unknown) => this.logger.warn({ err: error }, 'A name was not held.'));
  }

  /** Those of the names that no process holds at this moment. */
  async notHeld(tx: Tx, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const rows = await tx.query<{ name: string }>(
      `SELECT name FROM unnest($1::text[]) AS name
        WHERE NOT EXISTS (
          SELECT 1 FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND (classid::bigint << 32) | objid::bigint = hashtextextended(name, 0))`,
      [names],
    );
    return rows.map((row) => row.name);
  }

  /** Resolves when the connection listens: a test that must not miss the first signal waits for it. */
  async connect(): Promise<void> {
    if (this.closed) return;
    this.connecting ??= this.open().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'The signal connection failed; trying again.');
      this.retry();
    });
    return this.connecting;
  }

  /** Later than the end of the work: as long as this line is open the others leave our runs to us. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.connecting;
    await this.client?.end().catch((error: unknown) => this.logger.debug({ err: error }, 'Signals closed late.'));
  }

  private async open(): Promise<void> {
    const application_name = `${LISTENER}${this.processId}`;
    const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true, application_name });
    client.on('notification', (message) => this.deliver(message.payload ?? ''));
    client.on('error', (error) => {
      if (this.client !== client) return;
      this.logger.warn({ err: error }, 'The signal connection broke; reconnecting.');
      this.retry();
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    await this.lock(client, [...this.names]);
    this.client = client;
  }

  private async lock(client: pg.Client, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await client.query(`SELECT pg_advisory_lock_shared(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name`, [
      names,
    ]);
  }

  private retry(): void {
    this.client = undefined;
    this.connecting = undefined;
    if (this.closed) return;
    const timer = setTimeout(() => {
      void this.connect().then(() => this.deliver('reconnected\n'));
    }, RECONNECT_MS);
    timer.unref();
  }

  private deliver(message: string): void {
    const cut = message.indexOf('\n');
    const payload = message.slice(cut + 1);
    for (const listener of this.channels.get(message.slice(0, cut)) ?? []) listener(payload);
  }
}
