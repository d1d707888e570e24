import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import type { Runnable } from '@groundswell/workflows';
import { BudgetStart } from '../budgets/budget-start.js';
import { RecordRefusal } from '../record-refusal/record-refusal.service.js';
import type { RunRefusedAnswer } from './run-refusal.js';
import { StartChecks, type Checked } from './start-checks.js';
import type { StartRunRequest } from './start-run.service.js';

/** Asks what stands against a start, and keeps it where something does: so a steward sees what people meet. */
@Injectable()
export class StartGate {
  constructor(
    private readonly checks: StartChecks,
    private readonly budgets: BudgetStart,
    private readonly refusals: RecordRefusal,
  ) {}

  /** What stands against it, without keeping that somebody asked. */
  async look(tx: Tx, actor: Actor, runnable: Runnable, request: StartRunRequest): Promise<Checked | RunRefusedAnswer> {
    const checked = await this.checks.check(tx, actor, runnable, request);
    if ('code' in checked) return checked;
    return (await this.budgets.refusal(tx, runnable, request.mode)) ?? checked;
  }

  async pass(tx: Tx, actor: Actor, runnable: Runnable, request: StartRunRequest): Promise<Checked | RunRefusedAnswer> {
    const checked = await this.look(tx, actor, runnable, request);
    if ('code' in checked) await this.refusals.record(tx, actor, runnable, request, checked);
    return checked;
  }
}
