import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { LineagePort, type Ancestor } from '@groundswell/policies';

/** Tells the policy stacks where a workflow comes from. */
@Injectable()
export class WorkflowLineage extends LineagePort {
  async ancestry(tx: Tx, workflowId: WorkflowId): Promise<readonly Ancestor[]> {
    return tx.query<Ancestor>(
      `SELECT a.id AS "workflowId", a.title, a.team_id AS "teamId"
         FROM workflows w
         CROSS JOIN LATERAL unnest(w.path || w.id) WITH ORDINALITY AS step (id, place)
         JOIN workflows a ON a.id = step.id
        WHERE w.organisation_id = $1 AND w.id = $2
        ORDER BY step.place`,
      [tx.scope.organisationId, workflowId],
    );
  }
}
