import type { WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Ancestor } from '../domain/stack.js';

/** How the stacks learn where a workflow comes from. `workflows` implements it and provides it from a global module. */
export abstract class LineagePort {
  /** From the root down to the workflow itself, which is last; empty when it does not exist in this organisation. */
  abstract ancestry(tx: Tx, workflowId: WorkflowId): Promise<readonly Ancestor[]>;
}
