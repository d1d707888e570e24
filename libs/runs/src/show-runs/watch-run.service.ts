import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@groundswell/identity';
import { Database, Signals, type Actor } from '@groundswell/platform';
import { runNotFound } from '../domain/runs.errors.js';
import { RUN_CHANGED_SIGNAL } from '../domain/runs.events.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunAccess } from './run-access.js';

/** Follows one run across processes. Signals say only that something moved; what is told is always read anew. */
@Injectable()
export class WatchRunService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleDirectory,
    private readonly access: RunAccess,
    private readonly signals: Signals,
  ) {}

  /**
   * The run as it is now, and again after each change, until the caller stops or may no longer see it.
   * @throws AppError NOT_FOUND
   */
  async watch<T>(actor: Actor, runId: string, shape: (run: RunEntity) => T): Promise<AsyncIterableIterator<T>> {
    if ((await this.read(actor, runId)) === null) throw runNotFound();
    return new RunWatch(this.signals, runId, async () => {
      const run = await this.read(actor, runId);
      return run === null ? null : shape(run);
    });
  }

  /** Asks for the person's rights anew: somebody who left stops seeing. */
  private async read(actor: Actor, runId: string): Promise<RunEntity | null> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const present = await this.people.findActor(tx, actor.personId);
      return present === null ? null : this.access.findReadable(tx, present, runId);
    });
  }
}

/** Written out rather than as a generator: one that waits for a signal could not be stopped. */
class RunWatch<T> implements AsyncIterableIterator<T> {
  /** Changes since the last look; the first look is due at once. */
  private due = true;
  private ended = false;
  private wake: () => void = () => undefined;
  private readonly stops: readonly (() => void)[];

  constructor(
    signals: Signals,
    runId: string,
    private readonly look: () => Promise<T | null>,
  ) {
    const moved = (): void => {
      this.due = true;
      this.wake();
    };
    this.stops = [
      signals.listen(RUN_CHANGED_SIGNAL, (payload) => {
        if (payload === runId) moved();
      }),
      signals.listen('reconnected', moved),
    ];
  }

  async next(): Promise<IteratorResult<T>> {
    if (!this.due && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.ended) return { done: true, value: undefined };
    this.due = false;
    const value = await this.look();
    return value === null ? this.return() : { done: false, value };
  }

  async return(): Promise<IteratorResult<T>> {
    this.ended = true;
    for (const stop of this.stops) stop();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
