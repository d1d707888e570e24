import { Injectable } from '@nestjs/common';
import type { PolicyLayerId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { PolicyStacks } from '@groundswell/policies';
import type { ClosedLayer } from '../domain/closure.js';
import type { VersionBinding } from '../domain/workflow-version.js';

/** The policy layers that govern a workflow, in the form in which a closure keeps them. */
@Injectable()
export class GoverningLayersQuery {
  constructor(private readonly stacks: PolicyStacks) {}

  async closed(tx: Tx, workflowId: WorkflowId, bindings: readonly VersionBinding[]): Promise<readonly ClosedLayer[]> {
    const layers = await this.stacks.layersOf(
      tx,
      workflowId,
      bindings.map((binding) => binding.connectorId),
    );
    return layers.map(({ layerId, version }) => ({ layerId: layerId as PolicyLayerId, version }));
  }
}
