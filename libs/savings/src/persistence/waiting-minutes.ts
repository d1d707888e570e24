import { Inject, Injectable } from '@nestjs/common';
import type { Clock, RunId, WorkflowId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { WaitingMinutesEntity } from './waiting-minutes.entity.js';

/** Keeps what people said about runs recorded by hand until their workflow has a baseline to count them against. */
@Injectable()
export class WaitingMinutes {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async keep(
    tx: Tx,
    run: { readonly id: RunId; readonly workflowId: WorkflowId },
    humanMinutes: number,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO waiting_minutes (run_id, organisation_id, workflow_id, human_minutes, said_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [run.id, tx.scope.organisationId, run.workflowId, humanMinutes, this.clock.now()],
    );
  }

  async find(tx: Tx, runId: RunId): Promise<number | null> {
    const kept = await tx.manager.findOneBy(WaitingMinutesEntity, { ...tx.scope, runId });
    return kept?.humanMinutes ?? null;
  }

  async forget(tx: Tx, runId: RunId): Promise<void> {
    await tx.manager.delete(WaitingMinutesEntity, { ...tx.scope, runId });
  }
}
