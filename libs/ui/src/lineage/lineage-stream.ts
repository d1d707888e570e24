import type { StreamMonthValue } from '../groundswell/stream-layout.js';
import { growBranches, pathTo, type LineageBranch, type LineageNodeValue } from './lineage-tree-model.js';

function nodesOf(branch: LineageBranch): LineageNodeValue[] {
  return [branch.node, ...branch.children.flatMap(nodesOf)];
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (let name = first; name <= last && months.length < 240;) {
    months.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    name = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

/** One lineage as a stream: a band for the first workflow and one for each branch that grew out of it. */
export interface LineageStream {
  readonly rows: readonly StreamMonthValue[];
  /** The band in which one workflow lies. */
  readonly mark: string | undefined;
}

/** How a lineage grew month by month, and in which of its bands one workflow lies. */
export function lineageStream(nodes: readonly LineageNodeValue[], here: string, today: string): LineageStream {
  const bands = growBranches(nodes).flatMap((root) => [
    { id: root.node.workflowId, title: root.node.title, nodes: [root.node] },
    ...root.children.map((branch) => ({
      id: branch.node.workflowId,
      title: branch.node.title,
      nodes: nodesOf(branch),
    })),
  ]);
  const births = nodes.map((node) => node.createdAt.slice(0, 7)).sort();
  const months = births[0] === undefined ? [] : monthsBetween(births[0], today.slice(0, 7));
  const rows = bands.flatMap((band) =>
    months.map((month) => {
      const alive = band.nodes.filter((node) => node.createdAt.slice(0, 7) <= month);
      return { month, rootId: band.id, rootTitle: band.title, workflows: alive.length, hours: 0 };
    }),
  );
  const path = pathTo(nodes, here);
  return { rows, mark: path[1] ?? path[0] };
}
