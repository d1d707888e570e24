import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { checkedPlan, type PlanPoint } from '../domain/plan-line.js';
import { PlanStore } from './plan-store.js';

/** Sets the plan line of the programme. */
@Injectable()
export class SetPlanService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly plans: PlanStore,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN or INPUT_INVALID */
  async set(actor: Actor, points: readonly PlanPoint[]): Promise<readonly PlanPoint[]> {
    this.permissions.require(actor, 'programme.plan', { type: 'programme', organisationId: actor.organisationId });
    const plan = checkedPlan(points);
    await this.database.transaction(actor.organisationId, async (tx) => {
      const before = await this.plans.points(tx);
      await this.plans.save(tx, plan, actor.personId, this.clock.now());
      await this.audit.record(tx, {
        actor,
        action: 'programme.plan.set',
        subject: { type: 'programme', id: actor.organisationId },
        details: { before: before.map((point) => ({ ...point })), points: plan.map((point) => ({ ...point })) },
      });
    });
    return plan;
  }
}
