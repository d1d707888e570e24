import { Injectable } from '@nestjs/common';
import { invalidInput, isId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import type { ActiveStop, StopScope } from '../domain/stop.js';
import { StopEntity, StopSightingEntity } from '../persistence/stop.entity.js';
import { StoppableWork } from '../ports/stoppable-work.js';
import { ActiveStops } from '../stops/active-stops.service.js';

/** A stop with the times at which the processes saw it. */
export interface ShownStop {
  readonly stop: StopEntity;
  readonly sightings: readonly StopSightingEntity[];
  /** Whether the person may release it: never their own stop of everything. */
  readonly mayRelease: boolean;
}

export interface StopPage {
  readonly items: readonly ShownStop[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 100;

/** Stops as the page shows them, and the stops that hold over one thing. */
@Injectable()
export class ShowStopsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly active: ActiveStops,
    private readonly work: StoppableWork,
  ) {}

  /** Everything that is stopped now, the widest first. */
  async holding(actor: Actor): Promise<readonly ShownStop[]> {
    return this.database.transaction(actor.organisationId, async (tx) =>
      this.shown(tx, actor, await this.active.all(tx)),
    );
  }

  /** The stops that cover a thing now; none for what does not exist in the organisation. */
  async over(actor: Actor, scope: StopScope, targetId: string): Promise<readonly ShownStop[]> {
    if (!isId(targetId)) return [];
    return this.database.transaction(actor.organisationId, async (tx) => {
      const target = scope === 'organisation' ? { act: {} } : await this.work.find(tx, scope, targetId);
      return target === null ? [] : this.shown(tx, actor, await this.active.covering(tx, target.act));
    });
  }

  async find(actor: Actor, id: string): Promise<ShownStop | null> {
    if (!isId(id)) return null;
    return this.database.transaction(actor.organisationId, async (tx) => {
      const stop = await tx.manager.findOneBy(StopEntity, { ...tx.scope, id });
      return stop ? ((await this.withSightings(tx, actor, [stop]))[0] ?? null) : null;
    });
  }

  /** All stops and drills, the newest first. The cursor is the id of the last one shown: ids are in the order of time. */
  async history(actor: Actor, first: number, after: string | null): Promise<StopPage> {
    if (after !== null && !isId(after)) {
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours.' }]);
    }
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const query = tx.manager.createQueryBuilder(StopEntity, 'stop').where('stop.organisationId = :organisationId', {
        organisationId: actor.organisationId,
      });
      const totalCount = await query.getCount();
      if (after !== null) query.andWhere('stop.id < :after', { after });
      const found = await query
        .orderBy('stop.id', 'DESC')
        .limit(size + 1)
        .getMany();
      const items = await this.withSightings(tx, actor, found.slice(0, size));
      const last = items.at(-1)?.stop.id ?? null;
      return { items, totalCount, nextCursor: found.length > size ? last : null };
    });
  }

  private async shown(tx: Tx, actor: Actor, stops: readonly ActiveStop[]): Promise<readonly ShownStop[]> {
    if (stops.length === 0) return [];
    const found = await tx.manager
      .createQueryBuilder(StopEntity, 'stop')
      .where('stop.organisationId = :organisationId AND stop.id = ANY(:ids)', {
        organisationId: actor.organisationId,
        ids: stops.map((stop) => stop.id),
      })
      .getMany();
    const byId = new Map(found.map((stop) => [stop.id, stop]));
    const ordered = stops.map((stop) => byId.get(stop.id)).filter((stop) => stop !== undefined);
    return this.withSightings(tx, actor, ordered);
  }

  private async withSightings(tx: Tx, actor: Actor, stops: readonly StopEntity[]): Promise<readonly ShownStop[]> {
    if (stops.length === 0) return [];
    const sightings = await tx.manager
      .createQueryBuilder(StopSightingEntity, 'seen')
      .where('seen.organisationId = :organisationId AND seen.stopId = ANY(:ids)', {
        organisationId: actor.organisationId,
        ids: stops.map((stop) => stop.id),
      })
      .orderBy('seen.tookMs')
      .getMany();
    // What was under way and whose it was is for those who oversee; that something is stopped, and why, is for everybody.
    const oversees = this.permissions.can(actor, 'stop.raise') || this.permissions.can(actor, 'audit.read');
    return stops.map((stop) => ({
      stop: oversees ? stop : { ...stop, reach: { ...stop.reach, examples: [] } },
      sightings: sightings.filter((seen) => seen.stopId === stop.id),
      mayRelease:
        stop.releasedAt === null &&
        !stop.drill &&
        this.permissions.can(actor, 'stop.release', {
          type: 'stop',
          scope: stop.scope,
          raisedById: stop.raisedById,
          organisationId: stop.organisationId,
        }),
    }));
  }
}
