import { Injectable } from '@nestjs/common';
import { invalidInput, isId, type OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { AuditEntryEntity } from '../persistence/audit-entry.entity.js';

/** What to look for; all given parts must fit. */
export interface AuditSearch {
  readonly personId?: string | null;
  /** An action, or the beginning of one up to a dot: `workflow.version`. */
  readonly action?: string | null;
  readonly workflowId?: string | null;
  readonly runId?: string | null;
  readonly connectorId?: string | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly search?: string | null;
}

export interface AuditPageResult {
  readonly items: AuditEntryEntity[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 200;

/** Entries of one organisation, newest first. The cursor is the sequence number of the last one shown. */
@Injectable()
export class SearchAuditQuery {
  async search(
    tx: Tx,
    organisationId: OrganisationId,
    filter: AuditSearch,
    first: number,
    after: string | null,
  ): Promise<AuditPageResult> {
    const query = tx.manager
      .createQueryBuilder(AuditEntryEntity, 'entry')
      .where('entry.organisationId = :organisationId', { organisationId });
    const ids = {
      actorId: filter.personId,
      workflowId: filter.workflowId,
      runId: filter.runId,
      connectorId: filter.connectorId,
    };
    for (const [column, id] of Object.entries(ids)) {
      if (id === null || id === undefined) continue;
      if (!isId(id)) throw invalidInput([{ path: `filter.${column}`, message: 'This is not an id.' }]);
      query.andWhere(`entry.${column} = :${column}`, { [column]: id });
    }
    if (filter.action) {
      query.andWhere('(entry.action = :action OR starts_with(entry.action, :actionPrefix))', {
        action: filter.action,
        actionPrefix: `${filter.action}.`,
      });
    }
    if (filter.since) query.andWhere('entry.at >= :since', { since: filter.since });
    if (filter.until) query.andWhere('entry.at < :until', { until: filter.until });
    const words = filter.search?.trim();
    if (words) {
      query.andWhere(
        `(strpos(lower(entry.actorName), :words) > 0 OR strpos(lower(entry.action), :words) > 0 OR strpos(lower(entry.details::text), :words) > 0)`,
        { words: words.toLowerCase() },
      );
    }
    const totalCount = await query.getCount();
    if (after !== null) {
      const cursor = Number(after);
      if (!Number.isSafeInteger(cursor))
        throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours.' }]);
      query.andWhere('entry.seq < :cursor', { cursor });
    }
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const items = await query
      .orderBy('entry.seq', 'DESC')
      .limit(size + 1)
      .getMany();
    const shown = items.slice(0, size);
    const last = shown.at(-1);
    return { items: shown, totalCount, nextCursor: items.length > size && last ? String(last.seq) : null };
  }
}
