import { Injectable } from '@nestjs/common';
import type { ConnectorId, ConnectorVersionId, InputFaults, ToolId } from '@groundswell/kernel';
import { isId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { BindingNames } from '../domain/version-difference.js';
import type { VersionBinding } from '../domain/workflow-version.js';
import { ToolDirectory, type DirectoryConnector, type DirectoryTool } from '../ports/tool-directory.js';

/** A connector and the tools of it that a person chose. */
export interface ChosenBinding {
  readonly connectorId: string;
  readonly toolIds: readonly string[];
}

/** The connectors of some bindings as they are now. */
export type BoundConnectors = ReadonlyMap<ConnectorId, DirectoryConnector>;

/** Brings bindings together with what the directory knows of their connectors. */
@Injectable()
export class BindingsService {
  constructor(private readonly directory: ToolDirectory) {}

  async connectorsOf(tx: Tx, bindings: readonly { readonly connectorId: string }[]): Promise<BoundConnectors> {
    const ids = [...new Set(bindings.map((binding) => binding.connectorId))].filter(isId) as ConnectorId[];
    return ids.length === 0 ? new Map() : this.directory.describe(tx, ids);
  }

  /** Reads what a person chose; a connector or tool that is not there is a fault beside its field. */
  async read(tx: Tx, faults: InputFaults, chosen: readonly ChosenBinding[]): Promise<readonly VersionBinding[]> {
    const connectors = await this.connectorsOf(tx, chosen);
    return chosen.map(({ connectorId, toolIds }, index) => {
      const connector = connectors.get(connectorId as ConnectorId);
      if (connector === undefined) {
        faults.add(
          `bindings.${index}.connectorId`,
          'This connector does not exist (any more). Remove it or choose another.',
        );
      } else if (toolIds.some((id) => toolNow(connector, id) === undefined)) {
        faults.add(`bindings.${index}.toolIds`, `One of these tools is not offered by ${connector.name} (any more).`);
      }
      return {
        connectorId: connectorId as ConnectorId,
        connectorVersionId: connector?.connectorVersionId ?? ('' as ConnectorVersionId),
        toolIds: presentIds(connector, toolIds),
      };
    });
  }
}

/** The tool that a binding means now, whichever version of the connector it was bound in. */
export function toolNow(connector: DirectoryConnector | undefined, boundId: string): DirectoryTool | undefined {
  return connector?.tools.find(
    (tool) => tool.toolId === boundId || tool.formerIds?.some((id) => id === boundId) === true,
  );
}

function presentIds(connector: DirectoryConnector | undefined, boundIds: readonly string[]): readonly ToolId[] {
  return [...new Set(boundIds.map((id) => toolNow(connector, id)?.toolId ?? (id as ToolId)))];
}

/** The bindings with the version that each connector has now, and the tools by which that version knows them. */
export function atPresentVersions(
  bindings: readonly VersionBinding[],
  connectors: BoundConnectors,
): readonly VersionBinding[] {
  return bindings.map((binding) => ({
    ...binding,
    connectorVersionId: connectors.get(binding.connectorId)?.connectorVersionId ?? binding.connectorVersionId,
    toolIds: presentIds(connectors.get(binding.connectorId), binding.toolIds),
  }));
}

/** The names by which a rehearsal calls the bound tools: `<connector slug>.<tool name>`. */
export function toolNames(bindings: readonly VersionBinding[], connectors: BoundConnectors): readonly string[] {
  return bindings.flatMap(({ connectorId, toolIds }) => {
    const connector = connectors.get(connectorId);
    const bound = toolIds.flatMap((id) => toolNow(connector, id) ?? []);
    return bound.map((tool) => `${connector?.slug}.${tool.name}`);
  });
}

/** The digests of the definitions of the bound tools, as accepted now. */
export function pinsOf(bindings: readonly VersionBinding[], connectors: BoundConnectors): Record<ToolId, string> {
  const pins = bindings.flatMap(({ connectorId, toolIds }) =>
    toolIds.flatMap((id) => {
      const tool = toolNow(connectors.get(connectorId), id);
      return tool === undefined ? [] : [[id, tool.pin] as const];
    }),
  );
  return Object.fromEntries(pins);
}

/** The words for the bindings of two versions. */
export function namesOf(connectors: BoundConnectors): BindingNames {
  const all = [...connectors.values()];
  return {
    connectors: new Map(all.map((connector) => [connector.connectorId, connector.name])),
    tools: new Map(
      all.flatMap((connector) =>
        connector.tools.flatMap((tool) =>
          [tool.toolId, ...(tool.formerIds ?? [])].map((id) => [id, tool.name] as const),
        ),
      ),
    ),
  };
}
