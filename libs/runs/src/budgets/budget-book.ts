import { Injectable } from '@nestjs/common';
import type { Micros } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import type { Actor, Tx } from '@groundswell/platform';
import { passedPercents } from '../domain/budget.js';
import type { BudgetEntity } from '../persistence/budget.entities.js';
import { BudgetCounters, type CoveringBudget } from './budget-counters.js';
import { BudgetWarnings } from './budget-warnings.js';

/** What is written down when a budget changes: its month, its audit entry, and a warning where it is passed already. */
@Injectable()
export class BudgetBook {
  constructor(
    private readonly counters: BudgetCounters,
    private readonly warnings: BudgetWarnings,
    private readonly audit: AuditWriter,
  ) {}

  async written(tx: Tx, actor: Actor, budget: CoveringBudget, beforeMicros: Micros | null, at: Date): Promise<void> {
    const month = await this.counters.monthOf(tx, at);
    await this.counters.open(tx, budget, month);
    const { spentMicros } = await this.counters.state(tx, budget, month);
    const { level, targetId, name, limitMicros } = budget;
    await this.audit.record(tx, {
      actor,
      action: 'budget.set',
      subject: { type: 'budget', id: budget.id },
      details: { level, targetId, name, limitMicros, beforeMicros, spentMicros, month },
      links: level === 'workflow' ? { workflowId: targetId } : {},
    });
    const percent = passedPercents(-1, spentMicros, limitMicros).at(-1);
    if (percent !== undefined) await this.warnings.warn(tx, budget, { month, spentMicros, percent, at });
  }

  async removed(tx: Tx, actor: Actor, before: BudgetEntity): Promise<void> {
    const { id, level, targetId, limitMicros } = before;
    await this.audit.record(tx, {
      actor,
      action: 'budget.removed',
      subject: { type: 'budget', id },
      details: { level, targetId, limitMicros },
      links: level === 'workflow' ? { workflowId: targetId } : {},
    });
  }
}
