import type { ConnectorId, ConnectorVersionId, ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';

/** A tool as far as a workflow needs to know it. */
export interface DirectoryTool {
  readonly toolId: ToolId;
  /** The ids by which bindings to other versions of its connector name it: a move of the connector leads them here. */
  readonly formerIds?: readonly ToolId[];
  readonly name: string;
  readonly title: string;
  readonly risk: 'read' | 'write' | 'destructive';
  readonly status: 'allowed' | 'blocked' | 'quarantined';
  /** The digest of the definition that a steward accepted. */
  readonly pin: string;
}

/** A connector as far as a workflow needs to know it. */
export interface DirectoryConnector {
  readonly connectorId: ConnectorId;
  /** Its present version, which new bindings take. */
  readonly connectorVersionId: ConnectorVersionId;
  readonly name: string;
  /** The short name in front of the dot in `crm.search`. */
  readonly slug: string;
  /** Names of secrets that it needs and that nobody has set yet. */
  readonly missingSecrets: readonly string[];
  readonly tools: readonly DirectoryTool[];
}

/**
 * What workflows ask about connectors, which they do not import. Implemented above, by `runs`, and provided under this class
 * by a global module. Everything within the organisation of the transaction.
 */
export abstract class ToolDirectory {
  /** The connectors with all their tools; ids that do not exist are missing from the answer. One query, however many. */
  abstract describe(
    tx: Tx,
    connectorIds: readonly ConnectorId[],
  ): Promise<ReadonlyMap<ConnectorId, DirectoryConnector>>;

  /** All tools that can write or destroy: for the filter of the library. */
  abstract writingToolIds(tx: Tx): Promise<readonly ToolId[]>;
}
