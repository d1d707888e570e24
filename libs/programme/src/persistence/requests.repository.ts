import { Injectable } from '@nestjs/common';
import { isId, notFound, type PersonId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { RequestAskerEntity, RequestEntity } from './request.entity.js';

/** Loads and stores requests, always within the organisation of the transaction. */
@Injectable()
export class RequestsRepository {
  /** The row, locked until the transaction ends: those who ask, answer and withdraw do so one after another. */
  async getLocked(tx: Tx, id: string): Promise<RequestEntity> {
    const request = isId(id)
      ? await tx.manager.findOne(RequestEntity, { where: { ...tx.scope, id }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (!request) throw notFound('request');
    return request;
  }

  async find(tx: Tx, id: string): Promise<RequestEntity | null> {
    return isId(id) ? tx.manager.findOneBy(RequestEntity, { ...tx.scope, id }) : null;
  }

  async findOpen(tx: Tx, subjectKey: string): Promise<RequestEntity | null> {
    return tx.manager.findOneBy(RequestEntity, { ...tx.scope, subjectKey, state: 'open' });
  }

  /** Those who ask now, the first one first. */
  async askersOf(tx: Tx, requestId: string): Promise<RequestAskerEntity[]> {
    const all = await this.askers(tx, [requestId]);
    return all.filter((asker) => asker.withdrawnAt === null);
  }

  /** Everybody who asked any of these, the first one first. */
  async askers(tx: Tx, requestIds: readonly string[]): Promise<RequestAskerEntity[]> {
    if (requestIds.length === 0) return [];
    return tx.manager
      .createQueryBuilder(RequestAskerEntity, 'asker')
      .where('asker.organisationId = :organisationId AND asker.requestId = ANY(:ids)', {
        organisationId: tx.scope.organisationId,
        ids: requestIds,
      })
      .orderBy('asker.askedAt')
      .addOrderBy('asker.personId')
      .getMany();
  }

  /** @returns false when the same question was asked at this moment by somebody else */
  async insert(tx: Tx, request: RequestEntity): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(RequestEntity)
      .values(request)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as readonly unknown[]).length > 0;
  }

  /** Adds a person to those who ask; one who asks again says why anew. */
  async join(tx: Tx, requestId: string, personId: PersonId, justification: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO request_askers (organisation_id, request_id, person_id, justification, asked_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (request_id, person_id)
       DO UPDATE SET justification = $4, asked_at = CASE WHEN request_askers.withdrawn_at IS NULL THEN request_askers.asked_at ELSE $5 END,
                     withdrawn_at = NULL`,
      [tx.scope.organisationId, requestId, personId, justification, at],
    );
  }

  async update(tx: Tx, id: string, change: Partial<RequestEntity>): Promise<void> {
    await tx.manager.update(RequestEntity, { ...tx.scope, id }, change);
  }
}
