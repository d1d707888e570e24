import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, Signals, together, type Tx } from '@groundswell/platform';
import type { RunFailure } from '../domain/run-failure.js';
import { isEnd, waitOf } from '../domain/run.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunsRepository, runStateOf } from '../persistence/runs.repository.js';
import { EnginePoints } from './engine-points.js';
import { ExpireWait } from './expire-wait.js';
import { extendLease, LEASE, releaseLease, type Lease } from './lease.js';
import { RunTransitions } from './run-transitions.js';

/** What was read, or why it was not. */
export type Loaded<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: unknown };

class NotLoaded extends Error {
  constructor(readonly fault: unknown) {
    super('What a visit needs was not read.');
  }
}

/** A worker's hold on a run: taken for one visit, kept by a heartbeat, given back or ended with the run. */
@Injectable()
export class RunLeases {
  constructor(
    private readonly database: Database,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly expireWait: ExpireWait,
    private readonly signals: Signals,
    private readonly points: EnginePoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the run if it is there to be taken: not over, not waiting, and not held by a living worker.
   * @param load reads what the visit needs, in the same transaction. Where it fails the run is taken all the same: whoever holds
   *   it says what becomes of it
   */
  async take<T>(
    lease: Lease,
    load: (tx: Tx, run: RunEntity) => Promise<T>,
  ): Promise<{ readonly run: RunEntity; readonly loaded: Loaded<T> } | null> {
    // Without its line to the others this process looks dead to them: it is there before the first run is taken.
    if (!this.signals.isListening) await this.signals.connect();
    const taken = await this.taking(lease, load).catch(async (error: unknown) => {
      if (!(error instanceof NotLoaded)) throw error;
      const alone = await this.taking(lease, () => Promise.resolve(null));
      return alone === null ? null : { run: alone.run, loaded: { fault: error.fault } };
    });
    if (taken !== null) this.points.pass('run-taken');
    return taken;
  }

  private async taking<T>(
    lease: Lease,
    load: (tx: Tx, run: RunEntity) => Promise<T>,
  ): Promise<{ readonly run: RunEntity; readonly loaded: { readonly value: T } } | null> {
    return this.database.transaction(lease.organisationId, async (tx) => {
      const run = await this.repository.findLocked(tx, lease.runId);
      if (run === null) return null;
      const state = runStateOf(run);
      if (isEnd(state.phase)) return null;
      const now = this.clock.now();
      if (waitOf(state.phase) !== null && !(await this.expireWait.goesOn(tx, run, now))) return null;
      // Held by a living worker, or left alone for a while after a fault of the world.
      if (run.leaseUntil !== null && run.leaseUntil > now) return null;
      const until = new Date(now.getTime() + LEASE.lengthMs);
      // Where the line broke, the lease alone says who holds the run.
      const process = this.signals.isListening ? this.signals.processId : null;
      const held = { owner: lease.owner, process, until };
      const [moved, value] = await together([
        this.transitions.apply(tx, run, { type: 'taken' }, { lease: held }),
        load(tx, run).catch((fault: unknown) => {
          throw new NotLoaded(fault);
        }),
      ]);
      return moved.refusal === undefined ? { run, loaded: { value } } : null;
    });
  }

  /** A sign of life. @returns whether the lease still stood */
  async beat(lease: Lease): Promise<boolean> {
    const until = new Date(this.clock.now().getTime() + LEASE.lengthMs);
    const held = await this.database.transaction(lease.organisationId, (tx) => extendLease(tx, lease, until));
    this.points.pass('lease-beaten');
    return held;
  }

  async end(run: RunEntity, lease: Lease, failure: RunFailure, asStop: boolean): Promise<void> {
    await this.database.transaction(lease.organisationId, async (tx) => {
      const fresh = await this.repository.findLocked(tx, run.id);
      if (fresh === null || fresh.leaseOwner !== lease.owner) return;
      await this.transitions.apply(tx, fresh, { type: asStop ? 'halted' : 'broke', failure });
    });
  }

  /**
   * Gives the run back for the next worker. A run that was cancelled meanwhile has no lease to give.
   * @param afterMs how long to leave it alone: after a fault of the world, or while others hold what it needs
   */
  async handBack(lease: Lease, afterMs = 0, why: 'fault' | 'no fault' = 'fault'): Promise<void> {
    await this.database.transaction(lease.organisationId, async (tx) => {
      const notBefore = afterMs === 0 ? null : new Date(this.clock.now().getTime() + afterMs);
      await releaseLease(tx, lease, notBefore, why === 'fault');
      this.points.pass('run-handing-back');
      const run = await this.repository.find(tx, lease.runId);
      if (run !== null && run.status === 'running') await this.transitions.look(tx, run, notBefore ?? undefined);
    });
    this.points.pass('run-handed-back');
  }
}
