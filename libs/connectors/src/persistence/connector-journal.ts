import { Injectable } from '@nestjs/common';
import type { AuditEntryId, JsonObject } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { type Actor, Outbox, type SystemActor, type Tx } from '@groundswell/platform';
import type { StoredConnector, StoredTool } from './connectors.repository.js';

/** Writes down what happened to connectors and tools, and tells the libraries above, in the transaction of the change. */
@Injectable()
export class ConnectorJournal {
  constructor(
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  ofConnector(
    tx: Tx,
    actor: Actor | SystemActor,
    action: string,
    connector: Pick<StoredConnector, 'id' | 'name'>,
    details: JsonObject = {},
  ): Promise<AuditEntryId> {
    return this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'connector', id: connector.id },
      details: { name: connector.name, ...details },
      links: { connectorId: connector.id },
    });
  }

  ofTool(
    tx: Tx,
    actor: Actor,
    action: string,
    tool: StoredTool,
    details: JsonObject = {},
    links: { readonly workflowId?: string; readonly runId?: string } = {},
    id?: AuditEntryId,
  ): Promise<AuditEntryId> {
    return this.audit.record(tx, {
      id,
      actor,
      action,
      subject: { type: 'tool', id: tool.id },
      details: {
        toolName: tool.name,
        connectorName: tool.connectorName,
        connectorVersionId: tool.connectorVersionId,
        ...details,
      },
      links: { connectorId: tool.connectorId, ...links },
    });
  }

  async tell(tx: Tx, type: string, payload: JsonObject): Promise<void> {
    await this.outbox.publish(tx, { type, organisationId: tx.scope.organisationId, payload });
  }
}
