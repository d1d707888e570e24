import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { OrganisationId } from '@groundswell/kernel';

/** The role under which every request works: it owns nothing, so row-level security binds it. */
export const APP_ROLE = 'groundswell_app';

type AfterCommit = () => void | Promise<void>;

/** One open transaction. Everything below a service takes it as its first parameter. */
export class Tx {
  private readonly callbacks: AfterCommit[] = [];

  constructor(
    /** The organisation whose rows this transaction can see; null in a system transaction. */
    readonly organisationId: OrganisationId | null,
    readonly manager: EntityManager,
  ) {}

  /**
   * The condition that every query of an organisation's transaction carries. Row-level security would hide the others
   * anyway; this is the first of the two lines.
   */
  get scope(): { organisationId: OrganisationId } {
    if (this.organisationId === null) throw new Error('A system transaction has no organisation.');
    return { organisationId: this.organisationId };
  }

  /** Runs SQL and returns its rows, also for INSERT, UPDATE and DELETE … RETURNING. */
  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('A transaction has a query runner.');
    const result = await runner.query(sql, [...params], true);
    return result.records as Row[];
  }

  /** Runs when the transaction has committed; never when it rolled back. For caches and wake-ups, not for facts. */
  afterCommit(callback: AfterCommit): void {
    this.callbacks.push(callback);
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
    return this.run(organisationId, work, async (tx) => {
      await tx.query(`SELECT set_config('role', $1, true), set_config('groundswell.organisation_id', $2, true)`, [
        APP_ROLE,
        organisationId,
      ]);
    });
  }

  /**
   * Works across organisations, past row-level security: only before an organisation is known (sign-in, set-up) or
   * in a worker that looks for work.
   * @param reason one clause, found by searching the code for `system(`.
   */
  async system<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(null, work, async (tx) => {
      await tx.query(`SELECT set_config('application_name', $1, true)`, [`groundswell: ${reason}`.slice(0, 63)]);
    });
  }

  private async run<T>(
    organisationId: OrganisationId | null,
    work: (tx: Tx) => Promise<T>,
    open: (tx: Tx) => Promise<void>,
  ): Promise<T> {
    let opened: Tx | undefined;
    const result = await this.dataSource.transaction(async (manager) => {
      opened = new Tx(organisationId, manager);
      await open(opened);
      return work(opened);
    });
    await opened?.runAfterCommit();
    return result;
  }
}
