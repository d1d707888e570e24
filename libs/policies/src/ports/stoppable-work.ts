import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import type { ActiveStop, StoppableAct, StopReachRule, StopScope } from '../domain/stop.js';

/** A thing that can be stopped: its name, and what is known of every act on it. */
export interface StopTarget {
  readonly name: string;
  readonly act: StoppableAct;
  /** It has come to its end: a stop over it has nothing left to hold. */
  readonly over?: boolean;
}

/** Work under way that a stop concerns. */
export interface ReachedRun {
  readonly runId: string;
  readonly title: string;
  readonly personName: string;
  readonly status: string;
}

/** Who and what a stop concerns at the moment of the click. */
export interface StopReach {
  readonly runs: number;
  readonly workflows: number;
  readonly people: number;
  /** The newest few of the runs. */
  readonly examples: readonly ReachedRun[];
}

export const NO_REACH: StopReach = { runs: 0, workflows: 0, people: 0, examples: [] };

/** The work that a stop ends at once, beyond refusing whatever wants to begin. */
export interface Haltable {
  reach(tx: Tx, stop: StopReachRule): Promise<StopReach>;
  /** Ends what can be ended, in the transaction of the stop. @returns how many runs that were */
  halt(tx: Tx, stop: ActiveStop): Promise<number>;
}

type FindTarget = (tx: Tx, id: string) => Promise<StopTarget | null>;

/**
 * The things that can be stopped and the work under way live in other libraries: they say so here when they start, as with
 * the places of layers.
 */
@Injectable()
export class StoppableWork {
  private readonly finders = new Map<StopScope, FindTarget>();
  private haltable: Haltable | undefined;

  register(scope: StopScope, find: FindTarget): void {
    this.finders.set(scope, find);
  }

  registerWork(haltable: Haltable): void {
    this.haltable = haltable;
  }

  /** Null for what does not exist in the organisation of the transaction. */
  async find(tx: Tx, scope: StopScope, id: string): Promise<StopTarget | null> {
    return (await this.finders.get(scope)?.(tx, id)) ?? null;
  }

  async reach(tx: Tx, stop: StopReachRule): Promise<StopReach> {
    return this.haltable?.reach(tx, stop) ?? NO_REACH;
  }

  async halt(tx: Tx, stop: ActiveStop): Promise<number> {
    return this.haltable?.halt(tx, stop) ?? 0;
  }
}
