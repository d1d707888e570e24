import type { StageName } from '../marks/stage-badge.js';

/** One workflow of a lineage, as the library tells it: the list is flat, parents before children. */
export interface LineageNodeValue {
  readonly workflowId: string;
  readonly title: string;
  readonly parentWorkflowId?: string | null;
  readonly parentVersionNumber?: number | null;
  readonly depth: number;
  readonly stage: StageName;
  readonly teamName: string;
  readonly ownerName: string;
  readonly createdAt: string;
  /** False for a workflow that the reader may not open: shown without its title. */
  readonly readable: boolean;
  readonly hoursSaved: number;
}

/** A node with its children and what its whole branch saved. */
export interface LineageBranch {
  readonly node: LineageNodeValue;
  readonly children: readonly LineageBranch[];
  readonly branchHours: number;
  readonly branchSize: number;
}

/** Builds the trees out of a flat list. A node whose parent is not in the list starts a tree of its own. */
export function growBranches(nodes: readonly LineageNodeValue[]): LineageBranch[] {
  const known = new Set(nodes.map((node) => node.workflowId));
  const byParent = new Map<string | null, LineageNodeValue[]>();
  for (const node of nodes) {
    const parent = node.parentWorkflowId != null && known.has(node.parentWorkflowId) ? node.parentWorkflowId : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), node]);
  }
  const grow = (node: LineageNodeValue): LineageBranch => {
    const children = (byParent.get(node.workflowId) ?? [])
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      .map(grow);
    return {
      node,
      children,
      branchHours: children.reduce((sum, child) => sum + child.branchHours, node.hoursSaved),
      branchSize: children.reduce((sum, child) => sum + child.branchSize, 1),
    };
  };
  return (byParent.get(null) ?? []).map(grow);
}

/** The ids from a root down to one workflow, itself included; empty if it is not in the list. */
export function pathTo(nodes: readonly LineageNodeValue[], workflowId: string): string[] {
  const byId = new Map(nodes.map((node) => [node.workflowId, node]));
  const path: string[] = [];
  let current = byId.get(workflowId);
  while (current !== undefined && !path.includes(current.workflowId)) {
    path.unshift(current.workflowId);
    current = current.parentWorkflowId == null ? undefined : byId.get(current.parentWorkflowId);
  }
  return path;
}
