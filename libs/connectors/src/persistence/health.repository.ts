import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type ConnectorId, type Id, isId, newId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { shownDetail } from '../domain/connectors.errors.js';
import type { McpFailure } from '../mcp/mcp-failure.js';
import type { ProtocolEra } from '../mcp/mcp-session.js';

/** A finding that stays the same is written down once a day, so that the page can say that it still holds. */
const SAME_DAY_MS = 20 * 3_600_000;

/** What an attempt to reach a connector's server found. */
export type HealthFinding = { readonly durationMs: number } & (
  | { readonly ok: true; readonly era: ProtocolEra; readonly toolCount: number | null }
  | { readonly ok: false; readonly failure: McpFailure }
);

/** One look at a connector that was kept. */
export interface HealthLook {
  readonly id: string;
  readonly connectorId: string;
  readonly state: 'healthy' | 'failing';
  readonly message: string | null;
  readonly toolCount: number | null;
  readonly durationMs: number;
  readonly checkedAt: Date;
}

/** Keeps the history of a connector's health, and which protocol line its server spoke last. */
@Injectable()
export class HealthRepository {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** The last looks at a connector, the latest first. */
  async history(tx: Tx, connectorIds: readonly string[], limit: number): Promise<HealthLook[]> {
    return tx.query<HealthLook>(
      `SELECT * FROM (
         SELECT id, connector_id AS "connectorId", state, message, tool_count AS "toolCount", duration_ms AS "durationMs",
                checked_at AS "checkedAt",
                row_number() OVER (PARTITION BY connector_id ORDER BY checked_at DESC, id DESC) AS place
           FROM connector_health WHERE organisation_id = $1 AND connector_id = ANY($2)
       ) looks WHERE place <= $3 ORDER BY "checkedAt" DESC, id DESC`,
      [tx.scope.organisationId, connectorIds.filter(isId), limit],
    );
  }

  /** @param onlyNews leaves no row when the last one of this day says the same: for findings that nobody asked for */
  async record(tx: Tx, connectorId: ConnectorId, finding: HealthFinding, onlyNews = false): Promise<void> {
    const { organisationId } = tx.scope;
    const at = this.clock.now();
    const state = finding.ok ? 'healthy' : 'failing';
    const message = finding.ok ? null : (shownDetail(finding.failure.detail) ?? finding.failure.message);
    await tx.query(
      `INSERT INTO connector_health (id, organisation_id, connector_id, state, message, tool_count, duration_ms, checked_at)
       SELECT $1, $2, $3, $4::text, $5::text, $6, $7, $8
        WHERE NOT $9::boolean OR NOT EXISTS (
          SELECT 1 FROM (SELECT state, message, checked_at FROM connector_health WHERE organisation_id = $2 AND connector_id = $3
                          ORDER BY checked_at DESC, id DESC LIMIT 1) last
           WHERE last.state = $4 AND last.message IS NOT DISTINCT FROM $5 AND last.checked_at > $10)`,
      [
        newId<Id<'connector-health'>>(at.getTime()),
        organisationId,
        connectorId,
        state,
        message,
        finding.ok ? finding.toolCount : null,
        Math.round(finding.durationMs),
        at,
        onlyNews,
        new Date(at.getTime() - SAME_DAY_MS),
      ],
    );
    if (!finding.ok) return;
    await tx.query(
      `UPDATE connectors SET protocol_era = $1 WHERE organisation_id = $2 AND id = $3 AND protocol_era IS DISTINCT FROM $1`,
      [finding.era, organisationId, connectorId],
    );
  }
}
