import { Injectable } from '@nestjs/common';
import type { Micros, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { COUNTING_COST } from '../rollups/rollup-sql.js';

/** What building and reviewing cost until a workflow's first version was published. */
export interface PilotCost {
  readonly buildMicros: Micros;
  readonly reviewMicros: Micros;
}

/** Lines that belong to getting workflow `w` into pilot; later versions are no cost of getting there. */
export const BEFORE_FIRST_PUBLISHED = `(
  SELECT v.workflow_id, v.id FROM workflow_versions v
   WHERE v.organisation_id = $1 AND v.number <= coalesce((
     SELECT min(p.number) FROM workflow_versions p
      WHERE p.workflow_id = v.workflow_id AND p.organisation_id = $1 AND p.published_at IS NOT NULL
   ), v.number)
)`;

/** Reads the cost ledger of the runs library for the cost of the next workflow. */
@Injectable()
export class PilotCostsQuery {
  async buildAndReview(tx: Tx): Promise<Map<WorkflowId, PilotCost>> {
    const rows = await tx.query<{ workflow_id: WorkflowId; build: number; review: number }>(
      `SELECT first.workflow_id,
              coalesce(sum(e.amount_micros) FILTER (WHERE e.kind = 'build'), 0)::float8 AS build,
              coalesce(sum(e.amount_micros) FILTER (WHERE e.kind = 'review'), 0)::float8 AS review
         FROM cost_entries e JOIN ${BEFORE_FIRST_PUBLISHED} AS first ON first.id = e.version_id
        WHERE e.organisation_id = $1 AND e.kind IN ('build', 'review') AND ${COUNTING_COST}
        GROUP BY first.workflow_id`,
      [tx.scope.organisationId],
    );
    return new Map(rows.map((row) => [row.workflow_id, { buildMicros: row.build, reviewMicros: row.review }]));
  }

  /** What setting up each connector and policy layer cost, by its id. */
  async setUpByPart(tx: Tx): Promise<Map<string, Micros>> {
    const rows = await tx.query<{ part: string; micros: number }>(
      `SELECT coalesce(e.connector_id, e.layer_id) AS part, sum(e.amount_micros)::float8 AS micros FROM cost_entries e
        WHERE e.organisation_id = $1 AND e.kind IN ('connectorSetup', 'policySetup')
          AND coalesce(e.connector_id, e.layer_id) IS NOT NULL AND ${COUNTING_COST}
        GROUP BY 1`,
      [tx.scope.organisationId],
    );
    return new Map(rows.map((row) => [row.part, row.micros]));
  }
}
