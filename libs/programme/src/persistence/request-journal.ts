import { Injectable } from '@nestjs/common';
import { AuditWriter } from '@groundswell/audit';
import type { JsonObject, PersonId } from '@groundswell/kernel';
import { type Actor, Outbox, type Tx } from '@groundswell/platform';
import { REQUEST_ANSWERED, REQUEST_RAISED } from '../domain/programme.events.js';
import type { RequestEntity } from './request.entity.js';

/** Writes every state of a request into the audit log and tells the libraries above. */
@Injectable()
export class RequestJournal {
  constructor(
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  async raised(tx: Tx, actor: Actor, request: RequestEntity, justification: string, joined: boolean): Promise<void> {
    await this.write(tx, actor, request, joined ? 'request.joined' : 'request.raised', { justification });
    await this.outbox.publish(tx, {
      type: REQUEST_RAISED,
      organisationId: actor.organisationId,
      payload: { requestId: request.id, kind: request.kind, personId: actor.personId, joined },
    });
  }

  async answered(
    tx: Tx,
    actor: Actor,
    request: RequestEntity,
    personIds: readonly PersonId[],
    details: JsonObject,
  ): Promise<void> {
    await this.write(tx, actor, request, `request.${request.state}`, details);
    await this.outbox.publish(tx, {
      type: REQUEST_ANSWERED,
      organisationId: actor.organisationId,
      payload: { requestId: request.id, kind: request.kind, state: request.state, personIds: [...personIds] },
    });
  }

  /** One of several who ask has withdrawn; the others still ask. */
  async left(tx: Tx, actor: Actor, request: RequestEntity): Promise<void> {
    await this.write(tx, actor, request, 'request.left', {});
  }

  private async write(
    tx: Tx,
    actor: Actor,
    request: RequestEntity,
    action: string,
    details: JsonObject,
  ): Promise<void> {
    const { id, kind, title, workflowId, connectorId, runId } = request;
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'request', id },
      details: { title, kind, ...details },
      links: {
        ...(workflowId === null ? {} : { workflowId }),
        ...(connectorId === null ? {} : { connectorId }),
        ...(runId === null ? {} : { runId }),
      },
    });
  }
}
