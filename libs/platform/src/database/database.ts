import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import type { OrganisationId } from '@groundswell/kernel';
import { joinWrites, type Write } from './joined-writes.js';

/** The role under which every request works: it owns nothing, so row-level security binds it. */
export const APP_ROLE = 'groundswell_app';

type AfterCommit = () => void | Promise<void>;

interface LastWrite extends Write {
  readonly faultOf: ((cause: unknown) => Error) | undefined;
}

interface PendingWrite extends Write {
  readonly resolve: (touched: number) => void;
  readonly reject: (error: unknown) => void;
}

/** One open transaction. Everything below a service takes it as its first parameter. */
export class Tx {
  private readonly callbacks: AfterCommit[] = [];
  private readonly news = new Set<string>();
  private writes: PendingWrite[] = [];
  private lastWrites: LastWrite[] = [];
  /** The last writes that were sent, in their order. */
  private readonly unheard: Promise<unknown>[] = [];
  private over = false;

  constructor(
    /** The organisation whose rows this transaction can see; null in a system transaction. */
    readonly organisationId: OrganisationId | null,
    readonly manager: EntityManager,
    private readonly line: Pick<pg.PoolClient, 'query'>,
  ) {}

  /**
   * The condition that every query of an organisation's transaction carries. Row-level security would hide the others
   * anyway; this is the first of the two lines.
   */
  get scope(): { organisationId: OrganisationId } {
    if (this.organisationId === null) throw new Error('A system transaction has no organisation.');
    return { organisationId: this.organisationId };
  }

  /**
   * Runs SQL and returns its rows, also for INSERT, UPDATE and DELETE … RETURNING. Statements that do not need each other's
   * answers may be sent together; they are carried out in the order in which they were sent.
   */
  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    this.sendWrites();
    const { rows } = await this.send<Row & pg.QueryResultRow>({ sql, params });
    return rows;
  }

  /**
   * Runs an INSERT, UPDATE or DELETE without RETURNING, or a SELECT of a function that writes. Those asked for in the same breath,
   * with `Promise.all`, go out as one statement: none sees what the others change, no two may touch the same row, and either
   * all or none succeed.
   * @returns how many rows it touched
   */
  async write(sql: string, params: readonly unknown[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      this.writes.push({ sql, params, resolve, reject });
      process.nextTick(() => this.sendWrites());
    });
  }

  /**
   * Like {@link write}, for whoever needs no answer: it goes out with the commit, behind everything else. Where it fails, the
   * transaction fails.
   * @param faultOf the error that the transaction then ends with; such a write is a statement of its own, behind the others
   */
  writeLast(sql: string, params: readonly unknown[], faultOf?: (cause: unknown) => Error): void {
    this.lastWrites.push({ sql, params, faultOf });
  }

  /** @internal */
  sendWrites(): void {
    const writes = this.writes;
    if (writes.length === 0) return;
    this.writes = [];
    this.sendJoined(writes).then(
      (touched) => writes.forEach(({ resolve }, index) => resolve(touched[index] ?? 0)),
      (error: unknown) => writes.forEach(({ reject }) => reject(error)),
    );
  }

  /** @internal */
  sendLastWrites(): void {
    this.sendWrites();
    const joined = this.lastWrites.filter(({ faultOf }) => faultOf === undefined);
    if (joined.length > 0) this.unheard.push(this.sendJoined(joined));
    for (const write of this.lastWrites) {
      const { faultOf } = write;
      if (faultOf === undefined) continue;
      this.unheard.push(this.sendJoined([write]).catch((cause: unknown) => Promise.reject(faultOf(cause))));
    }
    this.lastWrites = [];
    for (const sent of this.unheard) sent.catch(() => undefined);
  }

  /** @returns how many rows each touched */
  private async sendJoined(writes: readonly Write[]): Promise<number[]> {
    const [first, second] = writes;
    if (first !== undefined && second === undefined) return [(await this.send(first)).rowCount ?? 0];
    const { rows } = await this.send<Record<string, number>>(joinWrites(writes));
    return Object.values(rows[0] ?? {});
  }

  private async send<Row extends pg.QueryResultRow>({ sql, params }: Write): Promise<pg.QueryResult<Row>> {
    // Its line belongs to somebody else by then.
    if (this.over) throw new Error('This transaction is over.');
    return asTypeOrm(sql, this.line.query<Row>(sql, [...params]));
  }

  /** Runs when the transaction has committed; never when it rolled back. For caches and wake-ups, not for facts. */
  afterCommit(callback: AfterCommit): void {
    this.callbacks.push(callback);
  }

  /**
   * News that goes out with the commit, and costs no round trip of its own.
   * @param payload at most about 7,900 bytes
   */
  notifyOnCommit(channel: string, payload: string): void {
    this.news.add(`NOTIFY ${pg.escapeIdentifier(channel)}, ${pg.escapeLiteral(payload)};`);
  }

  /** @internal */
  get beforeCommit(): string {
    return [...this.news].join(' ');
  }

  /** Waits for the writes that nobody waited for. @internal */
  async written(): Promise<void> {
    await together(this.unheard);
  }

  /** The error behind an error: a commit is refused too where a write that was sent with it failed. @internal */
  async causeOf(error: unknown): Promise<unknown> {
    for (const { reject } of this.writes) reject(error);
    this.writes = [];
    return this.written().then(
      () => error,
      (cause: unknown) => cause,
    );
  }

  /** @internal */
  end(): void {
    this.over = true;
  }

  /** @internal */
  async runAfterCommit(): Promise<void> {
    for (const callback of this.callbacks) await callback();
  }
}

