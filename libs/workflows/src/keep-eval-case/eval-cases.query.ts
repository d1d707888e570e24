import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { versionSubject, WorkflowAccess, workflowSubject } from '../access/workflow-access.js';
import { EvalCaseEntity } from '../persistence/eval-case.entity.js';

/** Reads test cases. They hold what real runs took in, so they are for those who change or review the workflow. */
@Injectable()
export class EvalCasesQuery {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly permissions: Permissions,
  ) {}

  /** The cases of a version, the oldest first; none for who may neither change nor review it. */
  async ofVersion(tx: Tx, actor: Actor, versionId: string): Promise<readonly EvalCaseEntity[]> {
    const { workflow, version } = await this.access.getReadableVersion(tx, actor, versionId);
    const may =
      this.permissions.can(actor, 'workflow.edit', workflowSubject(workflow)) ||
      this.permissions.can(actor, 'workflow.review', versionSubject(version));
    if (!may) return [];
    const all = await tx.manager.find(EvalCaseEntity, {
      where: { ...tx.scope, workflowId: workflow.id },
      order: { madeAt: 'ASC', id: 'ASC' },
    });
    return all.filter(
      ({ fromVersion, untilVersion }) =>
        fromVersion <= version.number && (untilVersion === null || untilVersion > version.number),
    );
  }
}
