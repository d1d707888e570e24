import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import type { OrganisationId } from '@groundswell/kernel';

/** The role under which every request works: it owns nothing, so row-level security binds it. */
export const APP_ROLE = 'groundswell_app';

type AfterCommit = () => void | Promise<void>;

/** One open transaction. Everything below a service takes it as its first parameter. */
export class Tx {
  private readonly callbacks: AfterCommit[] = [];
  private readonly news = new Set<string>();
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
    // Its line belongs to somebody else by then.
    if (this.over) throw new Error('This transaction is over.');
    const { rows } = await asTypeOrm(sql, this.line.query<Row & pg.QueryResultRow>(sql, [...params]));
    return rows;
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
    const begun = sendAlong(runner, line, { begin: settingsText(settings), commit: () => tx.beforeCommit });
    let result: T;
    try {
      await runner.startTransaction();
      result = await work(tx);
      await begun();
      await runner.commitTransaction();
    } catch (error) {
      // What went wrong is what the caller hears, also when the line is gone and nothing can be rolled back.
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      tx.end();
      await runner.release();
    }
    await tx.runAfterCommit();
    return result;
  }
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

/** Of the driver's line, which does not declare it: what it writes to. */
type Line = pg.PoolClient & { readonly connection: { readonly stream: Writable } };

/**
 * Sends what every transaction begins and ends with in one message with its own words, and the beginning together with the first
 * statement: where it fails, Postgres refuses whatever comes behind it.
 * @returns resolves when the transaction has begun
 */
function sendAlong(
  runner: QueryRunner,
  line: pg.PoolClient,
  more: { readonly begin: string; readonly commit: () => string },
): () => Promise<unknown> {
  const send = runner.query.bind(runner);
  let begun: Promise<unknown> = Promise.resolve();
  runner.query = ((sql: string, params?: unknown[], structured?: true) => {
    if (sql === 'START TRANSACTION') {
      const { stream } = (line as Line).connection;
      // Held back until whoever began has said what comes first, so that both go out as one message.
      stream.cork();
      process.nextTick(() => stream.uncork());
      begun = asTypeOrm(sql, line.query(`${sql}; ${more.begin}`));
      begun.catch(() => undefined);
      return Promise.resolve();
    }
    if (sql === 'COMMIT') return send(`${more.commit()} ${sql}`);
    return structured === true ? send(sql, params, structured) : send(sql, params);
  }) as QueryRunner['query'];
  return () => begun;
}
