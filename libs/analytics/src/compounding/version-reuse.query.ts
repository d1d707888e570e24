import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import type { WorkflowId } from '@groundswell/kernel';
import type { VersionReuse } from '../domain/reuse-share.js';

/** A published version, and what it took over. */
export interface PublishedVersionReuse extends VersionReuse {
  readonly workflowId: WorkflowId;
  readonly number: number;
  readonly publishedAt: Date;
}

/**
 * What each published version took over: a connector that the version adapted from binds too; a policy layer that an
 * ancestor, or an ancestor's team, set; the very instructions of the version adapted from. Reads the tables of the
 * libraries below.
 */
@Injectable()
export class VersionReuseQuery {
  async all(tx: Tx): Promise<PublishedVersionReuse[]> {
    return tx.query<PublishedVersionReuse>(
      `SELECT v.workflow_id AS "workflowId", v.number, v.published_at AS "publishedAt", coalesce(EXISTS (
                SELECT FROM jsonb_array_elements(v.bindings) own JOIN jsonb_array_elements(parent.bindings) theirs
                  ON own ->> 'connectorId' = theirs ->> 'connectorId'
              ), false) AS binding,
              EXISTS (
                SELECT FROM jsonb_array_elements(v.layers) closed
                  JOIN policy_layers layer ON layer.id = (closed ->> 'layerId')::uuid AND layer.organisation_id = $1
                 WHERE (layer.scope = 'workflow' AND layer.target_id = ANY(w.path))
                    OR (layer.scope = 'team' AND layer.target_id IN (
                         SELECT ancestor.team_id FROM workflows ancestor
                          WHERE ancestor.organisation_id = $1 AND ancestor.id = ANY(w.path)))
              ) AS layer,
              coalesce(v.instructions = parent.instructions, false) AS prompt
         FROM workflow_versions v
         JOIN workflows w ON w.id = v.workflow_id AND w.organisation_id = $1
         LEFT JOIN workflow_versions parent ON parent.id = w.adapted_from_version_id AND parent.organisation_id = $1
        WHERE v.organisation_id = $1 AND v.published_at IS NOT NULL
        ORDER BY v.published_at DESC, v.id`,
      [tx.scope.organisationId],
    );
  }
}
