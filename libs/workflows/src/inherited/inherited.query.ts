import { Injectable } from '@nestjs/common';
import type { ToolId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { PolicyStacks, type LayerOrigin } from '@groundswell/policies';
import { BindingsService } from '../bindings/bindings.service.js';
import type { VersionBinding } from '../domain/workflow-version.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** A connector that came along with adapting, and the tools of it that both versions bind. */
export interface InheritedBinding {
  readonly connectorId: string;
  readonly connectorName: string;
  readonly toolNames: readonly string[];
  readonly fromWorkflowId: WorkflowId;
  readonly fromWorkflowTitle: string;
  readonly fromVersionNumber: number;
}

/** What a workflow did not have to set up itself. */
export interface Inherited {
  readonly bindings: readonly InheritedBinding[];
  readonly layers: readonly LayerOrigin[];
  readonly cases: number;
}

/** Lists what a workflow inherited: nothing of it is a copy. */
@Injectable()
export class InheritedQuery {
  constructor(
    private readonly stacks: PolicyStacks,
    private readonly workflows: WorkflowsRepository,
    private readonly versions: VersionsRepository,
    private readonly bindings: BindingsService,
  ) {}

  async of(tx: Tx, workflow: WorkflowSummary): Promise<Inherited> {
    const layers = await this.stacks.layersOf(tx, workflow.id, workflow.boundConnectorIds);
    return {
      bindings: await this.bindingsOf(tx, workflow),
      layers: layers.filter((layer) => !layer.own),
      // Cases come with the library of evals; until then there is none to inherit.
      cases: 0,
    };
  }

  private async bindingsOf(tx: Tx, workflow: WorkflowSummary): Promise<readonly InheritedBinding[]> {
    if (workflow.adaptedFromVersionId === null || workflow.adaptedFromWorkflowId === null) return [];
    const from = await this.versions.find(tx, workflow.adaptedFromVersionId);
    const parent = await this.workflows.find(tx, workflow.adaptedFromWorkflowId);
    const own =
      (await this.versions.findPublished(tx, workflow.id)) ?? (await this.versions.findLatest(tx, workflow.id));
    if (!from || !parent || !own) return [];
    const shared = sharedTools(own.bindings, from.bindings);
    const connectors = await this.bindings.connectorsOf(tx, shared);
    return shared.map(({ connectorId, toolIds }) => {
      const connector = connectors.get(connectorId);
      const tools = connector?.tools.filter((tool) => toolIds.includes(tool.toolId)) ?? [];
      return {
        connectorId,
        connectorName: connector?.name ?? 'A connector that is gone',
        toolNames: tools.map((tool) => tool.name),
        fromWorkflowId: parent.id,
        fromWorkflowTitle: parent.title,
        fromVersionNumber: from.number,
      };
    });
  }
}

/** The tools that a version binds and that the version it was adapted from binds as well. */
export function sharedTools(
  own: readonly VersionBinding[],
  from: readonly VersionBinding[],
): readonly VersionBinding[] {
  return own.flatMap((binding) => {
    const before: readonly ToolId[] = from.find((other) => other.connectorId === binding.connectorId)?.toolIds ?? [];
    const toolIds = binding.toolIds.filter((id) => before.includes(id));
    return toolIds.length === 0 ? [] : [{ ...binding, toolIds }];
  });
}
