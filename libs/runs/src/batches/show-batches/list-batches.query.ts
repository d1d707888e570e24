import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidInput, isId, type BatchId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';

export interface FoundBatches {
  readonly items: readonly BatchEntity[];
  readonly totalCount: number;
  readonly nextCursor: string | null;
}

const MAX_PAGE = 100;

/** Lists the batches that a person may see, the newest first: by the rule that judges runs. */
@Injectable()
export class ListBatchesQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly batches: BatchesRepository,
  ) {}

  /** @throws AppError INPUT_INVALID for a cursor that is not ours */
  async page(
    tx: Tx,
    actor: Actor,
    workflowId: string | null,
    first: number,
    after: string | null,
  ): Promise<FoundBatches> {
    const readable = this.permissions.filter(actor, 'run.read', 'b', 1);
    const params: unknown[] = [...readable.params];
    const parts = [readable.sql];
    if (workflowId !== null) {
      params.push(isId(workflowId) ? workflowId : null);
      parts.push(`b.workflow_id = $${params.length}::uuid`);
    }
    const [counted] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM batches b WHERE ${parts.join(' AND ')}`,
      params,
    );
    if (after !== null) {
      const last = isId(after) ? await this.batches.find(tx, after as BatchId) : null;
      if (last === null) {
        throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours. Begin at the first page.' }]);
      }
      params.push(last.createdAt, last.id);
      parts.push(`(b.created_at, b.id) < ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const rows = await tx.query<{ id: BatchId }>(
      `SELECT b.id FROM batches b WHERE ${parts.join(' AND ')} ORDER BY b.created_at DESC, b.id DESC LIMIT ${size + 1}`,
      params,
    );
    const ids = rows.slice(0, size).map((row) => row.id);
    const found = ids.length === 0 ? [] : await tx.manager.findBy(BatchEntity, { ...tx.scope, id: In(ids) });
    const byId = new Map(found.map((batch) => [batch.id, batch]));
    return {
      items: ids.flatMap((id) => byId.get(id) ?? []),
      totalCount: counted?.count ?? 0,
      nextCursor: rows.length > size ? (ids.at(-1) ?? null) : null,
    };
  }
}
