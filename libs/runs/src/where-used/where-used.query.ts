import { Injectable } from '@nestjs/common';
import type { ConnectorId } from '@groundswell/kernel';
import { ConnectorsDirectory } from '@groundswell/connectors';
import { Database, type Actor } from '@groundswell/platform';
import { WhereBoundQuery, WorkflowLibrary, type BoundVersion, type WorkflowSummary } from '@groundswell/workflows';

/** A version of a workflow that uses a connector, with the names of the tools it binds. */
export interface WorkflowUse extends BoundVersion {
  readonly toolNames: readonly string[];
  /** The workflow at the root of its lineage, where it was adapted; shown by its title alone. */
  readonly root: WorkflowSummary | null;
}

/** Where something is used, as far as the person may see it. */
export interface WhereUsed {
  readonly uses: readonly WorkflowUse[];
  readonly hidden: number;
}

/** Brings together what workflows bind and what connectors call it. */
@Injectable()
export class WhereUsedQuery {
  constructor(
    private readonly database: Database,
    private readonly bound: WhereBoundQuery,
    private readonly library: WorkflowLibrary,
    private readonly connectors: ConnectorsDirectory,
  ) {}

  /** Every published, submitted and draft version that binds it, in whichever version of the connector. */
  async ofConnector(actor: Actor, connectorId: string): Promise<WhereUsed> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { versions, hidden } = await this.bound.ofConnector(tx, actor, connectorId as ConnectorId);
      const tools = await this.connectors.toolsByIds(tx, [...new Set(versions.flatMap((one) => one.toolIds))]);
      const roots = await this.library.byIds(
        tx,
        versions.filter((one) => one.rootId !== one.workflowId).map((one) => one.rootId),
      );
      const uses = versions.map((version) => ({
        ...version,
        toolNames: version.toolIds.flatMap((id) => tools.get(id)?.name ?? []),
        root: version.rootId === version.workflowId ? null : (roots.get(version.rootId) ?? null),
      }));
      return { uses, hidden };
    });
  }
}
