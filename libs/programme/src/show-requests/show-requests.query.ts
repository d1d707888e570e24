import { Inject, Injectable } from '@nestjs/common';
import { type Clock, invalidInput, isId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { RequestSubjects, type WantedSubject } from '../ask-request/request-subjects.service.js';
import type { RequestKind, RequestState } from '../domain/request.js';
import { type RequestAskerEntity, RequestEntity } from '../persistence/request.entity.js';
import { RequestsRepository } from '../persistence/requests.repository.js';

/** A request with those who ask it, as one person sees it. */
export interface ShownRequest {
  readonly request: RequestEntity;
  readonly askers: readonly RequestAskerEntity[];
  /** Whether the person asks it themselves. */
  readonly mine: boolean;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
  /** Whether an answer waits that the person has not been shown yet. */
  readonly isNews: boolean;
}

export interface RequestPage {
  readonly items: readonly ShownRequest[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 100;

/** Requests for the stewards' inbox and for those who asked. */
@Injectable()
export class ShowRequestsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: RequestsRepository,
    private readonly subjects: RequestSubjects,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All requests for those who oversee them: open ones oldest first, so that nobody waits longest unseen; others newest first. */
  async page(
    actor: Actor,
    filter: { readonly state: RequestState | null; readonly kind: RequestKind | null },
    first: number,
    after: string | null,
  ): Promise<RequestPage> {
    this.permissions.require(actor, 'request.read');
    if (after !== null && !isId(after))
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours.' }]);
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const query = tx.manager
        .createQueryBuilder(RequestEntity, 'request')
        .where('request.organisationId = :organisationId', tx.scope);
      if (filter.state !== null) query.andWhere('request.state = :state', { state: filter.state });
      if (filter.kind !== null) query.andWhere('request.kind = :kind', { kind: filter.kind });
      const totalCount = await query.getCount();
      const oldestFirst = filter.state === 'open';
      if (after !== null) query.andWhere(oldestFirst ? 'request.id > :after' : 'request.id < :after', { after });
      const found = await query
        .orderBy('request.id', oldestFirst ? 'ASC' : 'DESC')
        .limit(size + 1)
        .getMany();
      const items = await this.shown(tx, actor, found.slice(0, size));
      return { items, totalCount, nextCursor: found.length > size ? (items.at(-1)?.request.id ?? null) : null };
    });
  }

  /** What a person asked for, the newest first. */
  async ofPerson(actor: Actor): Promise<readonly ShownRequest[]> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const ids = await tx.query<{ id: string }>(
        `SELECT request_id AS id FROM request_askers WHERE organisation_id = $1 AND person_id = $2
          ORDER BY asked_at DESC LIMIT ${MAX_PAGE}`,
        [actor.organisationId, actor.personId],
      );
      return this.byIds(
        tx,
        actor,
        ids.map((row) => row.id),
      );
    });
  }

  /** Null for a request that the person neither oversees nor asked. */
  async find(actor: Actor, id: string): Promise<ShownRequest | null> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const [shown] = isId(id) ? await this.byIds(tx, actor, [id]) : [];
      if (!shown) return null;
      return shown.mine || this.permissions.can(actor, 'request.read') ? shown : null;
    });
  }

  /**
   * The open request that already asks the same; null when nobody asks it. Whoever meets the refusal may know that it is
   * asked, not by whom: that is left to those who may see the request.
   */
  async findSame(actor: Actor, wanted: WantedSubject): Promise<ShownRequest | null> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { subjectKey } = await this.subjects.resolve(tx, actor, wanted);
      const open = await this.repository.findOpen(tx, subjectKey);
      const [shown] = open ? await this.shown(tx, actor, [open]) : [];
      if (!shown) return null;
      const whole = shown.mine || this.permissions.can(actor, 'request.read');
      return whole ? shown : { ...shown, askers: [] };
    });
  }

  /** Remembers that a person was shown the answers to what they asked. */
  async noteSeen(actor: Actor): Promise<number> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `UPDATE request_askers a SET seen_at = $3 FROM requests r
          WHERE a.organisation_id = $1 AND a.person_id = $2 AND a.seen_at IS NULL AND a.withdrawn_at IS NULL
            AND r.id = a.request_id AND r.state IN ('granted', 'refused') RETURNING a.request_id AS id`,
        [actor.organisationId, actor.personId, this.clock.now()],
      );
      return rows.length;
    });
  }

  private async byIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly ShownRequest[]> {
    if (ids.length === 0) return [];
    const found = await tx.manager
      .createQueryBuilder(RequestEntity, 'request')
      .where('request.organisationId = :organisationId AND request.id = ANY(:ids)', { ...tx.scope, ids })
      .getMany();
    const byId = new Map(found.map((request) => [request.id, request]));
    return this.shown(
      tx,
      actor,
      ids.map((id) => byId.get(id)).filter((request) => request !== undefined),
    );
  }

  private async shown(tx: Tx, actor: Actor, requests: readonly RequestEntity[]): Promise<readonly ShownRequest[]> {
    const all = await this.repository.askers(
      tx,
      requests.map((request) => request.id),
    );
    const decides = this.permissions.can(actor, 'request.decide');
    return requests.map((request) => {
      const askers = all.filter((asker) => asker.requestId === request.id);
      const own = askers.find((asker) => asker.personId === actor.personId);
      const asks = own !== undefined && own.withdrawnAt === null;
      const open = request.state === 'open';
      return {
        request,
        askers: askers.filter((asker) => asker.withdrawnAt === null),
        mine: own !== undefined,
        mayDecide: open && decides && !asks,
        mayWithdraw: open && asks,
        isNews: asks && own.seenAt === null && (request.state === 'granted' || request.state === 'refused'),
      };
    });
  }
}
