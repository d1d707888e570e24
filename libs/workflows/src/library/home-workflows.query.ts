import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';

/** The workflows that somebody's start page lists. Each answer holds ids, the first being the one to show first. */
@Injectable()
export class HomeWorkflowsQuery {
  constructor(private readonly permissions: Permissions) {}

  /** Published ones of the person's teams that can be run now, the most adapted first. */
  async ofOwnTeams(tx: Tx, actor: Actor, limit: number): Promise<readonly WorkflowId[]> {
    const where = `w.team_id = ANY ($2::uuid[]) AND w.published_version_id IS NOT NULL AND w.stage IN ('pilot', 'production')`;
    return this.select(tx, actor, where, actor.teamIds, 'w.adaptation_count DESC, w.created_at DESC', limit);
  }

  /** Those with a draft that the person owns or registered, the newest first. */
  async withOwnDraft(tx: Tx, actor: Actor, limit: number): Promise<readonly WorkflowId[]> {
    const where = `$2::uuid IN (w.owner_id, w.created_by_id) AND w.stage <> 'retired' AND EXISTS (
      SELECT FROM workflow_versions v WHERE v.workflow_id = w.id AND v.organisation_id = w.organisation_id AND v.status = 'draft')`;
    return this.select(tx, actor, where, actor.personId, 'w.created_at DESC', limit);
  }

  /** Those that colleagues adapted from the person's own, the newest first. */
  async adaptedByColleagues(tx: Tx, actor: Actor, limit: number): Promise<readonly WorkflowId[]> {
    const where = `w.owner_id <> $2::uuid AND w.created_by_id <> $2::uuid AND EXISTS (
      SELECT FROM workflows p WHERE p.id = w.adapted_from_workflow_id AND p.organisation_id = w.organisation_id
        AND $2::uuid IN (p.owner_id, p.created_by_id))`;
    return this.select(tx, actor, where, actor.personId, 'w.created_at DESC', limit);
  }

  private async select(
    tx: Tx,
    actor: Actor,
    where: string,
    value: unknown,
    order: string,
    limit: number,
  ): Promise<readonly WorkflowId[]> {
    const allowed = this.permissions.filter(actor, 'workflow.read', 'w', 4);
    const rows = await tx.query<{ id: WorkflowId }>(
      `SELECT w.id FROM workflows w WHERE w.organisation_id = $1 AND ${where} AND ${allowed.sql} ORDER BY ${order}, w.id LIMIT $3`,
      [tx.scope.organisationId, value, limit, ...allowed.params],
    );
    return rows.map((row) => row.id);
  }
}
