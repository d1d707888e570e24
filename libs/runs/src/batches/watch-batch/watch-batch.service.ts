import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { Database, Signals, type Actor } from '@groundswell/platform';
import { batchNotFound } from '../../domain/batch.errors.js';
import { BATCH_CHANGED_SIGNAL, RUN_CHANGED_SIGNAL } from '../../domain/runs.events.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { Watched } from '../../show-runs/watched.js';
import { BatchProgress } from '../feed-batch/batch-progress.query.js';
import { BatchAccess } from '../show-batches/batch-access.js';

/** However fast its rows end, whoever watches a batch is told this seldom: what is told is its state, not each step towards it. */
export const BATCH_TOLD_EVERY_MS = 400;

interface Seen {
  readonly batch: BatchEntity;
  readonly underWay: readonly RunId[];
}

/** Follows one batch across processes. Signals say only that something moved; what is told is always read anew. */
@Injectable()
export class WatchBatchService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleDirectory,
    private readonly access: BatchAccess,
    private readonly progress: BatchProgress,
    private readonly signals: Signals,
  ) {}

  /**
   * The batch as it is now, and again when it or one of its runs moved, until the caller stops or may no longer see it.
   * @throws AppError NOT_FOUND
   */
  async watch<T>(actor: Actor, batchId: string, shape: (batch: BatchEntity) => T): Promise<AsyncIterableIterator<T>> {
    const first = await this.read(actor, batchId);
    if (first === null) throw batchNotFound();
    // A run that began since the last look is announced by the batch itself.
    let runs: ReadonlySet<string> = new Set(first.underWay);
    const channels = [
      { channel: BATCH_CHANGED_SIGNAL, concerns: (payload: string) => payload === first.batch.id },
      { channel: RUN_CHANGED_SIGNAL, concerns: (payload: string) => runs.has(payload) },
    ];
    const look = async (): Promise<T | null> => {
      const seen = await this.read(actor, batchId);
      if (seen === null) return null;
      runs = new Set(seen.underWay);
      return shape(seen.batch);
    };
    return new Watched(this.signals, channels, look, BATCH_TOLD_EVERY_MS);
  }

  /** Asks for the person's rights anew: somebody who left stops seeing. */
  private async read(actor: Actor, batchId: string): Promise<Seen | null> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const present = await this.people.findActor(tx, actor.personId);
      const batch = present === null ? null : await this.access.findReadable(tx, present, batchId);
      return batch === null ? null : { batch, underWay: await this.progress.underWay(tx, batch.id) };
    });
  }
}
