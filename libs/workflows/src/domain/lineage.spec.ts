import { describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import type { WorkflowId } from '@groundswell/kernel';
import fc from 'fast-check';
import { MAX_DEPTH, depthOf, inReadingOrder, placeBelow, rootPlace } from './lineage.js';
import type { LineagePlace } from './lineage.js';

interface Grown {
  readonly workflowId: WorkflowId;
  readonly parentWorkflowId: WorkflowId | null;
  readonly place: LineagePlace;
}

/** Grows a tree: each number chooses the parent among those that exist already. */
function grow(choices: readonly number[]): Grown[] {
  const rootId = newId<WorkflowId>();
  const grown: Grown[] = [{ workflowId: rootId, parentWorkflowId: null, place: rootPlace(rootId) }];
  for (const choice of choices) {
    const parent = grown[choice % grown.length];
    if (parent === undefined || depthOf(parent.place) + 1 >= MAX_DEPTH) continue;
    const workflowId = newId<WorkflowId>();
    const place = placeBelow(parent.workflowId, parent.place, workflowId);
    grown.push({ workflowId, parentWorkflowId: parent.workflowId, place });
  }
  return grown;
}

const trees = fc.array(fc.nat(1_000), { maxLength: 60 }).map(grow);

describe('the lineage', () => {
  it('gives every workflow the path of its parent plus its parent, one root, and never itself', () => {
    fc.assert(
      fc.property(trees, (grown) => {
        const byId = new Map(grown.map((item) => [item.workflowId, item]));
        for (const item of grown) {
          const parent = item.parentWorkflowId === null ? undefined : byId.get(item.parentWorkflowId);
          expect(item.place.path).toEqual(parent === undefined ? [] : [...parent.place.path, parent.workflowId]);
          expect(item.place.rootId).toBe(grown[0]?.workflowId);
          expect(item.place.path).not.toContain(item.workflowId);
        }
      }),
    );
  });

  it('reads every tree completely, the parent always before the child', () => {
    fc.assert(
      fc.property(trees, fc.integer(), (grown, seed) => {
        const shuffled = [...grown].sort(
          (a, b) => ((seed ^ a.workflowId.charCodeAt(35)) % 7) - (b.workflowId.charCodeAt(35) % 7),
        );
        const ordered = inReadingOrder(shuffled);
        expect(new Set(ordered.map((item) => item.workflowId)).size).toBe(grown.length);
        const seen = new Set<WorkflowId>();
        for (const item of ordered) {
          if (item.parentWorkflowId !== null) expect(seen.has(item.parentWorkflowId)).toBe(true);
          seen.add(item.workflowId);
        }
      }),
    );
  });

  it('shows a branch whose parent is out of sight as a beginning of its own', () => {
    const [root, child] = grow([0]);
    expect(root).toBeDefined();
    expect(inReadingOrder(child === undefined ? [] : [child])).toHaveLength(1);
  });

  it('refuses a workflow that would stand above itself, and a chain without end', () => {
    const rootId = newId<WorkflowId>();
    const place = rootPlace(rootId);
    const long = { rootId, path: Array.from({ length: MAX_DEPTH - 1 }, () => newId<WorkflowId>()) };
    expect(() => placeBelow(rootId, place, rootId)).toThrow('from itself');
    expect(() => placeBelow(newId<WorkflowId>(), long, newId<WorkflowId>())).toThrow('further up');
  });
});
