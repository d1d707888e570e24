import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, together, type Tx } from '@groundswell/platform';
import { BudgetGate } from '../budgets/budget-gate.js';
import type { ModelRequest } from '../domain/conversation.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { ActGates } from './act-gates.js';
import { assertHeld } from './lease.js';
import { RunTransitions } from './run-transitions.js';
import type { RunWork } from './run-work.js';
import { beginStep, changeStep } from './steps.js';
import { WorkRefused } from './work-refused.js';

/** What must stand before the model is asked: nothing stops the run, the stack allows it, and the money is held. */
@Injectable()
export class TurnStart {
  constructor(
    private readonly database: Database,
    private readonly gates: ActGates,
    private readonly budgets: BudgetGate,
    private readonly transitions: RunTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores the step of a turn before it is asked. @throws WorkRefused, BudgetBusy, LeaseLost */
  async begin(work: RunWork, request: ModelRequest, turn: number): Promise<RunStepEntity> {
    return this.budgets.reserving(work, request, async (tx) => {
      const step = {
        kind: 'model',
        status: 'intended',
        title: work.run.mode === 'practice' ? 'Practice model' : work.run.model,
        turn,
        startedAt: this.clock.now(),
      } as const;
      const [, begun] = await together([
        this.gates.passTurn(tx, work),
        beginStep(tx, work, step),
        this.transitions.announce(tx, work.run.id),
      ]);
      return begun;
    });
  }

  /** Before the turn is asked again. Where no money is left for that, the step ends with its run. @throws as `begin` */
  async again(work: RunWork, request: ModelRequest, step: RunStepEntity): Promise<void> {
    try {
      await this.budgets.reserving(work, request, (tx) => assertHeld(tx, work.lease));
    } catch (error) {
      if (!(error instanceof WorkRefused)) throw error;
      const ended = { status: 'failed', text: error.failure.message, endedAt: this.clock.now() } as const;
      await this.database.transaction(work.run.organisationId, (tx) => changeStep(tx, step, ended));
      throw error;
    }
  }

  /** Gives back what was held for an attempt that was never made. */
  async giveUp(tx: Tx, work: RunWork): Promise<void> {
    await this.budgets.release(tx, work);
  }
}
