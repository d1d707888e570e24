import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, type PersonId, type WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, type Role, type Tx } from '@groundswell/platform';
import type { Judges } from '../domain/replay.js';
import { judgeOf, type PolicyState } from '../domain/simulation.js';
import type { Ancestor } from '../domain/stack.js';
import { LayerCache } from '../stacks/layer-cache.service.js';

const MOST_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Who runs what is published, as long as nobody in particular does. */
const ANYONE: readonly Role[] = ['runner'];

export type Ancestries = ReadonlyMap<string, readonly Ancestor[]>;
export type RolesOf = (actorId: string | null) => readonly Role[];

/** What every simulation stands on: who may simulate, over which days, and the lineages and roles of today. */
@Injectable()
export class SimulationGround {
  constructor(
    private readonly permissions: Permissions,
    private readonly cache: LayerCache,
    private readonly people: PeopleDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the instant of now, and that of so many days ago @throws AppError FORBIDDEN, INPUT_INVALID */
  window(actor: Actor, days: number): { readonly now: Date; readonly since: Date } {
    this.permissions.require(actor, 'policy.simulate', { type: 'policy-layer', organisationId: actor.organisationId });
    const faults = new InputFaults();
    faults.wholeNumber('days', days, 'The number of days', 1, MOST_DAYS);
    faults.throwIfAny();
    const now = this.clock.now();
    return { now, since: new Date(now.getTime() - days * DAY_MS) };
  }

  /** The layers and exceptions that hold now. */
  present(tx: Tx) {
    return this.cache.present(tx);
  }

  async ancestries(tx: Tx, ids: readonly string[]): Promise<Ancestries> {
    const found = new Map<string, readonly Ancestor[]>();
    for (const id of new Set(ids)) {
      found.set(id, (await this.cache.findStack(tx, id as WorkflowId))?.ancestry ?? []);
    }
    return found;
  }

  async rolesOf(tx: Tx, works: readonly { readonly actorId: string | null }[]): Promise<RolesOf> {
    const ids = [...new Set(works.map((work) => work.actorId).filter((id) => id !== null))] as PersonId[];
    const people = await this.people.byIds(tx, ids);
    return (actorId) => (actorId === null ? ANYONE : (people.get(actorId as PersonId)?.roles ?? []));
  }
}

/** The judges of each workflow under two states of the policies. */
export function judges(
  before: PolicyState,
  after: PolicyState,
  ancestries: Ancestries,
  at: Date,
): (workflowId: string) => Judges {
  const known = new Map<string, Judges>();
  return (workflowId) => {
    const ancestry = ancestries.get(workflowId) ?? [];
    const found = known.get(workflowId) ?? {
      before: judgeOf(before, ancestry, at),
      after: judgeOf(after, ancestry, at),
    };
    known.set(workflowId, found);
    return found;
  };
}
