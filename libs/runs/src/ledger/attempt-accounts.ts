import { Injectable } from '@nestjs/common';
import { newId, picoUsdToMicros, type Id, type StepId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { TakenHold } from '../budgets/budget-counters.js';
import { BudgetGate } from '../budgets/budget-gate.js';
import { costOf } from '../domain/price-table.js';
import { estimateTokens, NO_USAGE, type TokenUsage } from '../domain/token-usage.js';
import type { RunWork } from '../engine/run-work.js';
import type { AttemptReport } from '../model/model.port.js';
import { ModelAttemptEntity, type AttemptEnding } from '../persistence/model-attempt.entity.js';
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

  async record(
    tx: Tx,
    work: RunWork,
    stepId: StepId,
    report: AttemptReport,
  ): Promise<{ pico: bigint; micros: number }> {
    const { attempt, usage, estimated, startedAt, endedAt, fault, requestId, serviceTier } = report;
    const hold = await this.budgets.take(tx, work, work.lease.owner);
    return this.account(tx, work, stepId, hold, {
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
    });
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
    const hold = await this.budgets.take(tx, work, heldBy);
    if (live && hold === null) return;
    await this.account(tx, work, stepId, hold, {
      attempt: 0,
      ending: 'lost',
      usage: live ? { ...NO_USAGE, inputTokens: estimateTokens(requestCharacters) } : NO_USAGE,
      estimated: true,
      startedAt: at,
      endedAt: at,
    });
  }

  private async account(
    tx: Tx,
    work: AccountedWork,
    stepId: StepId,
    hold: TakenHold | null,
    report: Accounted,
  ): Promise<{ pico: bigint; micros: number }> {
    const { run, price, usdRateMicros } = work;
    const { usage } = report;
    const pico = costOf(usage, price);
    const micros = picoUsdToMicros(pico, usdRateMicros);
    const id: string = newId<Id<'model-attempt'>>(report.endedAt.getTime());
    await tx.manager.insert(ModelAttemptEntity, {
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
    });
    // Practice uses no model and books nothing; a request that was turned away costs nothing.
    if (run.mode === 'live' && pico > 0n) {
      await this.ledger.append(tx, {
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
        at: hold?.heldAt ?? report.endedAt,
        source: `model attempt ${id}`,
      });
    }
    await this.addToTotals(tx, work, usage, pico, micros);
    await this.budgets.charge(tx, work, hold, micros, report.endedAt);
    return { pico, micros };
  }

  /** Increments, so that an attempt that ends after its run was cancelled still counts, without touching the end. */
  private async addToTotals(
    tx: Tx,
    work: AccountedWork,
    usage: TokenUsage,
    pico: bigint,
    micros: number,
  ): Promise<void> {
    const { run } = work;
    const written = usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
    await tx.query(
      `UPDATE runs SET input_tokens = input_tokens + $3, output_tokens = output_tokens + $4,
         cache_read_tokens = cache_read_tokens + $5, cache_write_tokens = cache_write_tokens + $6,
         cost_pico_usd = cost_pico_usd + $7::bigint, cost_micros = cost_micros + $8
       WHERE organisation_id = $1 AND id = $2`,
      [
        run.organisationId,
        run.id,
        usage.inputTokens,
        usage.outputTokens,
        usage.cacheReadTokens,
        written,
        pico.toString(),
        micros,
      ],
    );
    tx.afterCommit(() => {
      run.inputTokens += usage.inputTokens;
      run.outputTokens += usage.outputTokens;
      run.cacheReadTokens += usage.cacheReadTokens;
      run.cacheWriteTokens += written;
      run.costPicoUsd += pico;
      run.costMicros += micros;
    });
  }
}
