import { Injectable } from '@nestjs/common';
import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { PermissionSubject } from '@groundswell/identity';

interface SubjectRow {
  readonly id: WorkflowId;
  readonly organisation_id: string;
  readonly team_id: string;
  readonly owner_id: string;
  readonly operator_owner_id: string | null;
  readonly created_by_id: string;
  readonly stage: string;
  readonly published_version_id: string | null;
}

/** Workflows in the form in which permissions are asked for them. */
@Injectable()
export class WorkflowSubjectsQuery {
  async find(tx: Tx, id: WorkflowId): Promise<PermissionSubject | null> {
    const [row] = await tx.query<SubjectRow>(
      `SELECT id, organisation_id, team_id, owner_id, operator_owner_id, created_by_id, stage, published_version_id
         FROM workflows WHERE organisation_id = $1 AND id = $2`,
      [tx.scope.organisationId, id],
    );
    if (!row) return null;
    return {
      type: 'workflow',
      id: row.id,
      organisationId: row.organisation_id,
      teamId: row.team_id,
      ownerId: row.owner_id,
      operatorOwnerId: row.operator_owner_id ?? undefined,
      createdById: row.created_by_id,
      stage: row.stage,
      publishedVersionId: row.published_version_id ?? undefined,
    };
  }
}
