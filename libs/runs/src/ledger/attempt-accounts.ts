import { Injectable } from '@nestjs/common';
import { newId, picoUsdToMicros, type Id, type StepId } from '@groundswell/kernel';
import { together, type Tx } from '@groundswell/platform';
import type { Settlement } from '../budgets/budget-counters.js';
import { BudgetGate } from '../budgets/budget-gate.js';
import { costOf } from '../domain/price-table.js';
import { addSpent, type Spent, spentOn } from '../domain/spent.js';
import { estimateTokens, NO_USAGE, type TokenUsage } from '../domain/token-usage.js';
import type { RunWork } from '../engine/run-work.js';
import type { AttemptReport } from '../model/model.port.js';
import { ModelAttemptEntity, type AttemptEnding } from '../persistence/model-attempt.entity.js';
import { insertRow } from '../persistence/insert-row.js';
import { CostLedger } from './cost-ledger.js';

/** The part of a worker's view that accounting looks at: also of a run that nobody works on any more. */
export type AccountedWork = Pick<RunWork, 'run' | 'price' | 'usdRateMicros'>;

interface Accounted {
  readonly attempt: number;
  readonly ending: AttemptEnding;
  readonly usage: TokenUsage;
  readonly estimated: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly message?: string | null;
  readonly httpStatus?: number | null;
  readonly requestId?: string | null;
  readonly serviceTier?: string | null;
}

const NO_JSON: ReadonlySet<keyof ModelAttemptEntity> = new Set();

/**
 * Accounts each attempt at a model turn: its row, its line in the cost ledger, the run's totals and the budgets, in one
 * transaction. The line is dated by when the money was reserved, so that it falls into the month whose budget allowed it.
 */
@Injectable()
export class AttemptAccounts {
  constructor(
    private readonly ledger: CostLedger,
    private readonly budgets: BudgetGate,
  ) {}

  /**
   * @param store what is stored with the attempt; it asks for its statements at once, so that they go out with those of the attempt,
   *   and adds what was spent to the run's totals: by {@link addToRun} or with the run's next state
   */
  async record<T>(
    tx: Tx,
    work: RunWork,
    stepId: StepId,
    report: AttemptReport,
    store: (spent: Spent) => Promise<T>,
  ): Promise<T> {
    const { attempt, usage, estimated, startedAt, endedAt, fault, requestId, serviceTier } = report;
    const settlement = await this.budgets.take(tx, work, work.lease.owner, endedAt);
    const accounted = {
      attempt,
      usage,
      estimated,
      startedAt,
      endedAt,
      requestId,
      serviceTier,
      ending: fault?.kind ?? 'replied',
      message: fault?.message,
      httpStatus: fault?.httpStatus,
    } as const;
    return this.account(tx, work, stepId, settlement, accounted, store);
  }

  /**
   * An attempt whose worker died: what it used nobody counted, so the request's size is taken as the guess. Where nothing is held
   * any more, nothing was under way, or somebody has booked it already.
   * @param heldBy only if this worker held it; null for whoever did
   */
  async recordLost(
    tx: Tx,
    work: AccountedWork,
    stepId: StepId,
    requestCharacters: number,
    at: Date,
    heldBy: string | null = null,
  ): Promise<void> {
    const live = work.run.mode === 'live';
    const settlement = await this.budgets.take(tx, work, heldBy, at);
    if (settlement !== null && settlement.hold === null) return;
    const accounted = {
      attempt: 0,
      ending: 'lost',
      usage: live ? { ...NO_USAGE, inputTokens: estimateTokens(requestCharacters) } : NO_USAGE,
      estimated: true,
      startedAt: at,
      endedAt: at,
    } as const;
    await this.account(tx, work, stepId, settlement, accounted, (spent) => this.addToRun(tx, work, spent));
  }

  private async account<T>(
    tx: Tx,
    work: AccountedWork,
    stepId: StepId,
    settlement: Settlement | null,
    report: Accounted,
    store: (spent: Spent) => Promise<T>,
  ): Promise<T> {
    const { run, price, usdRateMicros } = work;
    const { usage } = report;
    const pico = costOf(usage, price);
    const micros = picoUsdToMicros(pico, usdRateMicros);
    const id: string = newId<Id<'model-attempt'>>(report.endedAt.getTime());
    const row: ModelAttemptEntity = {
      id,
      organisationId: run.organisationId,
      runId: run.id,
      stepId,
      attempt: report.attempt,
      model: run.model,
      practice: run.mode === 'practice',
      ending: report.ending,
      message: report.message ?? null,
      httpStatus: report.httpStatus ?? null,
      requestId: report.requestId ?? null,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cacheReadTokens: usage.cacheReadTokens,
      cacheWrite5mTokens: usage.cacheWrite5mTokens,
      cacheWrite1hTokens: usage.cacheWrite1hTokens,
      serviceTier: report.serviceTier ?? null,
      estimated: report.estimated,
      priceId: price.id,
      costPicoUsd: pico,
      costMicros: micros,
      usdRateMicros,
      startedAt: report.startedAt,
      endedAt: report.endedAt,
    };
    const line = {
      kind: 'model',
      workflowId: run.workflowId,
      versionId: run.versionId,
      runId: run.id,
      stepId,
      personId: run.actorId,
      model: run.model,
      usage,
      estimated: report.estimated,
      priceId: price.id,
      costPicoUsd: pico,
      usdRateMicros,
      at: settlement?.hold?.heldAt ?? report.endedAt,
      source: `model attempt ${id}`,
    } as const;
    const [stored] = await together([
      // First, since the run's row is locked before its money.
      store(spentOn(usage, pico, micros)),
      insertRow(tx, 'model_attempts', row, NO_JSON),
      // Practice uses no model and books nothing; a request that was turned away costs nothing.
      run.mode === 'live' && pico > 0n ? this.ledger.append(tx, line) : null,
    ]);
    await this.budgets.charge(tx, settlement, micros, report.endedAt);
    return stored;
  }

  /** Increments, so that an attempt that ends after its run was cancelled still counts, without touching the end. */
  async addToRun(tx: Tx, { run }: AccountedWork, spent: Spent): Promise<void> {
    await tx.write(
      `UPDATE runs SET input_tokens = input_tokens + $3, output_tokens = output_tokens + $4,
         cache_read_tokens = cache_read_tokens + $5, cache_write_tokens = cache_write_tokens + $6,
         cost_pico_usd = cost_pico_usd + $7::bigint, cost_micros = cost_micros + $8
       WHERE organisation_id = $1 AND id = $2`,
      [
        run.organisationId,
        run.id,
        spent.inputTokens,
        spent.outputTokens,
        spent.cacheReadTokens,
        spent.cacheWriteTokens,
        spent.costPicoUsd.toString(),
        spent.costMicros,
      ],
    );
    tx.afterCommit(() => addSpent(run, spent));
  }
}
