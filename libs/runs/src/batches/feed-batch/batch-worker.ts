import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { BatchId, OrganisationId } from '@groundswell/kernel';
import { Database, LOGGER, Settings, Signals, type Logger } from '@groundswell/platform';
import { RUN_CHANGED_SIGNAL } from '../../domain/runs.events.js';
import { FeedBatchService } from './feed-batch.service.js';

const SWEEP_EVERY_MS = 2_000;
/** Ends that come close together are answered together. */
const GATHER_MS = 50;

interface Place {
  readonly organisationId: OrganisationId;
  readonly id: BatchId;
}

/**
 * Keeps running batches fed: at once when one of their runs moved on, and every two seconds in any case, so that nothing rests on
 * a signal or on the process that sent it.
 */
@Injectable()
export class BatchWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly batchOfRun = new Map<string, Place>();
  private readonly due = new Map<BatchId, Place>();
  private sweepTimer: NodeJS.Timeout | undefined;
  private gatherTimer: NodeJS.Timeout | undefined;
  private stopListening: () => void = () => undefined;
  private working = Promise.resolve();
  private ended = false;
  private sweeping = false;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly signals: Signals,
    private readonly feeds: FeedBatchService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.workers === 0) return;
    this.sweepTimer = setInterval(() => this.sweepSoon(), SWEEP_EVERY_MS);
    this.sweepTimer.unref();
    this.stopListening = this.signals.listen(RUN_CHANGED_SIGNAL, (runId) => {
      const place = this.batchOfRun.get(runId);
      if (place === undefined) return;
      this.due.set(place.id, place);
      this.gatherTimer ??= setTimeout(() => this.enqueue(() => this.feedDue()), GATHER_MS);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.sweepTimer);
    clearTimeout(this.gatherTimer);
    this.stopListening();
    await this.working;
  }

  /** Feeds every batch that is running. */
  async sweep(): Promise<void> {
    const running = await this.database.system('feed batches that are running', (tx) =>
      tx.query<{ id: BatchId; organisationId: OrganisationId }>(
        `SELECT id, organisation_id AS "organisationId" FROM batches WHERE status = 'running' ORDER BY started_at, id`,
      ),
    );
    const ids = new Set(running.map((batch) => batch.id));
    for (const [runId, place] of this.batchOfRun) if (!ids.has(place.id)) this.batchOfRun.delete(runId);
    for (const place of running) await this.feed(place);
  }

  private sweepSoon(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    this.enqueue(() => this.sweep().finally(() => (this.sweeping = false)));
  }

  private async feedDue(): Promise<void> {
    this.gatherTimer = undefined;
    const places = [...this.due.values()];
    this.due.clear();
    for (const place of places) await this.feed(place);
  }

  private async feed(place: Place): Promise<void> {
    if (this.ended) return;
    try {
      const underWay = await this.feeds.feed(place.organisationId, place.id);
      for (const [runId, { id }] of this.batchOfRun) if (id === place.id) this.batchOfRun.delete(runId);
      for (const runId of underWay) this.batchOfRun.set(runId, place);
    } catch (error) {
      this.logger.warn({ error: String(error), batchId: place.id }, 'Feeding a batch failed; trying again.');
    }
  }

  /** One after another: a process feeds one batch at a time, and never the same one twice at once. */
  private enqueue(work: () => Promise<void>): void {
    if (this.ended) return;
    this.working = this.working.then(work).catch((error: unknown) => {
      this.logger.warn({ error: String(error) }, 'Looking for batches to feed failed; trying again.');
    });
  }
}
