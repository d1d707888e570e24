import { Injectable } from '@nestjs/common';
import type { ConnectorId, ToolId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import type { VersionStatus } from '../domain/workflow-version.js';

/** One version of a workflow that uses a connector. */
export interface BoundVersion {
  readonly workflowId: WorkflowId;
  readonly versionId: WorkflowVersionId;
  readonly number: number;
  readonly status: VersionStatus;
  /** The workflow from which the whole lineage grew; itself when it was not adapted. */
  readonly rootId: WorkflowId;
  /** The tools of that connector which it binds, by the ids that were approved. */
  readonly toolIds: readonly ToolId[];
}

/** What is found, and how much of it the person may not see. */
export interface WhereBound {
  readonly versions: readonly BoundVersion[];
  /** Workflows that use it too and that this person may not see. */
  readonly hidden: number;
}

const MOST = 500;

/** Says which versions of workflows use a connector: those that are published, and those that are on their way. */
@Injectable()
export class WhereBoundQuery {
  constructor(private readonly permissions: Permissions) {}

  /** By lineage, then title; retired workflows are left out. */
  async ofConnector(tx: Tx, actor: Actor, connectorId: ConnectorId): Promise<WhereBound> {
    const allowed = this.permissions.filter(actor, 'workflow.read', 'w', 3);
    const rows = await tx.query<BoundVersion & { readonly readable: boolean }>(
      `SELECT w.id AS "workflowId", v.id AS "versionId", v.number, v.status, w.root_id AS "rootId",
              ${allowed.sql} AS readable,
              (SELECT coalesce(jsonb_agg(tool), '[]') FROM jsonb_array_elements(v.bindings) b, jsonb_array_elements_text(b->'toolIds') tool
                WHERE b->>'connectorId' = $2::text) AS "toolIds"
         FROM workflow_versions v
         JOIN workflows w ON w.id = v.workflow_id AND w.organisation_id = $1
        WHERE v.organisation_id = $1 AND v.status IN ('published', 'submitted', 'draft') AND w.stage <> 'retired'
          AND v.bindings @> jsonb_build_array(jsonb_build_object('connectorId', $2::text))
        ORDER BY w.root_id, w.title, w.id, v.number DESC LIMIT ${MOST}`,
      [tx.scope.organisationId, connectorId, ...allowed.params],
    );
    const versions = rows.filter((row) => row.readable);
    const hidden = new Set(rows.filter((row) => !row.readable).map((row) => row.workflowId)).size;
    return { versions: versions.map(({ readable: _readable, ...version }) => version), hidden };
  }
}
