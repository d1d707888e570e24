import { Injectable } from '@nestjs/common';
import type { ConnectorId, ConnectorVersionId, ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { DataClass, GovernedTool } from '@groundswell/policies';
import { Catalogue } from '../catalogue/catalogue.js';
import type { ToolDefinition } from '../domain/tool-definition.js';
import type { ToolLabels } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';
import { ConnectorsRepository, type StoredConnector, type StoredTool } from '../persistence/connectors.repository.js';
import { definitionOf } from '../persistence/tool-record.js';

/** A tool as other libraries may know it. */
export interface ToolSummary extends ToolLabels {
  readonly toolId: ToolId;
  readonly connectorId: ConnectorId;
  readonly connectorVersionId: ConnectorVersionId;
  readonly connectorName: string;
  readonly connectorSlug: string;
  readonly dataClass: DataClass;
  readonly name: string;
  readonly title: string;
  readonly status: ToolStatus;
  /** The digest of the definition that a person approved. */
  readonly digest: string;
  readonly definition: ToolDefinition;
}

/** A connector in its present version, with its tools. */
export interface ConnectorSummary {
  readonly connectorId: ConnectorId;
  readonly connectorVersionId: ConnectorVersionId;
  readonly name: string;
  readonly slug: string;
  readonly dataClass: DataClass;
  /** Names of secrets that it needs and that nobody has set yet. */
  readonly missingSecrets: readonly string[];
  readonly tools: readonly ToolSummary[];
}

function summary(tool: StoredTool): ToolSummary {
  const definition = definitionOf(tool);
  const { connectorId, connectorVersionId, connectorName, connectorSlug, dataClass, name, status, digest } = tool;
  const { risk, returnsUntrusted, reachesOutside } = tool;
  return {
    toolId: tool.id,
    ...{ connectorId, connectorVersionId, connectorName, connectorSlug, dataClass, name, status, digest },
    ...{ risk, returnsUntrusted, reachesOutside },
    title: definition.title ?? name,
    definition,
  };
}

/** The tool as the policy stacks ask for it. */
export function governedTool(tool: ToolSummary): GovernedTool {
  const { toolId, connectorId, connectorName, name, risk, dataClass, returnsUntrusted, reachesOutside } = tool;
  return { toolId, connectorId, connectorName, toolName: name, risk, dataClass, returnsUntrusted, reachesOutside };
}

/** Connectors and tools for the libraries above, within the organisation of the transaction. No permission is asked. */
@Injectable()
export class ConnectorsDirectory {
  constructor(
    private readonly repository: ConnectorsRepository,
    private readonly catalogue: Catalogue,
  ) {}

  /** Ids that do not exist are missing from the answer. Two queries, however many. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<ConnectorId, ConnectorSummary>> {
    const connectors = await this.repository.byIds(tx, ids);
    const tools = (await this.repository.toolsOf(tx, ids)).map(summary);
    return new Map(
      connectors.map((connector) => [
        connector.id,
        {
          connectorId: connector.id,
          connectorVersionId: connector.versionId,
          name: connector.name,
          slug: connector.slug,
          dataClass: connector.dataClass,
          missingSecrets: this.missingSecrets(connector),
          tools: tools.filter((tool) => tool.connectorId === connector.id),
        },
      ]),
    );
  }

  /** Tools of any version; ids that do not exist are missing from the answer. */
  async toolsByIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<ToolId, ToolSummary>> {
    const tools = await this.repository.toolsByIds(tx, ids);
    return new Map(tools.map((tool) => [tool.id, summary(tool)]));
  }

  /** All tools that can write or destroy. */
  async writingToolIds(tx: Tx): Promise<readonly ToolId[]> {
    const rows = await tx.query<{ id: ToolId }>(
      `SELECT id FROM tools WHERE organisation_id = $1 AND risk <> 'read' ORDER BY id`,
      [tx.scope.organisationId],
    );
    return rows.map((row) => row.id);
  }

  missingSecrets(connector: StoredConnector): readonly string[] {
    const settings = this.catalogue.find(connector.catalogueKey ?? '')?.settings ?? [];
    return settings
      .filter((setting) => setting.secret && setting.required && connector.secretsSet[setting.name] === undefined)
      .map((setting) => setting.name);
  }
}
