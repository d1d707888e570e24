import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { WorkflowFacts } from '../domain/compounding.js';

/** A workflow without what it cost: that stands in the cost ledger. */
export type WorkflowStory = Omit<WorkflowFacts, 'buildMicros' | 'reviewMicros'>;

interface FactsRow {
  readonly id: WorkflowId;
  readonly title: string;
  readonly root_id: WorkflowId;
  readonly adapted_from_workflow_id: WorkflowId | null;
  readonly created_at: Date;
  readonly stages: string[] | null;
  readonly stage_dates: Date[] | null;
  readonly connector_ids: string[] | null;
  readonly layer_ids: string[] | null;
}

/** Reads the tables of the workflows library: every workflow of the organisation with its stages and parts. */
@Injectable()
export class WorkflowFactsQuery {
  async all(tx: Tx): Promise<WorkflowStory[]> {
    const rows = await tx.query<FactsRow>(
      `SELECT w.id, w.title, w.root_id, w.adapted_from_workflow_id, w.created_at, s.stages, s.stage_dates,
              (SELECT array_agg(b ->> 'connectorId') FROM jsonb_array_elements(v.bindings) b) AS connector_ids,
              (SELECT array_agg(l ->> 'layerId') FROM jsonb_array_elements(v.layers) l) AS layer_ids
         FROM workflows w
         LEFT JOIN (
           SELECT workflow_id, array_agg(to_stage ORDER BY revision) AS stages, array_agg(at ORDER BY revision) AS stage_dates
             FROM workflow_stage_changes WHERE organisation_id = $1 GROUP BY workflow_id
         ) s ON s.workflow_id = w.id
         LEFT JOIN (
           SELECT DISTINCT ON (workflow_id) workflow_id, bindings, layers FROM workflow_versions
            WHERE organisation_id = $1 AND published_at IS NOT NULL ORDER BY workflow_id, number
         ) v ON v.workflow_id = w.id
        WHERE w.organisation_id = $1 ORDER BY w.created_at, w.id`,
      [tx.scope.organisationId],
    );
    return rows.map(storyOf);
  }
}

function storyOf(row: FactsRow): WorkflowStory {
  const dates = row.stage_dates ?? [];
  return {
    id: row.id,
    title: row.title,
    rootId: row.root_id,
    parentWorkflowId: row.adapted_from_workflow_id,
    createdAt: row.created_at,
    stages: (row.stages ?? []).flatMap((stage, index) => {
      const at = dates[index];
      return at === undefined ? [] : [{ stage, at }];
    }),
    parts: [...(row.connector_ids ?? []), ...(row.layer_ids ?? [])],
  };
}
