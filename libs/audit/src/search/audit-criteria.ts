import { invalidInput, isId } from '@groundswell/kernel';
import type { SelectQueryBuilder } from 'typeorm';
import type { AuditEntryEntity } from '../persistence/audit-entry.entity.js';

/** What to look for; all given parts must fit. */
export interface AuditSearch {
  readonly personId?: string | null;
  /** An action, or the beginning of one up to a dot: `workflow.version`. */
  readonly action?: string | null;
  readonly workflowId?: string | null;
  readonly runId?: string | null;
  readonly toolId?: string | null;
  readonly connectorId?: string | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly search?: string | null;
}

/** Narrows a query over `entry` to what is looked for. */
export function narrow(query: SelectQueryBuilder<AuditEntryEntity>, filter: AuditSearch): void {
  const ids = {
    actorId: filter.personId,
    workflowId: filter.workflowId,
    runId: filter.runId,
    connectorId: filter.connectorId,
    subjectId: filter.toolId,
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
}
