import { Injectable } from '@nestjs/common';
import type { WorkflowVersionId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';

/** Finds what waits for a person's review. */
@Injectable()
export class ReviewQueueQuery {
  constructor(private readonly permissions: Permissions) {}

  /** Submitted versions that the person may review and did not write in, the longest waiting first. */
  async waiting(tx: Tx, actor: Actor): Promise<readonly WorkflowVersionId[]> {
    const allowed = this.permissions.filter(actor, 'workflow.review', 'v', 3);
    const rows = await tx.query<{ id: WorkflowVersionId }>(
      `SELECT v.id FROM workflow_versions v
        WHERE v.organisation_id = $1 AND v.status = 'submitted' AND NOT $2::uuid = ANY (v.editor_ids) AND ${allowed.sql}
        ORDER BY v.submitted_at, v.id
        LIMIT 200`,
      [tx.scope.organisationId, actor.personId, ...allowed.params],
    );
    return rows.map((row) => row.id);
  }
}
