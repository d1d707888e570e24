import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { ExceptionEnd } from '../domain/exception.js';
import { PolicyExceptionEntity } from './policy-exception.entity.js';

/** Reads and ends exceptions, within the organisation of the transaction. */
@Injectable()
export class PolicyExceptionsRepository {
  async findLocked(tx: Tx, id: string): Promise<PolicyExceptionEntity | null> {
    if (!isId(id)) return null;
    return tx.manager.findOne(PolicyExceptionEntity, {
      where: { ...tx.scope, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** @throws AppError NOT_FOUND */
  async getLocked(tx: Tx, id: string): Promise<PolicyExceptionEntity> {
    const found = await this.findLocked(tx, id);
    if (!found) throw notFound('exception');
    return found;
  }

  /** The one of that rule and workflow that has not ended. */
  async findOpen(
    tx: Tx,
    place: { readonly layerId: string; readonly ruleId: string; readonly workflowId: string },
  ): Promise<PolicyExceptionEntity | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM policy_exceptions WHERE organisation_id = $1 AND layer_id = $2 AND rule_id = $3
         AND workflow_id = $4 AND ended_at IS NULL FOR UPDATE`,
      [tx.scope.organisationId, place.layerId, place.ruleId, place.workflowId],
    );
    return row ? this.getLocked(tx, row.id) : null;
  }

  async end(
    tx: Tx,
    exception: PolicyExceptionEntity,
    end: {
      readonly at: Date;
      readonly how: ExceptionEnd;
      readonly byId: string | null;
      readonly reason: string | null;
    },
  ): Promise<void> {
    await tx.query(
      `UPDATE policy_exceptions SET ended_at = $3, ended_how = $4, ended_by_id = $5, end_reason = $6
        WHERE organisation_id = $1 AND id = $2`,
      [tx.scope.organisationId, exception.id, end.at, end.how, end.byId, end.reason],
    );
  }

  async markReminded(tx: Tx, exception: PolicyExceptionEntity, at: Date): Promise<void> {
    await tx.query(`UPDATE policy_exceptions SET reminded_at = $3 WHERE organisation_id = $1 AND id = $2`, [
      tx.scope.organisationId,
      exception.id,
      at,
    ]);
  }
}
