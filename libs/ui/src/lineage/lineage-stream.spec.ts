import { describe, expect, it } from '@jest/globals';
import { lineageStream } from './lineage-stream.js';
import type { LineageNodeValue } from './lineage-tree-model.js';

function node(workflowId: string, parentWorkflowId: string | null, createdAt: string): LineageNodeValue {
  return {
    workflowId,
    parentWorkflowId,
    createdAt,
    title: workflowId,
    depth: 0,
    stage: 'pilot',
    teamName: 'Sales',
    ownerName: 'Ida',
    readable: true,
    hoursSaved: 0,
  };
}

describe('the stream of one lineage', () => {
  const nodes = [node('root', null, '2025-11-03'), node('a', 'root', '2025-12-01'), node('a1', 'a', '2026-01-09')];

  it('widens a branch each time something is adapted from it', () => {
    const { rows } = lineageStream(nodes, 'a1', '2026-01-31');
    expect(rows.filter((row) => row.rootId === 'a').map((row) => [row.month, row.workflows])).toEqual([
      ['2025-11', 0],
      ['2025-12', 1],
      ['2026-01', 2],
    ]);
  });

  it('marks the branch in which a workflow lies', () => {
    expect([lineageStream(nodes, 'a1', '2026-01-31').mark, lineageStream(nodes, 'root', '2026-01-31').mark]).toEqual([
      'a',
      'root',
    ]);
  });

  it('is empty for no workflows', () => {
    expect(lineageStream([], 'x', '2026-01-31')).toEqual({ rows: [], mark: undefined });
  });
});
