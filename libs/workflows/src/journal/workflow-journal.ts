import { Injectable } from '@nestjs/common';
import type { JsonObject, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { Outbox, type Actor, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';

/** One change of a workflow: what the audit log keeps of it and what other libraries are told. */
export interface JournalEntry {
  /** Both the action of the audit entry and the type of the event. */
  readonly type: string;
  readonly workflowId: WorkflowId;
  /** Given when the change concerns one version. */
  readonly versionId?: WorkflowVersionId;
  /** For the reader of the log. */
  readonly details: JsonObject;
  /** For subscribers, besides the ids. */
  readonly news?: JsonObject;
}

/** Records a change in the audit log and publishes it, both in the transaction that makes it. */
@Injectable()
export class WorkflowJournal {
  constructor(
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  async record(tx: Tx, actor: Actor, entry: JournalEntry): Promise<void> {
    const { type, workflowId, versionId, details, news } = entry;
    await this.audit.record(tx, {
      actor,
      action: type,
      subject:
        versionId === undefined ? { type: 'workflow', id: workflowId } : { type: 'workflow-version', id: versionId },
      details,
      links: { workflowId },
    });
    await this.outbox.publish(tx, {
      type,
      organisationId: actor.organisationId,
      payload: { workflowId, ...(versionId === undefined ? {} : { versionId }), ...news },
    });
  }
}
