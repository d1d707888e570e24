import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import { DEFAULT_PLAN, type PlanPoint } from '../domain/plan-line.js';
import { PlanEntity } from '../persistence/plan.entity.js';

/** Reads and writes the plan of an organisation. */
@Injectable()
export class PlanStore {
  /** The points that a leader set, or the plan that every organisation begins with. */
  async points(tx: Tx): Promise<readonly PlanPoint[]> {
    const plan = await tx.manager.findOneBy(PlanEntity, tx.scope);
    return plan?.points ?? DEFAULT_PLAN;
  }

  async save(tx: Tx, points: readonly PlanPoint[], setById: string, setAt: Date): Promise<void> {
    await tx.manager.upsert(PlanEntity, { ...tx.scope, points: [...points], setById, setAt }, ['organisationId']);
  }
}
