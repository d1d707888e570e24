import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EvalCaseId, WorkflowVersionId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { versionSubject, WorkflowAccess, workflowSubject, type WorkflowAndVersion } from '../access/workflow-access.js';
import { EvalCaseEntity } from '../persistence/eval-case.entity.js';

/** A test case as a version has it. */
export interface VersionEvalCase {
  readonly kept: EvalCaseEntity;
  /** The version of the ancestor that it comes from; null where the workflow made it itself. */
  readonly originVersionId: WorkflowVersionId | null;
}

export interface VersionEvalCases {
  readonly shown: readonly VersionEvalCase[];
  /** How many are inherited from workflows whose cases this person may not see. */
  readonly hidden: number;
}

interface Row {
  readonly id: EvalCaseId;
  readonly origin_version_id: WorkflowVersionId | null;
}

const NONE: VersionEvalCases = { shown: [], hidden: 0 };

/**
 * Reads test cases. They hold what real runs took in, so they are for those who change or review the workflow; and one that is
 * inherited stays with its origin, so it is for those who change or review that as well.
 */
@Injectable()
export class EvalCasesQuery {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly permissions: Permissions,
  ) {}

  /** The cases of a version: its own, the oldest first, then those of its ancestors. None for who may neither change nor review it. */
  async ofVersion(tx: Tx, actor: Actor, versionId: string): Promise<VersionEvalCases> {
    const found = await this.access.getReadableVersion(tx, actor, versionId);
    if (!this.mayLook(actor, found)) return NONE;
    const rows = await this.rows(tx, found.version.id);
    const ids = rows.map((row) => row.id);
    const cases = ids.length === 0 ? [] : await tx.manager.findBy(EvalCaseEntity, { ...tx.scope, id: In(ids) });
    const byId = new Map(cases.map((one) => [one.id, one]));
    const open = await this.openOrigins(tx, actor, rows);
    const shown = rows.flatMap(({ id, origin_version_id: originVersionId }) => {
      const kept = byId.get(id);
      const may = originVersionId === null || open.has(originVersionId);
      return kept !== undefined && may ? [{ kept, originVersionId }] : [];
    });
    return { shown, hidden: rows.length - shown.length };
  }

  private mayLook(actor: Actor, { workflow, version }: WorkflowAndVersion): boolean {
    return (
      this.permissions.can(actor, 'workflow.edit', workflowSubject(workflow)) ||
      this.permissions.can(actor, 'workflow.review', versionSubject(version))
    );
  }

  /** The versions of ancestors whose cases this person may see where they were made. */
  private async openOrigins(tx: Tx, actor: Actor, rows: readonly Row[]): Promise<ReadonlySet<WorkflowVersionId>> {
    const open = new Set<WorkflowVersionId>();
    for (const id of new Set(rows.flatMap((row) => row.origin_version_id ?? []))) {
      const origin = await this.access.findReadableVersion(tx, actor, id);
      if (origin !== null && this.mayLook(actor, origin)) open.add(id);
    }
    return open;
  }

  /**
   * From the version up its lineage, each time to the exact version that was adapted, with what that one had. What a workflow on
   * the way leaves out is left out below it too.
   */
  private async rows(tx: Tx, versionId: WorkflowVersionId): Promise<readonly Row[]> {
    return tx.query<Row>(
      `WITH RECURSIVE line AS (
         SELECT v.id AS version_id, v.number, w.id AS workflow_id, w.adapted_from_version_id, 0 AS depth
           FROM workflow_versions v JOIN workflows w ON w.id = v.workflow_id AND w.organisation_id = $1
          WHERE v.organisation_id = $1 AND v.id = $2
         UNION ALL
         SELECT v.id, v.number, w.id, w.adapted_from_version_id, line.depth + 1
           FROM line
           JOIN workflow_versions v ON v.id = line.adapted_from_version_id AND v.organisation_id = $1
           JOIN workflows w ON w.id = v.workflow_id AND w.organisation_id = $1
       )
       SELECT c.id, CASE WHEN line.depth > 0 THEN line.version_id END AS origin_version_id
         FROM line JOIN eval_cases c ON c.organisation_id = $1 AND c.workflow_id = line.workflow_id
          AND c.from_version <= line.number AND (c.until_version IS NULL OR c.until_version > line.number)
        WHERE NOT EXISTS (
          SELECT FROM eval_case_omissions o JOIN line below ON below.workflow_id = o.workflow_id
           WHERE o.organisation_id = $1 AND o.eval_case_id = c.id AND below.depth < line.depth
             AND o.from_version <= below.number)
        ORDER BY line.depth, c.made_at, c.id`,
      [tx.scope.organisationId, versionId],
    );
  }
}
