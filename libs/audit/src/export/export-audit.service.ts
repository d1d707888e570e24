import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { AuditWriter } from '../audit-writer.js';
import type { ChainedEntry } from '../domain/audit-chain.js';
import { type ExportFormat, exportHead, exportLine } from '../domain/export-format.js';
import { AuditEntryEntity } from '../persistence/audit-entry.entity.js';
import { type AuditSearch, narrow } from '../search/audit-criteria.js';

const PAGE = 1_000;

/** Hands out the log in order, page by page, so that neither side holds more than a page of it. */
@Injectable()
export class ExportAuditService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
  ) {}

  /** Writes down who takes what along, then gives the lines. The caller has asked for the permission. */
  async export(actor: Actor, format: ExportFormat, filter: AuditSearch): Promise<AsyncGenerator<string>> {
    const { organisationId } = actor;
    const narrowed = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
    await this.database.transaction(organisationId, async (tx) => {
      // A filter that does not fit is said here, before the first line has gone out.
      await this.page(tx, organisationId, filter, 0, 1);
      await this.audit.record(tx, {
        actor,
        action: 'audit.exported',
        subject: { type: 'audit-log', id: null },
        details: { format, filter: Object.fromEntries(narrowed.map(([key, value]) => [key, textOf(value)])) },
      });
    });
    return this.lines(organisationId, format, filter);
  }

  private async *lines(
    organisationId: OrganisationId,
    format: ExportFormat,
    filter: AuditSearch,
  ): AsyncGenerator<string> {
    yield exportHead(format);
    for (let after = 0; ;) {
      const page = await this.database.transaction(organisationId, (tx) =>
        this.page(tx, organisationId, filter, after, PAGE),
      );
      yield page.map((entry) => exportLine(format, entry)).join('');
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.seq;
    }
  }

  private async page(
    tx: Tx,
    organisationId: OrganisationId,
    filter: AuditSearch,
    after: number,
    size: number,
  ): Promise<ChainedEntry[]> {
    const query = tx.manager
      .createQueryBuilder(AuditEntryEntity, 'entry')
      .where('entry.organisationId = :organisationId AND entry.seq > :after', { organisationId, after });
    narrow(query, filter);
    const rows = await query.orderBy('entry.seq').limit(size).getMany();
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
