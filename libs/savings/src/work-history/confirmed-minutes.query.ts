import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { WorkHistory } from '@groundswell/policies';

/** Tells the policy simulation how many minutes people confirmed for runs: what hangs on the work that it would change. */
@Injectable()
export class ConfirmedMinutesQuery implements OnModuleInit {
  constructor(private readonly history: WorkHistory) {}

  onModuleInit(): void {
    this.history.registerConfirmed((tx, runIds) => this.of(tx, runIds));
  }

  /** Only the lines that count and that a person confirmed; an estimate hangs on nothing. */
  async of(tx: Tx, runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, number>> {
    const rows = await tx.query<{ run_id: RunId; minutes: number }>(
      `SELECT e.run_id, e.saved_minutes AS minutes FROM time_entries e
        WHERE e.organisation_id = $1 AND e.run_id = ANY ($2) AND e.confirmed_by_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)`,
      [tx.scope.organisationId, runIds],
    );
    return new Map(rows.map((row) => [row.run_id, row.minutes]));
  }
}
