import { Inject, Injectable } from '@nestjs/common';
import type { Clock, JsonObject } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { type Actor, CLOCK, type SystemActor, type Tx } from '@groundswell/platform';
import type { ExceptionEnd } from '../domain/exception.js';
import { POLICY_EXCEPTION_ENDED } from '../domain/policies.events.js';
import type { PolicyExceptionEntity } from '../persistence/policy-exception.entity.js';
import { PolicyExceptionsRepository } from '../persistence/policy-exceptions.repository.js';
import { LayerNews } from '../save-layer/layer-news.service.js';

const ACTION_OF_END: Readonly<Record<ExceptionEnd, string>> = {
  expired: 'policy.exception.expired',
  revoked: 'policy.exception.revoked',
  replaced: 'policy.exception.replaced',
};

/** What becomes of an exception: the row, its audit entry and its news, in the transaction of the act. */
@Injectable()
export class ExceptionRecords {
  constructor(
    private readonly repository: PolicyExceptionsRepository,
    private readonly audit: AuditWriter,
    private readonly news: LayerNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The exception past that rule for that workflow that has not ended, locked. */
  async findOpen(
    tx: Tx,
    place: { readonly layerId: string; readonly ruleId: string; readonly workflowId: string },
  ): Promise<PolicyExceptionEntity | null> {
    return this.repository.findOpen(tx, place);
  }

  /** Ends a locked exception that has not ended. It has no effect from the next call on. */
  async end(
    tx: Tx,
    actor: Actor | SystemActor,
    exception: PolicyExceptionEntity,
    end: { readonly how: ExceptionEnd; readonly reason: string | null },
  ): Promise<void> {
    const byId = 'personId' in actor ? actor.personId : null;
    await this.repository.end(tx, exception, { at: this.clock.now(), byId, ...end });
    await this.write(tx, actor, exception, POLICY_EXCEPTION_ENDED, { ...end }, ACTION_OF_END[end.how]);
  }

  /** Writes down what happened and tells of it. The event's name is the audit entry's unless another one is given. */
  async write(
    tx: Tx,
    actor: Actor | SystemActor,
    exception: PolicyExceptionEntity,
    event: string,
    details: JsonObject,
    action = event,
  ): Promise<void> {
    const { id, layerId, ruleId, workflowId, askedById } = exception;
    const { organisationId } = actor;
    const terms = { layerId, ruleId, askedById, expiresAt: exception.expiresAt.toISOString() };
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'policy-exception', id },
      details: { rule: exception.ruleSentence, ...terms, ...details },
      links: { workflowId },
    });
    const payload = { exceptionId: id, workflowId, ...terms, ...details };
    await this.news.tell(tx, { type: event, organisationId, payload });
  }
}
