import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type RunId } from '@groundswell/kernel';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { CancelRunService } from '../../cancel-run/cancel-run.service.js';
import { batchConflict } from '../../domain/batch.errors.js';
import { batchAfter, type BatchAct, type BatchStatus } from '../../domain/batch.js';
import { BatchProgress } from '../feed-batch/batch-progress.query.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';
import { BatchAccess } from '../show-batches/batch-access.js';
import { BatchMoves } from './batch-moves.js';

/** Everything a person does with a batch once it is read: begins, holds, goes on, ends it, or tries its failed rows again. */
@Injectable()
export class ChangeBatchService {
  constructor(
    private readonly database: Database,
    private readonly access: BatchAccess,
    private readonly batches: BatchesRepository,
    private readonly progress: BatchProgress,
    private readonly moves: BatchMoves,
    private readonly cancels: CancelRunService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param leaveOutFaulty begin although some rows do not fit: these are left out
   * @throws AppError NOT_FOUND, FORBIDDEN, BATCH_STATUS, BATCH_ROWS_FAULTY, BATCH_EMPTY
   */
  async start(actor: Actor, batchId: string, leaveOutFaulty: boolean): Promise<BatchEntity> {
    return this.own(actor, batchId, 'start', async (tx, batch) => {
      await this.moves.toPresentVersion(tx, batch);
      const counts = await this.batches.counts(tx, batch.id);
      const faulty = counts.get('faulty') ?? 0;
      if ((counts.get('waiting') ?? 0) === 0) {
        throw new AppError(
          'invalid',
          'BATCH_EMPTY',
          'No row fits, so nothing would run. Correct the table or the columns.',
        );
      }
      if (faulty > 0 && !leaveOutFaulty) {
        const message = `${faulty} of ${batch.rowCount} rows do not fit. Correct them, or say that they are to be left out.`;
        throw new AppError('invalid', 'BATCH_ROWS_FAULTY', message);
      }
      const now = this.clock.now();
      return { startedAt: now, resumedAt: now };
    });
  }

  /** What is under way goes on to its end; nothing more is begun. @throws AppError NOT_FOUND, FORBIDDEN, BATCH_STATUS */
  async pause(actor: Actor, batchId: string): Promise<BatchEntity> {
    return this.changed(actor, batchId, 'pause', 'run.cancel', () => Promise.resolve({}));
  }

  /** With the version that is published now, if all rows that wait fit it. @throws AppError as `start` */
  async resume(actor: Actor, batchId: string): Promise<BatchEntity> {
    return this.own(actor, batchId, 'resume', async (tx, batch) => {
      await this.moves.toPresentVersion(tx, batch);
      return { resumedAt: this.clock.now(), pauseReason: null, pauseRefusal: null };
    });
  }

  /** Begins nothing more and cancels what is under way. @throws AppError NOT_FOUND, FORBIDDEN, BATCH_STATUS */
  async cancel(actor: Actor, batchId: string): Promise<BatchEntity> {
    const batch = await this.changed(actor, batchId, 'cancel', 'run.cancel', async (tx, found) => {
      await this.moves.leaveRest(tx, found);
      return { endedAt: this.clock.now(), pauseReason: null, pauseRefusal: null };
    });
    const open = await this.database.transaction(actor.organisationId, (tx) => this.progress.underWay(tx, batch.id));
    for (const runId of open) await this.cancelRun(actor, runId);
    await this.database.transaction(actor.organisationId, (tx) => this.progress.settle(tx, batch.id));
    return batch;
  }

  /** Rows that came to nothing wait again; the run of each stands for the one before it. @throws AppError as `start` */
  async retry(actor: Actor, batchId: string): Promise<BatchEntity> {
    return this.own(actor, batchId, 'retry', async (tx, batch) => {
      await this.progress.settle(tx, batch.id);
      await this.moves.toPresentVersion(tx, batch);
      if ((await this.moves.retryFailed(tx, batch)) === 0) {
        throw new AppError(
          'conflict',
          'BATCH_NOTHING_FAILED',
          'No row came to nothing, so there is nothing to try again.',
        );
      }
      return { resumedAt: this.clock.now(), endedAt: null, pauseReason: null, pauseRefusal: null };
    });
  }

  private own(
    actor: Actor,
    batchId: string,
    act: BatchAct,
    work: (tx: Tx, batch: BatchEntity) => Promise<Partial<BatchEntity>>,
  ): Promise<BatchEntity> {
    return this.changed(actor, batchId, act, 'run.start', work);
  }

  private async changed(
    actor: Actor,
    batchId: string,
    act: BatchAct,
    permission: string,
    work: (tx: Tx, batch: BatchEntity) => Promise<Partial<BatchEntity>>,
  ): Promise<BatchEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const batch = await this.access.getLocked(tx, actor, batchId, permission);
      const status = batchAfter(batch.status, act);
      if (status === null) throw batchConflict(act, batch.status);
      await this.batches.change(tx, batch, { ...(await work(tx, batch)), status });
      await this.moves.record(tx, actor, batch, AUDIT_ACTIONS[status]);
      return batch;
    });
  }

  /** One that ended by itself meanwhile is as good. */
  private async cancelRun(actor: Actor, runId: RunId): Promise<void> {
    try {
      await this.cancels.cancel(actor, runId);
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'RUN_ENDED' && error.code !== 'RUN_MOVED_ON')) throw error;
    }
  }
}

const AUDIT_ACTIONS: Readonly<Record<BatchStatus, string>> = {
  draft: 'batch.prepared',
  running: 'batch.started',
  paused: 'batch.paused',
  finished: 'batch.finished',
  cancelled: 'batch.cancelled',
};
