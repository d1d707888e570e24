import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, Signals } from '@groundswell/platform';
import type { RunFailure } from '../domain/run-failure.js';
import { isEnd, waitOf } from '../domain/run.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunsRepository, runStateOf } from '../persistence/runs.repository.js';
import { EnginePoints } from './engine-points.js';
import { ExpireWait } from './expire-wait.js';
import { extendLease, LEASE, releaseLease, type Lease } from './lease.js';
import { RunTransitions } from './run-transitions.js';

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

  /** Takes the run if it is there to be taken: not over, not waiting, and not held by a living worker. */
  async take(lease: Lease): Promise<RunEntity | null> {
    // Without its line to the others this process looks dead to them: it is there before the first run is taken.
    if (!this.signals.isListening) await this.signals.connect();
    const taken = await this.database.transaction(lease.organisationId, async (tx) => {
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
      const moved = await this.transitions.apply(tx, run, { type: 'taken' }, { lease: held });
      return moved.refusal === undefined ? run : null;
    });
    if (taken !== null) this.points.pass('run-taken');
    return taken;
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
