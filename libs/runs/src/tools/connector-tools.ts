import { Injectable } from '@nestjs/common';
import type { ConnectorId, PersonId, ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool, previewNameOf, visibleText } from '@groundswell/connectors';
import type { Tx } from '@groundswell/platform';
import { ToolDirectory, type DirectoryConnector, type VersionBinding } from '@groundswell/workflows';
import type { MissingCredential } from '../start-run/run-refusal.js';
import { ToolOffers, type OfferedBinding } from './tool-offers.js';

/** What versions bind, read from the connectors. */
@Injectable()
export class ConnectorToolOffers extends ToolOffers {
  constructor(private readonly connectors: ConnectorsDirectory) {
    super();
  }

  /** In the order of the bindings, so that the model is offered the same list in every run of a version. */
  async boundTools(tx: Tx, bindings: readonly VersionBinding[]): Promise<readonly OfferedBinding[]> {
    const ids = bindings.flatMap((binding) => binding.toolIds);
    const tools = await this.connectors.toolsByIds(tx, ids);
    return ids.flatMap((toolId) => {
      const tool = tools.get(toolId);
      if (tool === undefined) return [];
      const { description, inputSchema } = tool.definition;
      return [
        {
          toolId,
          governed: governedTool(tool),
          slug: tool.connectorSlug,
          description: visibleText(description),
          inputSchema,
          idempotencyArgument: tool.idempotencyArgument,
          previewName: previewNameOf(tool.definition),
        },
      ];
    });
  }

  async missingCredential(
    tx: Tx,
    personId: PersonId,
    bindings: readonly VersionBinding[],
  ): Promise<MissingCredential | null> {
    const ids = bindings.filter((binding) => binding.toolIds.length > 0).map((binding) => binding.connectorId);
    return (await this.connectors.withoutCredential(tx, personId, ids))[0] ?? null;
  }
}

/** What workflows ask about connectors, which they do not import. */
@Injectable()
export class ConnectorToolDirectory extends ToolDirectory {
  constructor(private readonly connectors: ConnectorsDirectory) {
    super();
  }

  async describe(tx: Tx, connectorIds: readonly ConnectorId[]): Promise<ReadonlyMap<ConnectorId, DirectoryConnector>> {
    const found = await this.connectors.byIds(tx, connectorIds);
    return new Map(
      [...found].map(([id, connector]) => [
        id,
        {
          connectorId: id,
          connectorVersionId: connector.connectorVersionId,
          name: connector.name,
          slug: connector.slug,
          missingSecrets: connector.missingSecrets,
          tools: connector.tools.map(({ toolId, formerIds, name, title, risk, status, digest }) => ({
            toolId,
            formerIds,
            name,
            title,
            risk,
            status,
            pin: digest,
          })),
        },
      ]),
    );
  }

  async writingToolIds(tx: Tx): Promise<readonly ToolId[]> {
    return this.connectors.writingToolIds(tx);
  }
}
