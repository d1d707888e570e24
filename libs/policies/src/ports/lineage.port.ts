import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { LayerScope } from '../domain/layer.js';
import type { Ancestor } from '../domain/stack.js';
import type { Stage } from '../domain/subjects.js';

/** A workflow that a layer governs. */
export interface GovernedWorkflow {
  readonly workflowId: WorkflowId;
  readonly title: string;
  readonly stage: Stage;
  /** The ancestor through which the layer reaches it; null when it is set at the workflow, its team or its connector itself. */
  readonly throughTitle: string | null;
}

/** How the stacks learn where a workflow comes from. `workflows` implements it and provides it from a global module. */
export abstract class LineagePort {
  /** From the root down to the workflow itself, which is last; empty when it does not exist in this organisation. */
  abstract ancestry(tx: Tx, workflowId: WorkflowId): Promise<readonly Ancestor[]>;

  /** The workflows, retired ones left out, whose stack contains a layer that is set at this place; by title. */
  abstract governed(
    tx: Tx,
    place: { readonly scope: LayerScope; readonly targetId: string },
  ): Promise<readonly GovernedWorkflow[]>;
}
