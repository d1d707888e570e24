import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Micros } from '@groundswell/kernel';
import { CLOCK, Database, together, type Tx } from '@groundswell/platform';
import { budgetUsedUp, mostOfTurn, runLimitReached } from '../domain/budget.js';
import type { ModelRequest } from '../domain/conversation.js';
import type { RunWork } from '../engine/run-work.js';
import { WorkRefused } from '../engine/work-refused.js';
import { TurnInterrupted } from '../model/model.port.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { BudgetBusy } from './budget-busy.js';
import { BudgetCounters, BudgetShort, type Settlement } from './budget-counters.js';
import { BudgetWarnings } from './budget-warnings.js';

/** How long a run waits in its place for what others hold and mostly will not need, before it makes room for other work. */
const LOOK_EVERY_MS = 200;
const LOOK_AT_MOST = 3;

/**
 * Money before each attempt at a model turn, and the exact cost after it. A hold belongs to the run and to the worker that asked:
 * whoever takes the run over settles it, and what a run that ended left behind is settled by the sweep.
 */
@Injectable()
export class BudgetGate {
  constructor(
    private readonly database: Database,
    private readonly counters: BudgetCounters,
    private readonly warnings: BudgetWarnings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a transaction in which an attempt begins, together with the hold for it: neither is stored without the other.
   * @param begin asks for all its statements at once: the hold is asked for behind them
   * @throws WorkRefused when the run's own limit or a budget does not allow what the attempt may cost; BudgetBusy when it will
   *   once others have settled
   */
  async reserving<T>(work: RunWork, request: ModelRequest, begin: (tx: Tx) => Promise<T>): Promise<T> {
    const { run, lease } = work;
    if (run.mode !== 'live') return this.database.transaction(run.organisationId, begin);
    const text = JSON.stringify(request);
    const amountMicros = mostOfTurn(Buffer.byteLength(text), request.maxTokens, work.price, work.usdRateMicros);
    await this.withinRun(run, run.costMicros + work.costBelowMicros, amountMicros);
    for (let looked = 1; ; looked++) {
      try {
        return await this.database.transaction(run.organisationId, async (tx) => {
          const at = this.clock.now();
          // In this order, since the run's row is locked before its money.
          const [begun, left] = await together([begin(tx), this.counters.take(tx, placeOf(run), run.id, null, at)]);
          const requestCharacters = text.length;
          const hold = { ...placeOf(run), runId: run.id, leaseOwner: lease.owner, amountMicros, requestCharacters, at };
          await this.counters.hold(tx, hold, left);
          return begun;
        });
      } catch (error) {
        if (!(error instanceof BudgetShort)) throw error;
        if (error.shortage === 'used-up') throw await this.usedUp(run, error);
        if (looked >= LOOK_AT_MOST) throw new BudgetBusy();
        await pause(LOOK_EVERY_MS, work.signal);
      }
    }
  }

  /** Takes what was held for the attempt that ended; {@link charge} must follow in the same transaction. */
  async take(tx: Tx, { run }: Pick<RunWork, 'run'>, leaseOwner: string | null, at: Date): Promise<Settlement | null> {
    return run.mode === 'live' ? this.counters.take(tx, placeOf(run), run.id, leaseOwner, at) : null;
  }

  /** Books the exact cost at every level and gives back the rest of what was held. Warns where a threshold is passed. */
  async charge(tx: Tx, settlement: Settlement | null, spentMicros: Micros, at: Date): Promise<void> {
    if (settlement === null || (settlement.hold === null && spentMicros === 0)) return;
    const charged = await this.counters.charge(tx, settlement, spentMicros);
    await this.warnings.afterCharge(tx, charged, spentMicros, at);
  }

  /** Gives back what was held for an attempt that was never made. */
  async release(tx: Tx, work: RunWork): Promise<void> {
    const now = this.clock.now();
    await this.charge(tx, await this.take(tx, work, work.lease.owner, now), 0, now);
  }

  /** @param spentMicros by the run and by the runs that it called */
  private async withinRun(run: RunEntity, spentMicros: Micros, amountMicros: Micros): Promise<void> {
    if (spentMicros + amountMicros <= run.maxCostMicros) return;
    const { currency } = await this.database.transaction(run.organisationId, (tx) =>
      this.counters.covering(tx, placeOf(run), this.clock.now()),
    );
    throw new WorkRefused(runLimitReached(spentMicros, run.maxCostMicros, amountMicros, currency), true);
  }

  /** The first run that a budget stops is told to whoever can raise it. */
  private async usedUp(run: RunEntity, short: BudgetShort): Promise<WorkRefused> {
    const { month, spentMicros } = short.state;
    await this.database.transaction(run.organisationId, (tx) =>
      this.warnings.warn(tx, short.budget, { month, spentMicros, percent: 100, at: this.clock.now() }),
    );
    return new WorkRefused(budgetUsedUp(short.budget.id, short.state, short.amountMicros, short.currency), true);
  }
}

function placeOf({ organisationId, teamId, workflowId }: RunEntity) {
  return { organisationId, teamId, workflowId };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (signal.aborted) throw new TurnInterrupted();
}
