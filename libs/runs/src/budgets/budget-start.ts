import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { Runnable } from '@groundswell/workflows';
import { budgetUsedUp, mostOfTurn, shortageOf } from '../domain/budget.js';
import { getPrice, outputTokensOf } from '../domain/price-table.js';
import type { RunMode } from '../domain/run-kind.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { refuse, type RunRefusedAnswer } from '../start-run/run-refusal.js';
import { BudgetCounters } from './budget-counters.js';
import { BudgetWarnings } from './budget-warnings.js';

/**
 * Whether the budgets allow a run its first turn. Nothing is held by asking: the engine reserves when it asks the model. It
 * spares people a run that would be stopped at once, and tells whoever can raise the budget that it refuses runs by now.
 */
@Injectable()
export class BudgetStart {
  constructor(
    private readonly counters: BudgetCounters,
    private readonly warnings: BudgetWarnings,
    private readonly prices: ModelPrices,
    private readonly people: PeopleDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async refusal(tx: Tx, { workflow, version }: Runnable, mode: RunMode): Promise<RunRefusedAnswer | null> {
    if (mode !== 'live') return null;
    const at = this.clock.now();
    const { organisationId } = tx.scope;
    const place = { organisationId, teamId: workflow.teamId, workflowId: workflow.id };
    const { month, currency, budgets } = await this.counters.covering(tx, place, at);
    if (budgets.length === 0) return null;
    const usdRateMicros = await this.people.usdRate(tx);
    const price = getPrice(await this.prices.all(tx), version.content.model, at);
    const bytes = Buffer.byteLength(version.content.instructions);
    const amountMicros = mostOfTurn(bytes, outputTokensOf(price), price, usdRateMicros);
    for (const budget of budgets) {
      const state = await this.counters.state(tx, budget, month);
      if (shortageOf(state, amountMicros) !== 'used-up') continue;
      await this.warnings.warn(tx, budget, { month, spentMicros: state.spentMicros, percent: 100, at });
      const { code, message, nextStep, limit } = budgetUsedUp(budget.id, state, amountMicros, currency);
      return { ...refuse(code, message, nextStep), ...(limit === undefined ? {} : { limit }) };
    }
    return null;
  }
}
