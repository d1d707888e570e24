import { Injectable } from '@nestjs/common';
import { invalidInput, isId, type RunId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import type { RunMode, RunTrigger } from '../domain/run-kind.js';
import type { RunLabels } from '../domain/run-labels.js';
import type { RunStatus } from '../domain/run.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';

/** Which runs to list. What is left out does not narrow. */
export interface RunCriteria {
  readonly workflowId?: string | null;
  readonly actorId?: string | null;
  readonly mine?: boolean | null;
  readonly status?: readonly RunStatus[] | null;
  readonly mode?: RunMode | null;
  readonly trigger?: RunTrigger | null;
  /** Only runs that carry it. */
  readonly label?: keyof RunLabels | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly needsConfirmation?: boolean | null;
}

/** A page of runs, the newest first. */
export interface FoundRuns {
  readonly items: readonly RunSummary[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const LABEL_COLUMNS: Readonly<Record<keyof RunLabels, string>> = {
  privateData: 'r.private_data',
  untrustedContent: 'r.untrusted_content',
  reachedOutside: 'r.reached_outside',
};
const MAX_PAGE = 100;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Lists the runs that a person may see, by the rule that judges one. */
@Injectable()
export class ListRunsQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly repository: RunsRepository,
  ) {}

  /** @throws AppError INPUT_INVALID for a cursor that is not ours */
  async page(tx: Tx, actor: Actor, criteria: RunCriteria, first: number, after: string | null): Promise<FoundRuns> {
    const { sql, params } = this.where(actor, criteria);
    const [counted] = await tx.query<{ count: number }>(
      `SELECT count(*)::float8 AS count FROM runs r WHERE ${sql}`,
      params,
    );
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const cursor = after === null ? null : await this.place(tx, after);
    const beyond =
      cursor === null
        ? ''
        : `AND (r.created_at, r.id) < ($${params.length + 1}::timestamptz, $${params.length + 2}::uuid)`;
    const rows = await tx.query<{ id: RunId }>(
      `SELECT r.id FROM runs r WHERE ${sql} ${beyond} ORDER BY r.created_at DESC, r.id DESC LIMIT ${size + 1}`,
      [...params, ...(cursor ?? [])],
    );
    const shown = rows.slice(0, size).map((row) => row.id);
    return {
      items: await this.inOrder(tx, shown),
      totalCount: counted?.count ?? 0,
      nextCursor: rows.length > size ? (shown.at(-1) ?? null) : null,
    };
  }

  /** The runs of these ids that a person may see, in this order: for the lists of libraries above. */
  async readableByIds(tx: Tx, actor: Actor, ids: readonly RunId[]): Promise<readonly RunSummary[]> {
    const readable = this.permissions.filter(actor, 'run.read', 'r', 1);
    const rows = await tx.query<{ id: RunId }>(
      `SELECT r.id FROM runs r WHERE ${readable.sql} AND r.id = ANY($${readable.params.length + 1})`,
      [...readable.params, ids],
    );
    const allowed = new Set(rows.map((row) => row.id));
    return this.inOrder(
      tx,
      ids.filter((id) => allowed.has(id)),
    );
  }

  private async inOrder(tx: Tx, ids: readonly RunId[]): Promise<RunSummary[]> {
    const found = new Map((await this.repository.byIds(tx, ids)).map((run) => [run.id, run]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  private where(actor: Actor, criteria: RunCriteria): { sql: string; params: unknown[] } {
    const readable = this.permissions.filter(actor, 'run.read', 'r', 1);
    const parts = [readable.sql];
    const params: unknown[] = [...readable.params];
    const add = (condition: (parameter: string) => string, value: unknown): void => {
      if (value === null || value === undefined) return;
      params.push(value);
      parts.push(condition(`$${params.length}`));
    };
    add((p) => `r.workflow_id = ${p}::uuid`, idOrNobody(criteria.workflowId));
    add((p) => `r.actor_id = ${p}::uuid`, idOrNobody(criteria.actorId));
    add((p) => `r.actor_id = ${p}::uuid`, criteria.mine === true ? actor.personId : null);
    add((p) => `r.status = ANY(${p}::text[])`, criteria.status);
    add((p) => `r.mode = ${p}`, criteria.mode);
    add((p) => `r.trigger = ${p}`, criteria.trigger);
    if (criteria.label) parts.push(LABEL_COLUMNS[criteria.label]);
    add((p) => `r.created_at >= ${p}::timestamptz`, criteria.since);
    add((p) => `r.created_at < ${p}::timestamptz`, criteria.until);
    if (criteria.needsConfirmation === true) {
      parts.push(
        `r.status = 'succeeded' AND r.mode <> 'practice' AND r.purpose = 'work' AND r.parent_run_id IS NULL AND r.outcome IS NULL`,
      );
    }
    return { sql: parts.join(' AND '), params };
  }

  private async place(tx: Tx, after: string): Promise<[Date, string]> {
    const last = isId(after) ? await this.repository.find(tx, after as RunId) : null;
    if (last === null) {
      throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
    }
    return [last.createdAt, last.id];
  }
}

/** An id that does not have the shape of one fits nothing. */
function idOrNobody(id: string | null | undefined): string | null | undefined {
  return id === null || id === undefined || isId(id) ? id : NOBODY;
}
