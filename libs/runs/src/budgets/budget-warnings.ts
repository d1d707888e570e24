import { Injectable } from '@nestjs/common';
import { newId, type Micros } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Outbox, type Tx } from '@groundswell/platform';
import { passedPercents, type WarningPercent } from '../domain/budget.js';
import { BUDGET_WARNED } from '../domain/runs.events.js';
import type { ChargedBudget, CoveringBudget } from './budget-counters.js';

/** Warns when a budget passes a threshold, once in a month: a row that the start pages show, an audit entry and an event. */
@Injectable()
export class BudgetWarnings {
  constructor(
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  /** After a budget was charged. */
  async afterCharge(tx: Tx, charged: readonly ChargedBudget[], amountMicros: Micros, at: Date): Promise<void> {
    for (const budget of charged) {
      const { month, spentMicros, limitMicros } = budget;
      for (const percent of passedPercents(spentMicros - amountMicros, spentMicros, limitMicros)) {
        await this.warn(tx, budget, { month, spentMicros, percent, at });
      }
    }
  }

  async warn(
    tx: Tx,
    budget: CoveringBudget,
    { month, spentMicros, percent, at }: { month: string; spentMicros: Micros; percent: WarningPercent; at: Date },
  ): Promise<void> {
    const { organisationId } = tx.scope;
    const { level, targetId, name, limitMicros } = budget;
    const told = await tx.query<{ id: string }>(
      `INSERT INTO budget_warnings (id, organisation_id, level, target_id, month, percent, spent_micros, limit_micros, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [newId(at.getTime()), organisationId, level, targetId, month, percent, spentMicros, limitMicros, at],
    );
    if (told.length === 0) return;
    const details = { level, targetId, name, month, percent, spentMicros, limitMicros };
    await this.audit.record(tx, {
      actor: { organisationId, system: 'Budgets' },
      action: 'budget.warned',
      subject: { type: 'budget', id: budget.id },
      details,
      links: level === 'workflow' ? { workflowId: targetId } : {},
    });
    await this.outbox.publish(tx, { type: BUDGET_WARNED, organisationId, payload: details });
  }
}
