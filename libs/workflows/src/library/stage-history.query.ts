import { Injectable } from '@nestjs/common';
import type { PersonId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Stage } from '../domain/stage.js';
import { StageChangeEntity } from '../persistence/stage-change.entity.js';

/** One change of a workflow's stage; the first of each workflow comes from nowhere. */
export interface StageChange {
  readonly workflowId: WorkflowId;
  readonly from: Stage | null;
  readonly to: Stage;
  readonly at: Date;
  /** Null when the system did it. */
  readonly byId: PersonId | null;
  readonly reason: string | null;
}

/** Reads the history of stages, from which any figure about past months can be computed afresh. */
@Injectable()
export class StageHistoryQuery {
  /** Every change of the organisation, the oldest first. */
  async all(tx: Tx): Promise<readonly StageChange[]> {
    return this.read(tx, {});
  }

  /** The changes of one workflow, the oldest first. */
  async ofWorkflow(tx: Tx, workflowId: WorkflowId): Promise<readonly StageChange[]> {
    return this.read(tx, { workflowId });
  }

  private async read(tx: Tx, where: { workflowId?: WorkflowId }): Promise<readonly StageChange[]> {
    const changes = await tx.manager.find(StageChangeEntity, {
      where: { ...tx.scope, ...where },
      order: { at: 'ASC', workflowId: 'ASC', revision: 'ASC' },
    });
    return changes.map(({ workflowId, fromStage, toStage, at, byId, reason }) => ({
      workflowId,
      from: fromStage,
      to: toStage,
      at,
      byId,
      reason,
    }));
  }
}
