import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { LineagePort, type Ancestor, type GovernedWorkflow, type LayerScope } from '@groundswell/policies';

/** Which workflows a layer at $2 reaches, and through which ancestor; one for each scope. */
const REACHED: Readonly<Record<LayerScope, string>> = {
  organisation: `SELECT w.*, NULL::uuid AS through_id FROM workflows w WHERE $2::uuid IS NOT NULL`,
  team: `
    SELECT w.*, CASE WHEN w.team_id = $2 THEN NULL ELSE
             (SELECT a.id FROM workflows a WHERE a.id = ANY (w.path) AND a.team_id = $2
               ORDER BY array_position(w.path, a.id) DESC LIMIT 1) END AS through_id
      FROM workflows w
     WHERE w.team_id = $2 OR EXISTS (SELECT FROM workflows a WHERE a.id = ANY (w.path) AND a.team_id = $2)`,
  connector: `SELECT w.*, NULL::uuid AS through_id FROM workflows w WHERE $2 = ANY (w.bound_connector_ids)`,
  workflow: `
    SELECT w.*, CASE WHEN w.id = $2 THEN NULL ELSE $2::uuid END AS through_id
      FROM workflows w WHERE w.id = $2 OR $2 = ANY (w.path)`,
};

/** Tells the policy stacks where a workflow comes from, and which workflows a layer reaches. */
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

  async governed(
    tx: Tx,
    { scope, targetId }: { readonly scope: LayerScope; readonly targetId: string },
  ): Promise<readonly GovernedWorkflow[]> {
    return tx.query<GovernedWorkflow>(
      `SELECT reached.id AS "workflowId", reached.title, reached.stage, through.title AS "throughTitle"
         FROM (${REACHED[scope]}) AS reached
         LEFT JOIN workflows through ON through.id = reached.through_id
        WHERE reached.organisation_id = $1 AND reached.stage <> 'retired'
        ORDER BY lower(reached.title), reached.id`,
      [tx.scope.organisationId, targetId],
    );
  }
}
