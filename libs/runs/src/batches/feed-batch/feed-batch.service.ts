import { Inject, Injectable } from '@nestjs/common';
import { AppError, type BatchId, type Clock, type OrganisationId, type RunId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { PeopleDirectory } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { batchWindow, MOST_WAITING_FOR_PEOPLE } from '../../domain/batch.js';
import { keptRefusal, type KeptRefusal } from '../../start-run/kept-refusal.js';
import { refuse, type RunRefusedAnswer } from '../../start-run/run-refusal.js';
import { StartRunService, type StartRunAnswer } from '../../start-run/start-run.service.js';
import { refusedByName } from '../../start-unattended/refused-by-name.js';
import type { BatchEntity, BatchRowEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';
import { BatchProgress } from './batch-progress.query.js';

/** What every row of a batch has taken in: a table carries other people's words, whatever it fills. */
const FROM_A_TABLE = { privateData: true, untrustedContent: true, reachedOutside: false } as const;
/** Refusals that are about one row; all others are about the batch. */
const OF_THE_ROW: ReadonlySet<string> = new Set(['INPUT_INVALID', 'RUN_ALREADY_RETRIED']);

/**
 * Begins runs for the rows of a batch, a few at a time. A row's run and the note that it has one are stored together, under the
 * lock of the batch: however many processes feed it, and wherever one is killed, each row gets exactly one.
 */
@Injectable()
export class FeedBatchService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesRepository,
    private readonly progress: BatchProgress,
    private readonly people: PeopleDirectory,
    private readonly starts: StartRunService,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the runs that are under way for it: when one of them ends there is room for the next */
  async feed(organisationId: OrganisationId, batchId: BatchId): Promise<readonly RunId[]> {
    for (;;) {
      const more = await this.database.transaction(organisationId, (tx) => this.feedOne(tx, batchId));
      if (!more) break;
    }
    return this.database.transaction(organisationId, (tx) => this.progress.underWay(tx, batchId));
  }

  /** One row, or the end of the batch. @returns whether there may be more to do */
  private async feedOne(tx: Tx, batchId: BatchId): Promise<boolean> {
    const batch = await this.batches.findLocked(tx, batchId);
    if (batch?.status !== 'running') return false;
    await this.progress.settle(tx, batchId);
    const { running, waiting } = await this.progress.open(tx, batchId);
    if (waiting >= MOST_WAITING_FOR_PEOPLE) return false;
    if (running >= batchWindow(await this.progress.runningBatches(tx))) return false;
    const [row] = await this.batches.rowsAfter(tx, batchId, 0, 1, ['waiting']);
    if (row === undefined) {
      if (running + waiting === 0) await this.finish(tx, batch);
      return false;
    }
    const stuck = await this.progress.failuresInARow(tx, batch, row.number);
    if (stuck !== null) return this.pause(tx, batch, stuck);
    return this.begin(tx, batch, row);
  }

  private async begin(tx: Tx, batch: BatchEntity, row: BatchRowEntity): Promise<boolean> {
    const actor = await this.people.findActor(tx, batch.actorId);
    if (actor === null) {
      return this.pause(
        tx,
        batch,
        'The person on whose authority it ran is no longer active, so no row is begun any more.',
      );
    }
    const answer = await this.start(tx, actor, batch, row);
    if (answer.refused === undefined) {
      await this.progress.started(tx, row, answer.run.id);
      return true;
    }
    const refused = refusedByName(answer.refused, actor.name);
    const { code, message, nextStep } = refused;
    if (!OF_THE_ROW.has(code)) return this.pause(tx, batch, `${message} ${nextStep}`, keptRefusal(refused));
    await this.progress.refused(tx, row, message);
    return true;
  }

  /** Whatever stands against it is an answer: an exception would take the note of it away as well. */
  private async start(
    tx: Tx,
    actor: Actor,
    batch: BatchEntity,
    row: BatchRowEntity,
  ): Promise<StartRunAnswer | { readonly refused: RunRefusedAnswer }> {
    await tx.query('SAVEPOINT row_start');
    try {
      return await this.starts.startIn(tx, actor, {
        workflowId: batch.workflowId,
        versionId: batch.versionId,
        inputs: row.inputs ?? {},
        mode: batch.mode,
        idempotencyKey: `batch ${batch.id} ${row.number} ${row.attempt}`,
        retryOf: row.retryOfId,
        labels: FROM_A_TABLE,
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT row_start');
      return { refused: refuse(error.code, error.message, 'Go on once that is cleared up.') };
    }
  }

  private async pause(
    tx: Tx,
    batch: BatchEntity,
    pauseReason: string,
    pauseRefusal: KeptRefusal | null = null,
  ): Promise<false> {
    await this.batches.change(tx, batch, { status: 'paused', pauseReason, pauseRefusal });
    await this.record(tx, batch, 'batch.paused', { reason: pauseReason });
    return false;
  }

  private async finish(tx: Tx, batch: BatchEntity): Promise<void> {
    await this.batches.change(tx, batch, { status: 'finished', endedAt: this.clock.now() });
    const counts = await this.batches.counts(tx, batch.id);
    await this.record(tx, batch, 'batch.finished', Object.fromEntries(counts));
  }

  private async record(
    tx: Tx,
    batch: BatchEntity,
    action: string,
    details: Record<string, string | number>,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor: { organisationId: batch.organisationId, system: 'Batches' },
      action,
      subject: { type: 'batch', id: batch.id },
      details,
      links: { workflowId: batch.workflowId },
    });
  }
}
