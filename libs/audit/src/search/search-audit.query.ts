import { Injectable } from '@nestjs/common';
import { invalidInput, type OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { AuditEntryEntity } from '../persistence/audit-entry.entity.js';
import { type AuditSearch, narrow } from './audit-criteria.js';

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
    narrow(query, filter);
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
