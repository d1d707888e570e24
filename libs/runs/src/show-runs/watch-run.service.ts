import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@groundswell/identity';
import { Database, Signals, type Actor } from '@groundswell/platform';
import { runNotFound } from '../domain/runs.errors.js';
import { RUN_CHANGED_SIGNAL } from '../domain/runs.events.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunAccess } from './run-access.js';
import { Watched } from './watched.js';

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
    const thisRun = { channel: RUN_CHANGED_SIGNAL, concerns: (payload: string) => payload === runId };
    return new Watched(this.signals, [thisRun], async () => {
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
