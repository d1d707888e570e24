import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { TypeORMError } from 'typeorm';
import { AppError, type OrganisationId, type RunId } from '@groundswell/kernel';
import { LOGGER, type Logger } from '@groundswell/platform';
import { BudgetBusy } from '../budgets/budget-busy.js';
import { nextAct, type NextAct, type RunUse } from '../domain/next-act.js';
import { runFailure } from '../domain/run-failure.js';
import { LeaseLost } from '../domain/runs.errors.js';
import { TurnInterrupted } from '../model/model.port.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { runStateOf } from '../persistence/runs.repository.js';
import { EnginePoints } from './engine-points.js';
import { Interrupts } from './interrupts.js';
import { LEASE, type Lease } from './lease.js';
import { RunActs } from './run-acts.js';
import { RunLeases } from './run-leases.js';
import { stepStates, type RunWork } from './run-work.js';
import { RunWorkLoader } from './run-work.loader.js';
import { WorkRefused } from './work-refused.js';

/**
 * Looks at a run and does what is next, act by act, until it ends, waits or is taken away. It may be called at any time, by
 * any process, as often as one likes: a lease lets one worker act at a time, and each write names the revision it saw.
 */
@Injectable()
export class AdvanceRunService {
  constructor(
    private readonly leases: RunLeases,
    private readonly loader: RunWorkLoader,
    private readonly acts: RunActs,
    private readonly interrupts: Interrupts,
    private readonly points: EnginePoints,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async advance(organisationId: OrganisationId, runId: RunId): Promise<void> {
    if (this.interrupts.draining) return;
    const lease: Lease = { organisationId, runId, owner: randomUUID() };
    const taken = await this.leases.take(lease, (tx, run) => this.loader.load(tx, run, lease));
    if (taken === null) return;
    const { run, loaded } = taken;
    const controller = this.interrupts.open(runId);
    const heartbeat = setInterval(() => void this.beat(lease, controller), LEASE.heartbeatMs);
    try {
      if ('fault' in loaded) throw loaded.fault;
      await this.work({ ...loaded.value, signal: controller.signal });
    } catch (error) {
      await this.afterFault(run, lease, error);
    } finally {
      clearInterval(heartbeat);
      this.interrupts.close(runId, controller);
    }
  }

  private async work(work: RunWork): Promise<void> {
    const { run, lease, signal } = work;
    this.points.pass('work-loaded');
    for (;;) {
      if (this.interrupts.draining) return this.leases.handBack(lease);
      if (signal.aborted) throw new TurnInterrupted();
      const act = nextAct(stepStates(work), run, useOf(work));
      if (!(await this.perform(work, act))) return;
    }
  }

  /** @returns whether the run goes on */
  private async perform(work: RunWork, act: NextAct): Promise<boolean> {
    await this.acts.perform(work, act);
    return runStateOf(work.run).phase === 'running' && act.type !== 'wait';
  }

  private async beat(lease: Lease, controller: AbortController): Promise<void> {
    try {
      if (!(await this.leases.beat(lease))) controller.abort();
    } catch (error) {
      // The lease ends by itself if the database stays away; until then the work may go on.
      this.logger.warn({ ...shownError(error), runId: lease.runId }, 'The heartbeat of a run failed.');
    }
  }

  private async afterFault(run: RunEntity, lease: Lease, error: unknown): Promise<void> {
    if (error instanceof LeaseLost) return;
    if (error instanceof TurnInterrupted) return this.leases.handBack(lease);
    if (error instanceof BudgetBusy) return this.leases.handBack(lease, error.afterMs, 'no fault');
    if (error instanceof WorkRefused) return this.leases.end(run, lease, error.failure, error.asStop);
    const worlds = isWorldFault(error);
    this.logger.error({ ...shownError(error), runId: run.id }, 'A run broke in the engine.');
    // The world's fault is not the run's: its steps say where to go on once the world is well again.
    if (worlds && run.faults < MOST_FAULTS) return this.leases.handBack(lease, backOffMs(run.faults));
    const failure = runFailure(
      'ENGINE_FAULT',
      worlds
        ? 'The installation was not able to go on with this run for too long.'
        : 'The run broke on a fault of this installation.',
      `Start it again. If that does not help, tell the operator the number of this run: ${run.id}.`,
    );
    return this.leases.end(run, lease, failure, false);
  }
}

/** No act is at work for longer: what a step lasts beyond it, it waited for a person. */
const LONGEST_ACT_MS = 600_000;

/** What the run has used so far. */
function useOf({ run, steps, costBelowMicros }: RunWork): RunUse {
  const tokens = run.inputTokens + run.outputTokens + run.cacheReadTokens + run.cacheWriteTokens;
  let workedMs = 0;
  for (const { kind, startedAt, endedAt, childRunId } of steps) {
    // A called workflow works on its own time.
    if ((kind !== 'model' && kind !== 'tool') || endedAt === null || childRunId !== null) continue;
    workedMs += Math.min(LONGEST_ACT_MS, endedAt.getTime() - startedAt.getTime());
  }
  return { turns: run.turns, costMicros: run.costMicros + costBelowMicros, tokens, workedMs };
}

/** Tries in a row before a run is given up: with the pauses between them, about a quarter of an hour. */
const MOST_FAULTS = 30;

function backOffMs(faults: number): number {
  return Math.min(30_000, 500 * 2 ** faults);
}

/** Whether the database, the audit log or a library was not there for us, as opposed to a fault in this program. */
function isWorldFault(error: unknown): boolean {
  if (error instanceof AppError) return error.kind === 'unavailable' || error.kind === 'exhausted';
  return error instanceof TypeORMError || (error instanceof Error && 'code' in error && typeof error.code === 'string');
}

/** What of an error goes into the log: a database error carries the parameters, which are people's data. */
function shownError(error: unknown): { readonly error: string; readonly stack?: string } {
  return error instanceof Error ? { error: error.message, stack: error.stack } : { error: String(error) };
}