/** The only way to the database: a transaction that carries its organisation. */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** Works inside one organisation. Row-level security hides every other one, even from a query that forgets. */
  async transaction<T>(organisationId: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(organisationId, work, {
      role: APP_ROLE,
      'groundswell.organisation_id': organisationId,
    });
  }

  /**
   * Works across organisations, past row-level security: only before an organisation is known (sign-in, set-up) or
   * in a worker that looks for work.
   * @param reason one clause, found by searching the code for `system(`.
   */
  async system<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(null, work, { application_name: `groundswell: ${reason}`.slice(0, 63) });
  }

  private async run<T>(
    organisationId: OrganisationId | null,
    work: (tx: Tx) => Promise<T>,
    settings: Readonly<Record<string, string>>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const line = (await runner.connect()) as pg.PoolClient;
    const tx = new Tx(organisationId, runner.manager, line);
    const begun = sendAlong(runner, line, tx, settingsText(settings));
    let result: T;
    try {
      await runner.startTransaction();
      result = await work(tx);
      await begun();
      await runner.commitTransaction();
      // Postgres answers the commit of a transaction that failed as if all were well, and has rolled it back.
      await tx.written();
    } catch (error) {
      const cause = await tx.causeOf(error);
      // What went wrong is what the caller hears, also when the line is gone and nothing can be rolled back.
      await runner.rollbackTransaction().catch(() => undefined);
      throw cause;
    } finally {
      tx.end();
      await runner.release();
    }
    await tx.runAfterCommit();
    return result;
  }
}

/**
 * Waits for statements that were sent together until each has its answer: nothing is sent behind one that failed.
 * @throws the error of the first in their order, which is the cause of those behind it
 */
export async function together<const T extends readonly unknown[]>(
  sent: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as {
    -readonly [P in keyof T]: Awaited<T[P]>;
  };
}

/** Settings that hold until the transaction ends. */
function settingsText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `SET LOCAL ${name} TO ${pg.escapeLiteral(value)};`)
    .join(' ');
}

/** Whoever looks at errors knows those of the database by their class, also where a broken line has no code. */
async function asTypeOrm<T>(sql: string, sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw new QueryFailedError(sql, undefined, error instanceof Error ? error : new Error(String(error)));
  }
}

/**
 * Sends what every transaction begins and ends with in one message with its own words; where the beginning fails, Postgres refuses
 * whatever comes behind it.
 * @returns resolves when the transaction has begun
 */
function sendAlong(runner: QueryRunner, line: pg.PoolClient, tx: Tx, settings: string): () => Promise<unknown> {
  const send = runner.query.bind(runner);
  let begun: Promise<unknown> = Promise.resolve();
  runner.query = ((sql: string, params?: unknown[], structured?: true) => {
    if (sql === 'START TRANSACTION') {
      begun = asTypeOrm(sql, line.query(`${sql}; ${settings}`));
      begun.catch(() => undefined);
      return Promise.resolve();
    }
    if (sql === 'COMMIT') {
      tx.sendLastWrites();
      return asTypeOrm(sql, line.query(`${tx.beforeCommit} ${sql}`));
    }
    tx.sendWrites();
    return structured === true ? send(sql, params, structured) : send(sql, params);
  }) as QueryRunner['query'];
  return () => begun;
}
