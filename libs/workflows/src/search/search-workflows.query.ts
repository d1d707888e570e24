import { Injectable } from '@nestjs/common';
import { InputFaults, isId } from '@groundswell/kernel';
import type { WorkflowId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions, type SqlCondition } from '@groundswell/identity';
import { alternativesFor, searchQuery, searchWords, type WantedWord } from '../domain/search-text.js';
import type { Stage } from '../domain/stage.js';
import { ToolDirectory } from '../ports/tool-directory.js';

export const WORKFLOW_SORTS = ['RELEVANCE', 'NEWEST', 'MOST_ADAPTED', 'TITLE'] as const;
export type WorkflowSort = (typeof WORKFLOW_SORTS)[number];

/** What to look for; all given parts must fit. Retired workflows are found only when their stage is asked for. */
export interface WorkflowSearch {
  readonly search?: string | null;
  readonly teamId?: string | null;
  readonly stage?: readonly Stage[] | null;
  readonly connectorId?: string | null;
  readonly mayWrite?: boolean | null;
  readonly ownerId?: string | null;
  readonly mine?: boolean | null;
  readonly adaptedFromId?: string | null;
}

/** One page of ids in their order. */
export interface FoundWorkflows {
  readonly ids: readonly WorkflowId[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 100;
const MAX_OFFSET = 100_000;

const ORDER: Readonly<Record<WorkflowSort, string>> = {
  RELEVANCE: 'rank DESC, adaptation_count DESC, created_at DESC, id',
  NEWEST: 'created_at DESC, id',
  MOST_ADAPTED: 'adaptation_count DESC, created_at DESC, id',
  TITLE: 'lower(title), id',
};

interface Page {
  readonly order: string;
  readonly size: number;
  readonly offset: number;
}

class Conditions {
  readonly parts: string[] = [];
  readonly params: unknown[] = [];

  /** Adds a condition; `?` stands for the value. */
  add(sql: string, value: unknown): void {
    this.params.push(value);
    this.parts.push(sql.replace('?', `$${this.params.length}`));
  }

  /** Adds a condition that numbers its values itself, from the next one on. */
  addPrepared(condition: SqlCondition): void {
    this.params.push(...condition.params);
    this.parts.push(condition.sql);
  }
}

/** Searches the library: words with typos, filters, and what the person may see, in one statement. */
@Injectable()
export class SearchWorkflowsQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly directory: ToolDirectory,
  ) {}

  async search(
    tx: Tx,
    actor: Actor,
    filter: WorkflowSearch,
    sort: WorkflowSort,
    first: number,
    after: string | null,
  ): Promise<FoundWorkflows> {
    const faults = new InputFaults();
    const offset = readCursor(faults, after);
    checkIds(faults, filter);
    faults.throwIfAny();

    const conditions = await this.conditions(tx, actor, filter);
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const page = { order: ORDER[sort], size, offset };
    if (!filter.search?.trim()) return this.page(tx, conditions, page, null);
    const words = searchWords(filter.search).map((typed): WantedWord => ({ typed, alternatives: [] }));
    if (words.length === 0) return { ids: [], totalCount: 0, nextCursor: null };
    const found = await this.page(tx, conditions, page, words);
    if (found.totalCount > 0) return found;
    const corrected = await this.correct(tx, words);
    return corrected.some((word) => word.alternatives.length > 0) ? this.page(tx, conditions, page, corrected) : found;
  }

  /** Words that led nowhere, with those of the library that they may stand for. */
  private async correct(tx: Tx, words: readonly WantedWord[]): Promise<readonly WantedWord[]> {
    const like = await tx.query<{ typed: string; word: string; likeness: number }>(
      `SELECT * FROM groundswell_words_like($1)`,
      [words.map((word) => word.typed)],
    );
    const likeTyped = (typed: string) => like.filter((row) => row.typed === typed);
    // What somebody wrote, or began to write, exactly so is no slip as long as another word is one.
    const isKnown = (typed: string) => likeTyped(typed).some((row) => row.word.startsWith(typed));
    const slipped = words.filter(({ typed }) => !isKnown(typed));
    const doubtful = new Set(slipped.length > 0 ? slipped : words);
    return words.map((word) =>
      doubtful.has(word) ? { ...word, alternatives: alternativesFor(word.typed, likeTyped(word.typed)) } : word,
    );
  }

  private async page(
    tx: Tx,
    conditions: Conditions,
    page: Page,
    words: readonly WantedWord[] | null,
  ): Promise<FoundWorkflows> {
    const values = [...conditions.params];
    const source =
      words === null
        ? 'workflows w'
        : `groundswell_find_workflows($${values.push(searchQuery(words))}::tsquery, $${values.push(searchQuery(words, 'A'))}::tsquery) f
           JOIN workflows w ON w.id = f.workflow_id`;
    const [found] = await tx.query<{ total: number; ids: WorkflowId[] | null }>(
      `WITH matches AS MATERIALIZED (
         SELECT w.id, w.title, w.adaptation_count, w.created_at, ${words === null ? '0' : 'f.rank'} AS rank
           FROM ${source} WHERE ${conditions.parts.join(' AND ')}
       )
       SELECT (SELECT count(*)::int FROM matches) AS total,
              ARRAY(SELECT id FROM matches ORDER BY ${page.order}
                     LIMIT $${values.push(page.size)} OFFSET $${values.push(page.offset)}) AS ids`,
      values,
    );
    const ids = found?.ids ?? [];
    const totalCount = found?.total ?? 0;
    const next = page.offset + ids.length;
    return { ids, totalCount, nextCursor: next < totalCount && ids.length > 0 ? String(next) : null };
  }

  private async conditions(tx: Tx, actor: Actor, filter: WorkflowSearch): Promise<Conditions> {
    const conditions = new Conditions();
    conditions.add('w.organisation_id = ?', tx.scope.organisationId);
    if (filter.stage && filter.stage.length > 0) conditions.add('w.stage = ANY (?::text[])', filter.stage);
    else conditions.add('w.stage <> ?', 'retired');
    if (filter.teamId) conditions.add('w.team_id = ?', filter.teamId);
    if (filter.ownerId) conditions.add('w.owner_id = ?', filter.ownerId);
    if (filter.mine === true)
      conditions.add('(? IN (w.owner_id, w.created_by_id, w.operator_owner_id))', actor.personId);
    if (filter.adaptedFromId) conditions.add('w.adapted_from_workflow_id = ?', filter.adaptedFromId);
    if (filter.connectorId) conditions.add('w.bound_connector_ids @> ARRAY[?::uuid]', filter.connectorId);
    if (typeof filter.mayWrite === 'boolean') {
      const not = filter.mayWrite ? '' : 'NOT ';
      conditions.add(`${not}w.bound_tool_ids && ?::uuid[]`, await this.directory.writingToolIds(tx));
    }
    conditions.addPrepared(this.permissions.filter(actor, 'workflow.read', 'w', conditions.params.length + 1));
    return conditions;
  }
}

function checkIds(faults: InputFaults, filter: WorkflowSearch): void {
  for (const name of ['teamId', 'connectorId', 'ownerId', 'adaptedFromId'] as const) {
    const id = filter[name];
    if (id !== null && id !== undefined && !isId(id)) faults.add(`filter.${name}`, 'This is not an id.');
  }
}

function readCursor(faults: InputFaults, after: string | null): number {
  if (after === null) return 0;
  const offset = /^\d{1,6}$/.test(after) ? Number(after) : -1;
  if (offset < 0 || offset > MAX_OFFSET)
    faults.add('after', 'This cursor is not one of ours. Begin at the first page.');
  return Math.max(offset, 0);
}
