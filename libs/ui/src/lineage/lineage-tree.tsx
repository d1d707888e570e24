import { useId } from 'react';
import { Anchor, Badge, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatHours } from '../format/durations.js';
import { formatCount } from '../format/numbers.js';
import { formatDay } from '../format/when.js';
import { StageGlyph } from '../marks/stage-badge.js';
import { growBranches, pathTo, type LineageBranch, type LineageNodeValue } from './lineage-tree-model.js';

interface BranchProps {
  readonly branch: LineageBranch;
  readonly here: string;
  readonly path: ReadonlySet<string>;
  readonly mostHours: number;
}

function BranchHours({ branch, mostHours }: Pick<BranchProps, 'branch' | 'mostHours'>) {
  const share = mostHours > 0 ? Math.max(0, branch.branchHours) / mostHours : 0;
  return (
    <span className="gs-lineage-hours">
      <span className="gs-lineage-bar" aria-hidden="true">
        <span style={{ width: `${Math.max(share * 100, share > 0 ? 3 : 0)}%` }} />
      </span>
      <span className="gs-nowrap">
        {formatHours(branch.branchHours)}
        <span className="gs-hidden"> saved by this branch</span>
      </span>
    </span>
  );
}

function LineageRow({ branch, here, mostHours }: Omit<BranchProps, 'path'>) {
  const { node } = branch;
  const isHere = node.workflowId === here;
  return (
    <div className="gs-lineage-row" data-here={isHere || undefined}>
      <StageGlyph stage={node.stage} />
      <div className="gs-lineage-text">
        {node.readable && !isHere && (
          <Anchor component={Link} to={`/workflows/${node.workflowId}/lineage`} fw={550} className="gs-break">
            {node.title}
          </Anchor>
        )}
        {node.readable && isHere && (
          <Text span fw={620} className="gs-break" aria-current="true">
            {node.title}{' '}
            <Badge size="sm" variant="filled">
              You are here
            </Badge>
          </Text>
        )}
        {!node.readable && (
          <Text span c="dimmed">
            <IconLock size={14} aria-hidden="true" style={{ verticalAlign: '-2px' }} /> A workflow that you may not open
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {node.teamName}, {node.ownerName} · {node.stage} · since {formatDay(node.createdAt)}
          {node.parentVersionNumber != null && ` · adapted from version ${node.parentVersionNumber}`}
          {branch.branchSize > 1 && ` · ${formatCount(branch.branchSize - 1, 'workflow')} grew from it`}
        </Text>
      </div>
      <BranchHours branch={branch} mostHours={mostHours} />
    </div>
  );
}

function Branch({ branch, here, path, mostHours }: BranchProps) {
  return (
    <li className="gs-lineage-branch" data-path={path.has(branch.node.workflowId) || undefined}>
      <LineageRow branch={branch} here={here} mostHours={mostHours} />
      {branch.children.length > 0 && (
        <ul className="gs-list">
          {branch.children.map((child) => (
            <Branch key={child.node.workflowId} branch={child} here={here} path={path} mostHours={mostHours} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The whole lineage as a tree, root first, with the hours that each branch saved and the path to one workflow marked. */
export function LineageTree({ nodes, here }: { nodes: readonly LineageNodeValue[]; here: string }) {
  const labelId = useId();
  const branches = growBranches(nodes);
  const path = new Set(pathTo(nodes, here));
  const mostHours = Math.max(0, ...branches.map((branch) => branch.branchHours));
  return (
    <div>
      <span id={labelId} className="gs-hidden">
        Lineage, from the first workflow down
      </span>
      <ul className="gs-list gs-lineage" aria-labelledby={labelId}>
        {branches.map((branch) => (
          <Branch key={branch.node.workflowId} branch={branch} here={here} path={path} mostHours={mostHours} />
        ))}
      </ul>
    </div>
  );
}
