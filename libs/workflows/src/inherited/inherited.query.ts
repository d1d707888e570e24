import { Injectable } from '@nestjs/common';
import type { ToolId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { PolicyStacks, type LayerOrigin } from '@groundswell/policies';
import { BindingsService } from '../bindings/bindings.service.js';
import type { VersionBinding } from '../domain/workflow-version.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';

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

/** What a root has. */
export const NOTHING_INHERITED: Inherited = { bindings: [], layers: [], cases: 0 };

/** Lists what workflows inherited: nothing of it is a copy. */
@Injectable()
export class InheritedQuery {
  constructor(
    private readonly stacks: PolicyStacks,
    private readonly library: WorkflowLibrary,
    private readonly bindings: BindingsService,
  ) {}

  async ofMany(tx: Tx, workflows: readonly WorkflowSummary[]): Promise<ReadonlyMap<WorkflowId, Inherited>> {
    const bindings = await this.bindingsOf(tx, workflows);
    const inherited = new Map<WorkflowId, Inherited>();
    for (const workflow of workflows) {
      const layers = await this.stacks.layersOf(tx, workflow.id, workflow.boundConnectorIds);
      inherited.set(workflow.id, {
        bindings: bindings.get(workflow.id) ?? [],
        layers: layers.filter((layer) => !layer.own),
        // Cases come with the library of evals; until then there is none to inherit.
        cases: 0,
      });
    }
    return inherited;
  }

  private async bindingsOf(
    tx: Tx,
    workflows: readonly WorkflowSummary[],
  ): Promise<ReadonlyMap<WorkflowId, readonly InheritedBinding[]>> {
    const adapted = workflows.filter((workflow) => workflow.adaptedFromVersionId !== null);
    const parents = await this.library.byIds(tx, present(adapted.map((workflow) => workflow.adaptedFromWorkflowId)));
    const from = await this.library.versionsByIds(
      tx,
      present(adapted.map((workflow) => workflow.adaptedFromVersionId)),
    );
    const own = await this.library.versionsOf(
      tx,
      adapted.map((workflow) => workflow.id),
    );
    const shared = adapted.flatMap((workflow) => {
      const versions = own.get(workflow.id) ?? [];
      const current = versions.find((version) => version.id === workflow.publishedVersionId) ?? versions[0];
      const before = from.get(workflow.adaptedFromVersionId ?? '');
      const parent = parents.get(workflow.adaptedFromWorkflowId ?? '');
      if (!current || !before || !parent) return [];
      return [
        { id: workflow.id, parent, before, bindings: sharedTools(current.content.bindings, before.content.bindings) },
      ];
    });
    const connectors = await this.bindings.connectorsOf(
      tx,
      shared.flatMap((one) => one.bindings),
    );
    return new Map(
      shared.map(({ id, parent, before, bindings }) => [
        id,
        bindings.map(({ connectorId, toolIds }) => {
          const connector = connectors.get(connectorId);
          const tools = connector?.tools.filter((tool) => toolIds.includes(tool.toolId)) ?? [];
          return {
            connectorId,
            connectorName: connector?.name ?? 'A connector that is gone',
            toolNames: tools.map((tool) => tool.name),
            fromWorkflowId: parent.id,
            fromWorkflowTitle: parent.title,
            fromVersionNumber: before.number,
          };
        }),
      ]),
    );
  }
}

function present<T>(values: readonly (T | null)[]): readonly T[] {
  return values.filter((value) => value !== null);
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
