import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { CALL_LIMITS } from '@groundswell/workflows';
import { callRefusal, labelsAfterCall, labelsOfCalled } from './called-run.js';
import { coversLabels, joinLabels, type RunLabels } from './run-labels.js';

const labels = fc.record({ privateData: fc.boolean(), untrustedContent: fc.boolean(), reachedOutside: fc.boolean() });

/** A run: what it takes in by itself, and the runs that it calls in between. */
interface Tree {
  readonly before: RunLabels;
  readonly inputs: RunLabels;
  readonly children: readonly Tree[];
}

const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    before: labels,
    inputs: labels,
    children: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
  }),
})).tree;

/** Walks a tree as the engine does. @returns the labels at the end; tells each run's labels as it begins */
function walk(tree: Tree, caller: RunLabels, began: (labels: RunLabels, caller: RunLabels) => void): RunLabels {
  const start = labelsOfCalled(caller, tree.inputs);
  began(start, caller);
  let now = joinLabels(start, tree.before);
  for (const child of tree.children) now = labelsAfterCall(now, walk(child, now, began));
  return now;
}

function everything(tree: Tree): RunLabels {
  return tree.children.map(everything).reduce(joinLabels, joinLabels(tree.before, tree.inputs));
}

describe('labels in a tree of runs that call each other', () => {
  it('cannot be washed off by calling: a called run begins with its caller’s, and a caller ends with all below it', () => {
    fc.assert(
      fc.property(trees, labels, (tree, outside) => {
        const end = walk(tree, outside, (start, caller) => expect(coversLabels(start, caller)).toBe(true));
        expect(coversLabels(end, outside)).toBe(true);
        expect(coversLabels(end, everything(tree))).toBe(true);
      }),
    );
  });
});

describe('the way down a tree of calls', () => {
  it('never comes back to a workflow that is on it, and ends at its depth', () => {
    const ids = Array.from({ length: 6 }, () => newId<WorkflowId>());
    fc.assert(
      fc.property(fc.subarray(ids), fc.constantFrom(...ids), (way, workflowId) => {
        const refusal = callRefusal(way, { workflowId, title: 'It' });
        expect(refusal === null).toBe(!way.includes(workflowId) && way.length < CALL_LIMITS.depth);
      }),
    );
  });
});
