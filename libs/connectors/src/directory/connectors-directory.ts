import { Injectable } from '@nestjs/common';
import type { ConnectorId, ConnectorVersionId, ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { DataClass, GovernedTool } from '@groundswell/policies';
import { Catalogue } from '../catalogue/catalogue.js';
import type { ToolDefinition } from '../domain/tool-definition.js';
import type { ToolLabels } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';
import { type BoundTool, BoundToolsRepository } from '../persistence/bound-tools.repository.js';
import { CredentialsHeldQuery, type HeldCredentials } from '../persistence/credentials-held.query.js';
import {
  ConnectorsRepository,
  SIGN_IN,
  type StoredConnector,
  type StoredTool,
} from '../persistence/connectors.repository.js';
import { definitionOf, driftIn } from '../persistence/tool-record.js';

/** A tool as other libraries may know it. */
export interface ToolSummary extends ToolLabels {
  /** The id by which it was asked for: a binding keeps the one that was approved. */
  readonly toolId: ToolId;
  /** Whether the connector's present version offers no tool of this name any more. */
  readonly withdrawn: boolean;
  /** What its server says instead of the pinned definition, while the tool is quarantined for it. */
  readonly changed: readonly string[];
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
  /** The argument that makes a repeated call the same call; null when there is none. */
  readonly idempotencyArgument: string | null;
}

/** A tool of a connector's present version, with the ids by which bindings to earlier versions name it. */
export interface PresentTool extends ToolSummary {
  readonly formerIds: readonly ToolId[];
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
  readonly tools: readonly PresentTool[];
}

function summary(tool: StoredTool & Partial<Pick<BoundTool, 'boundId' | 'withdrawn'>>): ToolSummary {
  const definition = definitionOf(tool);
  const { connectorId, connectorVersionId, connectorName, connectorSlug, dataClass, name, status, digest } = tool;
  const { risk, returnsUntrusted, reachesOutside, idempotencyArgument } = tool;
  return {
    toolId: tool.boundId ?? tool.id,
    withdrawn: tool.withdrawn ?? false,
    changed: (driftIn(tool)?.changes ?? []).map((change) => `${change.area} (${change.label})`),
    ...{ connectorId, connectorVersionId, connectorName, connectorSlug, dataClass, name, status, digest },
    ...{ risk, returnsUntrusted, reachesOutside, idempotencyArgument },
    title: definition.title ?? name,
    definition,
  };
}

function lacksOwn({ signIn, secretsSet }: HeldCredentials): boolean {
  return signIn === 'oauth' ? secretsSet[SIGN_IN] === undefined : Object.keys(secretsSet).length === 0;
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
    private readonly bound: BoundToolsRepository,
    private readonly catalogue: Catalogue,
    private readonly credentials: CredentialsHeldQuery,
  ) {}

  /** Ids that do not exist are missing from the answer. Three queries, however many. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<ConnectorId, ConnectorSummary>> {
    const connectors = await this.repository.byIds(tx, ids);
    const found = connectors.map((connector) => connector.id);
    const former = await this.bound.formerIds(tx, found);
    const tools = (await this.repository.toolsOf(tx, ids)).map((tool) => ({
      ...summary(tool),
      formerIds: former.get(tool.id) ?? [],
    }));
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

  /**
   * The tools that bindings mean now, by the ids that the bindings name; ids that do not exist are missing from the answer.
   */
  async toolsByIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<ToolId, ToolSummary>> {
    const tools = await this.bound.byIds(tx, ids);
    return new Map(tools.map((tool) => [tool.boundId, summary(tool)]));
  }

  /** Every connector, by name. */
  async names(tx: Tx): Promise<readonly { readonly connectorId: ConnectorId; readonly name: string }[]> {
    return tx.query(`SELECT id AS "connectorId", name FROM connectors WHERE organisation_id = $1 ORDER BY name, id`, [
      tx.scope.organisationId,
    ]);
  }

  /** All tools that can write or destroy. */
  async writingToolIds(tx: Tx): Promise<readonly ToolId[]> {
    const rows = await tx.query<{ id: ToolId }>(
      `SELECT b.id FROM tools b
         JOIN connectors c ON c.id = b.connector_id
         LEFT JOIN tools p ON p.connector_version_id = c.current_version_id AND p.name = b.name
        WHERE b.organisation_id = $1 AND coalesce(p.risk, b.risk) <> 'read' ORDER BY b.id`,
      [tx.scope.organisationId],
    );
    return rows.map((row) => row.id);
  }

  /** Those of the connectors that no call could use for want of a credential: the house's, or this person's own. */
  async withoutCredential(
    tx: Tx,
    personId: string,
    connectorIds: readonly string[],
  ): Promise<readonly { readonly connectorId: ConnectorId; readonly connectorName: string; readonly own: boolean }[]> {
    const held = await this.credentials.of(tx, personId, connectorIds);
    return held
      .filter((one) => (one.credentialMode === 'personal' ? lacksOwn(one) : this.missingSecrets(one).length > 0))
      .map(({ id, name, credentialMode }) => ({
        connectorId: id,
        connectorName: name,
        own: credentialMode === 'personal',
      }));
  }

  missingSecrets(
    connector: Pick<StoredConnector, 'credentialMode' | 'signIn' | 'secretsSet' | 'catalogueKey'>,
  ): readonly string[] {
    // Where everyone has their own, it is each person's to set, and each call asks for theirs.
    if (connector.credentialMode === 'personal') return [];
    if (connector.signIn === 'oauth' && connector.secretsSet[SIGN_IN] === undefined) return ['sign-in'];
    const settings = this.catalogue.find(connector.catalogueKey ?? '')?.settings ?? [];
    return settings
      .filter((setting) => setting.secret && setting.required && connector.secretsSet[setting.name] === undefined)
      .map((setting) => setting.name);
  }
}
