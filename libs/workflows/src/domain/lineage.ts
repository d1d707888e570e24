import { AppError } from '@groundswell/kernel';
import type { WorkflowId } from '@groundswell/kernel';

/** Where a workflow stands in its tree. It is written once, when the workflow is made, and never changes. */
export interface LineagePlace {
  readonly rootId: WorkflowId;
  /** The ancestors from the root down to the parent; empty for a root. */
  readonly path: readonly WorkflowId[];
}

/** Longer chains than this are no real adapting; they would make every policy stack slow. */
export const MAX_DEPTH = 40;

/** The place of a workflow that nothing was adapted from. */
export function rootPlace(id: WorkflowId): LineagePlace {
  return { rootId: id, path: [] };
}

/**
 * The place of a workflow adapted from another. As a place is only ever made from one that exists already, and never
 * changed, no workflow can come to stand above itself.
 */
export function placeBelow(parentId: WorkflowId, parent: LineagePlace, id: WorkflowId): LineagePlace {
  if (id === parentId || parent.path.includes(id)) {
    throw new AppError(
      'conflict',
      'LINEAGE_CYCLE',
      'A workflow cannot be adapted from itself or from its own descendants.',
    );
  }
  if (parent.path.length + 1 >= MAX_DEPTH) {
    const message = `This line of adaptations is ${MAX_DEPTH} workflows long. Adapt from a workflow further up.`;
    throw new AppError('conflict', 'LINEAGE_TOO_DEEP', message);
  }
  return { rootId: parent.rootId, path: [...parent.path, parentId] };
}

/** How many workflows stand above: 0 for a root. */
export function depthOf(place: LineagePlace): number {
  return place.path.length;
}

/** A node as the lineage page needs it. */
export interface LineageItem {
  readonly workflowId: WorkflowId;
  readonly parentWorkflowId: WorkflowId | null;
}

/** The nodes of one tree in reading order: root first, each one followed by its branches, siblings as they came. */
export function inReadingOrder<Item extends LineageItem>(items: readonly Item[]): readonly Item[] {
  const childrenOf = new Map<WorkflowId | null, Item[]>();
  const known = new Set(items.map((item) => item.workflowId));
  for (const item of items) {
    const above = item.parentWorkflowId !== null && known.has(item.parentWorkflowId) ? item.parentWorkflowId : null;
    const siblings = childrenOf.get(above);
    if (siblings === undefined) childrenOf.set(above, [item]);
    else siblings.push(item);
  }
  const ordered: Item[] = [];
  const waiting = [...(childrenOf.get(null) ?? [])].reverse();
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    ordered.push(item);
    waiting.push(...[...(childrenOf.get(item.workflowId) ?? [])].reverse());
  }
  return ordered;
}
