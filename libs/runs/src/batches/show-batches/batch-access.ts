import { Injectable } from '@nestjs/common';
import { isId, type BatchId } from '@groundswell/kernel';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { batchNotFound } from '../../domain/batch.errors.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';
import { BatchesRepository } from '../../persistence/batches.repository.js';

/** A batch as permissions know it: what may be done with its runs may be done with it. */
function subjectOf({ organisationId, actorId }: BatchEntity): PermissionSubject {
  return { type: 'run', organisationId, actorId };
}

/** Finds the batches that somebody may see: their own, and all for those who oversee runs. */
@Injectable()
export class BatchAccess {
  constructor(
    private readonly permissions: Permissions,
    private readonly batches: BatchesRepository,
  ) {}

  may(actor: Actor, permission: string, batch: BatchEntity): boolean {
    return this.permissions.can(actor, permission, subjectOf(batch));
  }

  async findReadable(tx: Tx, actor: Actor, id: string): Promise<BatchEntity | null> {
    const batch = isId(id) ? await this.batches.find(tx, id as BatchId) : null;
    return batch !== null && this.may(actor, 'run.read', batch) ? batch : null;
  }

  /** @throws AppError NOT_FOUND */
  async getReadable(tx: Tx, actor: Actor, id: string): Promise<BatchEntity> {
    const batch = await this.findReadable(tx, actor, id);
    if (batch === null) throw batchNotFound();
    return batch;
  }

  /** Locked, for what only its own person does: whoever runs on their authority. @throws AppError NOT_FOUND, FORBIDDEN */
  async getOwnLocked(tx: Tx, actor: Actor, id: string): Promise<BatchEntity> {
    return this.getLocked(tx, actor, id, 'run.start');
  }

  /** Locked, for what needs a permission. @throws AppError NOT_FOUND, FORBIDDEN */
  async getLocked(tx: Tx, actor: Actor, id: string, permission: string): Promise<BatchEntity> {
    const seen = await this.getReadable(tx, actor, id);
    this.permissions.require(actor, permission, subjectOf(seen));
    const batch = await this.batches.findLocked(tx, seen.id);
    if (batch === null) throw batchNotFound();
    return batch;
  }
}
