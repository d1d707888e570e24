import { describe, expect, it } from '@jest/globals';
import { growBranches, pathTo, type LineageNodeValue } from './lineage-tree-model.js';

function node(
  workflowId: string,
  parentWorkflowId: string | null,
  hoursSaved: number,
  createdAt = '2026-01-01',
): LineageNodeValue {
  return {
    workflowId,
    parentWorkflowId,
    hoursSaved,
    createdAt,
    title: workflowId,
    depth: 0,
    stage: 'pilot',
    teamName: 'Sales',
    ownerName: 'Ida',
    readable: true,
  };
}

describe('lineage', () => {
  const nodes = [
    node('root', null, 10),
    node('b', 'root', 5, '2026-03-01'),
    node('a', 'root', 2, '2026-02-01'),
    node('a1', 'a', 4),
  ];

  it('adds up the hours of a whole branch', () => {
    const [root] = growBranches(nodes);
    expect(root?.branchHours).toBe(21);
    expect(root?.children.map((branch) => [branch.node.workflowId, branch.branchHours])).toEqual([
      ['a', 6],
      ['b', 5],
    ]);
  });

  it('starts a tree of its own where the parent may not be seen', () => {
    expect(growBranches([node('orphan', 'hidden', 1)]).map((branch) => branch.node.workflowId)).toEqual(['orphan']);
  });

  it('walks from the root down to a workflow', () => {
    expect(pathTo(nodes, 'a1')).toEqual(['root', 'a', 'a1']);
    expect(pathTo(nodes, 'unknown')).toEqual([]);
  });
});
