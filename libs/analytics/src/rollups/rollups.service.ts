import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { Database, type Tx } from '@groundswell/platform';
import { FOLD_COST, FOLD_TIME, REBUILD_COST, REBUILD_TIME, REBUILD_TOTALS, REFRESH_LAST_USEFUL } from './rollup-sql.js';

/** Differences taken in by one transaction: enough to be quick, few enough to hold no lock for long. */
const BATCH = 5_000;
const ROLLUP_TABLES = [
  'time_deltas',
  'time_months',
  'time_totals',
  'cost_deltas',
  'cost_months',
  'cost_totals',
] as const;

/** Keeps the rollups of the two ledgers: folds differences in, and recomputes all when the time zone changed. */
@Injectable()
export class RollupsService {
  constructor(private readonly database: Database) {}

  /** Folds until nothing is left that was there at the start; several processes may try, one at a time does it. */
  async fold(organisationId: OrganisationId): Promise<{ folded: number }> {
    let folded = 0;
    for (;;) {
      const batch = await this.database.transaction(organisationId, (tx) => this.foldBatch(tx, BATCH));
      folded += batch.folded;
      if (batch.folded === 0 || !batch.more) return { folded };
    }
  }

  /** One batch of each ledger, within a transaction. Exact before, after and between. */
  async foldBatch(tx: Tx, size: number): Promise<{ folded: number; more: boolean }> {
    const { organisationId } = tx.scope;
    const [lock] = await tx.query<{ got: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('rollup fold ' || $1, 0)) AS got`,
      [organisationId],
    );
    if (!lock?.got) return { folded: 0, more: false };
    const zone = await this.zone(tx);
    const months = await tx.query<{ workflow_id: string; month: string; taken_back: boolean; deltas: number }>(
      FOLD_TIME,
      [organisationId, size],
    );
    for (const { workflow_id, month, taken_back } of months) {
      if (taken_back) await tx.query(REFRESH_LAST_USEFUL, [organisationId, zone, workflow_id, month]);
    }
    const [cost] = await tx.query<{ deltas: number }>(FOLD_COST, [organisationId, size]);
    const time = months.reduce((sum, row) => sum + row.deltas, 0);
    const costs = cost?.deltas ?? 0;
    return { folded: time + costs, more: time === size || costs === size };
  }

  /** Recomputes the rollups when they are cut by another time zone than the organisation's. To be called before reading. */
  async ensureZone(organisationId: OrganisationId, timeZone: string): Promise<void> {
    const known = await this.database.transaction(organisationId, (tx) => this.findZone(tx));
    if (known === timeZone) return;
    await this.database.transaction(organisationId, async (tx) => {
      await this.lockOutWriters(tx);
      if ((await this.findZone(tx)) !== timeZone) await this.rebuild(tx, timeZone);
    });
  }

  /** A fresh computation over both ledgers. Writers of the organisation wait for it. */
  async rebuild(tx: Tx, timeZone: string): Promise<void> {
    const { organisationId } = tx.scope;
    await this.lockOutWriters(tx);
    for (const table of ROLLUP_TABLES) {
      await tx.query(`DELETE FROM ${table} WHERE organisation_id = $1`, [organisationId]);
    }
    await tx.query(
      `INSERT INTO rollup_zones (organisation_id, time_zone) VALUES ($1, $2)
       ON CONFLICT (organisation_id) DO UPDATE SET time_zone = excluded.time_zone`,
      [organisationId, timeZone],
    );
    await tx.query(REBUILD_TIME, [organisationId, timeZone]);
    await tx.query(REBUILD_COST, [organisationId, timeZone]);
    for (const sql of REBUILD_TOTALS) await tx.query(sql, [organisationId]);
  }

  private async lockOutWriters(tx: Tx): Promise<void> {
    for (const lock of ['rollup fold ', 'rollups ']) {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, [lock, tx.scope.organisationId]);
    }
  }

  private async findZone(tx: Tx): Promise<string | null> {
    const [row] = await tx.query<{ time_zone: string }>(
      `SELECT time_zone FROM rollup_zones WHERE organisation_id = $1`,
      [tx.scope.organisationId],
    );
    return row?.time_zone ?? null;
  }

  private async zone(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ zone: string }>(`SELECT groundswell_rollup_zone($1) AS zone`, [
      tx.scope.organisationId,
    ]);
    return row?.zone ?? 'UTC';
  }
}
