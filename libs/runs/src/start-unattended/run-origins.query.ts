import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';

/** The schedule or the webhook that started a run. */
export interface RunOrigin {
  readonly kind: 'schedule' | 'webhook';
  readonly id: string;
  readonly name: string;
}

/** Finds what started runs that nobody stood beside. Asks for no permission: who sees a run may know what started it. */
@Injectable()
export class RunOriginsQuery {
  constructor(private readonly database: Database) {}

  async ofRuns(actor: Actor, runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, RunOrigin>> {
    const rows = await this.database.transaction(actor.organisationId, (tx) =>
      tx.query<RunOrigin & { runId: RunId }>(
        `SELECT f.run_id AS "runId", 'schedule' AS kind, s.id, s.name
           FROM schedule_firings f JOIN schedules s ON s.id = f.schedule_id AND s.organisation_id = f.organisation_id
          WHERE f.organisation_id = $1 AND f.run_id = ANY ($2)
         UNION ALL
         SELECT d.run_id, 'webhook', h.id, h.name
           FROM webhook_deliveries d JOIN webhooks h ON h.id = d.webhook_id AND h.organisation_id = d.organisation_id
          WHERE d.organisation_id = $1 AND d.run_id = ANY ($2)`,
        [actor.organisationId, runIds],
      ),
    );
    return new Map(rows.map(({ runId, ...origin }) => [runId, origin]));
  }
}
